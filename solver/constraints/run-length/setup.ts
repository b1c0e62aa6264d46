import { type ConstraintData } from '../../model/index.js';
import { ConstraintError, numberParam, optionalNumber } from '../kind.js';
import { type LineContext, OFF_TOKEN } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Length of runs of consecutive days. Parameters: `of`: `work` (any shift), `off`, or `shifts` (those of the shift filter);
 * `min`, `max` in days; `startEdge`: `history` (what was worked before day 0 belongs to the first run), `free` (nothing exists before
 * day 0) or `carried` (a run of exactly `carriedDays`, 0 for none, is open when day 0 begins); `runName` for messages.
 *
 * A run that touches the first or the last index known is never too short; with `carried` only the last index excuses, and a carried
 * run that day 0 does not go on with is too short by what it lacks. What the history alone already exceeds is not charged.
 */
export interface RunLengthSetup {
  readonly min: number | null;
  readonly max: number | null;
  /** First index of the line that counts. */
  readonly origin: number;
  /** Days of the run that is open before `origin`, where that is known from elsewhere than the line. */
  readonly carried: number;
  /** A run that starts here is never too short. */
  readonly excusedStart: number;
  readonly member: Uint8Array;
  readonly of: 'work' | 'off' | 'shifts';
  readonly runName: string;
}

export function runLengthSetup(data: ConstraintData, context: LineContext): RunLengthSetup {
  const of = data.params.of ?? 'work';
  if (of !== 'work' && of !== 'off' && of !== 'shifts') {
    throw new ConstraintError(
      `${data.rule}: parameter "of" of run-length must be work, off or shifts, not ${String(of)}`,
    );
  }
  const startEdge = data.params.startEdge ?? 'history';
  if (startEdge !== 'history' && startEdge !== 'free' && startEdge !== 'carried') {
    throw new ConstraintError(
      `${data.rule}: parameter "startEdge" of run-length must be history, free or carried, not ${String(startEdge)}`,
    );
  }
  const member = of === 'shifts' ? filterMask(context, filterOf(data.params)) : filterMask(context, {});
  if (of === 'off')
    for (let token = 0; token < member.length; token++) member[token] = token === OFF_TOKEN ? 1 : 0;
  const names = { work: 'worked day', off: 'day off', shifts: 'such shift' } as const;
  const origin = startEdge === 'history' ? 0 : context.before;
  const carried = startEdge === 'carried' ? numberParam(data, 'carriedDays') : 0;
  const max = optionalNumber(data, 'max');
  return {
    min: optionalNumber(data, 'min'),
    // A maximum that not even the whole line can exceed would only make the automaton count further.
    max: max !== null && max >= context.length - origin + carried ? null : max,
    origin,
    carried,
    excusedStart: startEdge === 'carried' ? Number.NEGATIVE_INFINITY : origin,
    member,
    of,
    runName: typeof data.params.runName === 'string' ? data.params.runName : names[of],
  };
}
