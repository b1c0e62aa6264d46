import { type ConstraintData } from '../model/index.js';
import { optionalNumber } from './kind.js';
import { type LineContext } from './line.js';

/**
 * 1 for each token that is low-intensity on-call: an estimate says so. Parameters: `quietWorkMaxMin` of work and `quietEpisodesMax` calls a
 * day. Without them, or without an estimate, nothing is.
 */
export function quietMask(context: LineContext, data: ConstraintData): Uint8Array {
  const mask = new Uint8Array(context.tokenCount);
  const workMax = optionalNumber(data, 'quietWorkMaxMin');
  const episodesMax = optionalNumber(data, 'quietEpisodesMax');
  if (workMax === null || episodesMax === null) return mask;
  context.tokens.forEach((facts, token) => {
    if (facts?.kind !== 'on-call' || facts.onCall === undefined) return;
    if (facts.workMin <= workMax && facts.onCall.episodes <= episodesMax) mask[token] = 1;
  });
  return mask;
}
