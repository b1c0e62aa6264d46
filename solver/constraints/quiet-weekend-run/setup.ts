import { type ConstraintData } from '../../model/index.js';
import { numberParam } from '../kind.js';
import { type LineContext, weekdayOf } from '../line.js';
import { quietMask } from '../quiet.js';

/**
 * Worked days in a row, of which there may be more where every Saturday and Sunday among them is low-intensity on-call. Parameters: `max`;
 * `quietMax`: the longer limit; `quietWorkMaxMin`, `quietEpisodesMax`: what low intensity is. What the history alone exceeds is not charged.
 */
export interface QuietRunSetup {
  readonly max: number;
  /** The longer limit; the same as `max` where no shift is of low intensity. */
  readonly quietMax: number;
  /** The longer limit as it was set. */
  readonly quietLimit: number;
  /** A worked day at the weekend that is not low-intensity on-call. */
  readonly isBusyWeekend: (index: number, token: number) => boolean;
}

const SATURDAY = 5;

export function quietRunSetup(data: ConstraintData, context: LineContext): QuietRunSetup {
  const max = numberParam(data, 'max');
  const quietLimit = Math.max(max, numberParam(data, 'quietMax'));
  const quiet = quietMask(context, data);
  return {
    max,
    quietMax: quiet.includes(1) ? quietLimit : max,
    quietLimit,
    isBusyWeekend: (index, token) =>
      token !== 0 && quiet[token] === 0 && weekdayOf(context, index) >= SATURDAY,
  };
}
