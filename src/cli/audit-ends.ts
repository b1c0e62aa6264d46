import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type ChainReport, type KnownEnd } from '../modules/audit/chain-check.js';

/** The file of noted ends cannot be used; the message says why and what to do. */
export class EndsFileError extends Error {}

/** The ends that were noted at the last check; none before the first. @throws EndsFileError */
export function readEnds(file: string): KnownEnd[] {
  if (!existsSync(file)) return [];
  try {
    const ends: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(ends) && ends.every(isEnd)) return ends;
    throw new Error('it is not a list of {chain, seq, hash}');
  } catch (error) {
    throw new EndsFileError(
      `${file} cannot be read (${(error as Error).message}). It says how the log ended when it was last checked: bring it back from a copy, or name another file with --ends.`,
    );
  }
}

/** Notes the ends of chains that are whole. After a power cut the old file stands, or the new one. @throws EndsFileError */
export function noteEnds(file: string, reports: readonly ChainReport[]): void {
  const ends: KnownEnd[] = reports.flatMap(({ chain, head }) => (head === null ? [] : [{ chain, ...head }]));
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, `${JSON.stringify(ends, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new EndsFileError(
      `the ends of the chains cannot be noted in ${file} (${(error as Error).message}). Name a file that can be written with --ends.`,
    );
  }
}

function isEnd(value: unknown): value is KnownEnd {
  if (typeof value !== 'object' || value === null) return false;
  const { chain, seq, hash } = value as Partial<Record<string, unknown>>;
  return (
    typeof chain === 'string' &&
    Number.isSafeInteger(seq) &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/.test(hash)
  );
}
