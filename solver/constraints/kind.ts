import { type ConstraintData } from '../model/index.js';
import { type Line, type LineContext } from './line.js';
import { type Violation } from './violation.js';

/**
 * Cost of one person's line, kept up to date as its cells change. All numbers are exact units of violation; the search
 * multiplies them by weights.
 */
export interface DeltaFace {
  /** Units of violation of a whole line; also takes the line as the one that later changes start from. */
  reset(line: Line): number;
  /**
   * Change of the units when the line becomes `after`. Both agree outside the indexes `from` … `to` (inclusive), and
   * `before` is the line last given to `reset` or `commit`. Changes nothing.
   */
  change(before: Line, after: Line, from: number, to: number): number;
  /** The change has been made. Only kinds that keep counts need it. */
  commit?(before: Line, after: Line, from: number, to: number): void;
}

export interface LabelStep {
  readonly state: number;
  /** Units of violation that become certain with this day. */
  readonly amount: number;
  /** What the day adds to the face's counter. */
  readonly use: number;
}

/**
 * Limits on the sum of `use` over a line: units of violation are `amountOf(sum)`. A maximum is below 0 where what was carried exceeds it
 * already.
 */
export interface LabelCounter {
  readonly min: number | null;
  readonly max: number | null;
  readonly amountOf: (sum: number) => number;
}

/**
 * A small automaton that a dynamic programme extends day by day, so that whole lines can be priced and re-planned. It reads
 * the tokens of the line from its first index, and says the same as the delta face about every complete line.
 */
export interface LabelFace {
  readonly initial: number;
  step(state: number, index: number, token: number): LabelStep;
  /** Units of violation that become certain when the line ends here. */
  end(state: number): number;
  /** Steps on days of the same class are the same; -1 for a day like no other. */
  dayClass(index: number): number;
  readonly counter: LabelCounter | null;
  /** The state never leaves `initial`: a day's step depends on the day and its token alone. */
  readonly stateless?: boolean;
}

/** For a kind without a label: lets a dynamic programme drop half-built lines that are already beyond repair. */
export interface PrefixFace {
  /** Days before an index that the face looks at. */
  readonly reach: number;
  /** Units of violation that the shift at `index` adds to a line that is empty after it. */
  amount(line: Line, index: number): number;
}

/** One constraint of one person, in all its faces. */
export interface Constraint {
  readonly data: ConstraintData;
  explain(line: Line): Violation[];
  readonly delta: DeltaFace;
  /** Missing where it would explode: a line is then priced without it and judged by the other faces. */
  readonly label?: LabelFace;
  readonly prefix?: PrefixFace;
  /** No line of this person can break it: nothing that it is about is there to be worked. A search may leave it out. */
  readonly idle?: boolean;
}

/** A kind of constraint: written once, used by every rule that is a case of it. */
export interface ConstraintKind {
  readonly name: string;
  /** @throws ConstraintError for parameters that make no sense. */
  compile(data: ConstraintData, context: LineContext): Constraint;
}

export class ConstraintError extends Error {
  override readonly name = 'ConstraintError';
}

export function numberParam(data: ConstraintData, key: string): number {
  const value = data.params[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new ConstraintError(
    `${data.rule}: parameter "${key}" of ${data.kind} must be a number, not ${String(value)}`,
  );
}

export function optionalNumber(data: ConstraintData, key: string): number | null {
  return data.params[key] === undefined || data.params[key] === null ? null : numberParam(data, key);
}

/** A limit on what is still to come, when `carried` counts towards it already. */
export function lessCarried(limit: number | null, carried: number): number | null {
  return limit === null ? null : limit - carried;
}

/** The sum from which a maximum is charged: what `fixed` shifts alone exceed is not, what was carried beyond it (below 0) is. */
export function chargedAbove(max: number, fixed: number): number {
  return Math.max(max, fixed + Math.min(0, max));
}

/** `idle` for a kind that is about the tokens of a mask and finds none. */
export function idleWithout(mask: Uint8Array): { readonly idle?: true } {
  return mask.includes(1) ? {} : { idle: true };
}

/** Short minutes are charged by started step, so that a small breach costs less than a large one. */
export function chargedSteps(minutes: number, stepMin: number): number {
  return minutes <= 0 ? 0 : Math.ceil(minutes / stepMin);
}
