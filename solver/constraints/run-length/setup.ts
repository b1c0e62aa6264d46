import { type ConstraintData } from '../../model/index.js';
import { ConstraintError, optionalNumber } from '../kind.js';
import { type LineContext, OFF_TOKEN } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Length of runs of consecutive days. Parameters: `of`: `work` (any shift), `off`, or `shifts` (those of the shift filter);
 * `min`, `max` in days; `startEdge`: `history` (what was worked before day 0 belongs to the first run) or `free` (nothing exists before
 * day 0); `runName` for messages.
 *
 * A run that touches the first or the last index known is never too short. What the history alone already exceeds is not charged.
 */
export interface RunLengthSetup {
  readonly min: number | null;
  readonly max: number | null;
  /** First index of the line that counts. */
  readonly origin: number;
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
  if (startEdge !== 'history' && startEdge !== 'free') {
    throw new ConstraintError(
      `${data.rule}: parameter "startEdge" of run-length must be history or free, not ${String(startEdge)}`,
    );
  }
  const member = of === 'shifts' ? filterMask(context, filterOf(data.params)) : filterMask(context, {});
  if (of === 'off')
    for (let token = 0; token < member.length; token++) member[token] = token === OFF_TOKEN ? 1 : 0;
  const names = { work: 'worked day', off: 'day off', shifts: 'such shift' } as const;
  return {
    min: optionalNumber(data, 'min'),
    max: optionalNumber(data, 'max'),
    origin: startEdge === 'free' ? context.before : 0,
    member,
    of,
    runName: typeof data.params.runName === 'string' ? data.params.runName : names[of],
  };
}
