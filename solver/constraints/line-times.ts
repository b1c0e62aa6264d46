import { clockDeltaOn, elapsedMin, type FixedShift, type Problem } from '../model/index.js';

/** When the tokens of a line start and end on each of its days. */
export interface LineTimes {
  /** Elapsed minutes at which a token starts and ends on a line index: `[index * tokenCount + token]`. */
  readonly startAt: Int32Array;
  readonly endAt: Int32Array;
  /** Minutes of work of a token on a line index: an hour more or less where the clock changes during it. */
  readonly workAt: Int32Array;
  /** 1 where the clock changes on the day before an index, on it or within two days after it. */
  readonly clockNear: Uint8Array;
  /** Elapsed minutes of local midnight of each line index; one entry more than the line is long. */
  readonly midnightAt: Int32Array;
}

/** Times of the shift types are the same for everybody whose line begins and ends on the same days. */
const timesByProblem = new WeakMap<Problem, Map<string, LineTimes>>();

export function timesOf(problem: Problem, before: number, length: number): LineTimes {
  const known = timesByProblem.get(problem) ?? new Map<string, LineTimes>();
  timesByProblem.set(problem, known);
  const key = `${before} ${length}`;
  const times = known.get(key) ?? buildTimes(problem, before, length);
  known.set(key, times);
  return times;
}

function buildTimes(problem: Problem, before: number, length: number): LineTimes {
  const tokenCount = problem.shiftTypes.length + 1;
  const startAt = new Int32Array(length * tokenCount);
  const endAt = new Int32Array(length * tokenCount);
  const workAt = new Int32Array(length * tokenCount);
  const midnightAt = new Int32Array(length + 1);
  const clockNear = new Uint8Array(length);
  for (let index = 0; index <= length; index++) {
    const dayIndex = index - before;
    midnightAt[index] = elapsedMin(problem.days, dayIndex, 0);
    if (index === length) break;
    clockNear[index] = [-1, 0, 1, 2].some((near) => clockDeltaOn(problem.days, dayIndex + near) !== 0)
      ? 1
      : 0;
    problem.shiftTypes.forEach((type, typeIndex) => {
      const at = index * tokenCount + typeIndex + 1;
      startAt[at] = elapsedMin(problem.days, dayIndex, type.startMin);
      endAt[at] = elapsedMin(problem.days, dayIndex, type.endMin);
      workAt[at] = type.workMin + clockWork(type, endAt[at] - startAt[at]);
    });
  }
  return { startAt, endAt, workAt, clockNear, midnightAt };
}

/** Whoever works through a change of the clock works an hour more or less; an estimate of on-call work stays what it is. */
export function clockWork(type: Problem['shiftTypes'][number], elapsed: number): number {
  return type.timed && type.kind !== 'on-call' ? elapsed - (type.endMin - type.startMin) : 0;
}

/** The times with rows widened by the tokens of work that is no shift type's. */
export function withOwnTokens(
  times: LineTimes,
  tokenCount: number,
  placed: readonly { index: number; token: number; shift: FixedShift }[],
): LineTimes {
  const { length } = times.clockNear;
  if (length === 0 || placed.length === 0) return times;
  const usual = times.startAt.length / length;
  const widen = (values: Int32Array): Int32Array => {
    const wide = new Int32Array(length * tokenCount);
    for (let index = 0; index < length; index++)
      wide.set(values.subarray(index * usual, (index + 1) * usual), index * tokenCount);
    return wide;
  };
  const wide = {
    ...times,
    startAt: widen(times.startAt),
    endAt: widen(times.endAt),
    workAt: widen(times.workAt),
  };
  for (const { index, token, shift } of placed) {
    wide.startAt[index * tokenCount + token] = shift.startMin;
    wide.endAt[index * tokenCount + token] = shift.endMin;
    wide.workAt[index * tokenCount + token] = shift.workMin;
  }
  return wide;
}
