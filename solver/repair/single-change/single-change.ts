import { type CellChange } from '../../explain/index.js';
import { type Level, type Problem } from '../../model/index.js';

/** One thing that could be otherwise so that an unfilled place is filled. */
export type SingleChange =
  /** Nothing but somebody's yes: no hard rule is in the way. `requests` are the wishes that it passes over. */
  | { readonly kind: 'assign'; readonly requests: readonly string[] }
  /** One other assignment of theirs goes to somebody else, or is dropped where nobody is short without it (`toPersonId` null). */
  | {
      readonly kind: 'move';
      readonly dayIndex: number;
      readonly shiftTypeId: string;
      readonly toPersonId: string | null;
    }
  /** They exchange shifts with somebody on another day. */
  | {
      readonly kind: 'swap';
      readonly dayIndex: number;
      readonly givesShiftTypeId: string;
      readonly takesShiftTypeId: string;
      readonly withPersonId: string;
    }
  /** A day of leave, or one on which they cannot work, is given up. */
  | { readonly kind: 'lift-block'; readonly code: string; readonly reason: string }
  /** One rule gives way by its margin, for this person. */
  | {
      readonly kind: 'relax-rule';
      readonly rule: string;
      readonly level: Level;
      readonly limit: number;
      readonly measured: number;
      readonly unit: string;
      readonly message: string;
    }
  /** Somebody whom the line does not ask for counts in it: another grade, or without the skill. */
  | { readonly kind: 'substitute'; readonly filterLabel: string };

/** What changes of each kind cost, as shares of what the place costs while it is short. */
export interface ChangePrices {
  /** Each assignment that moves beside the place itself. */
  readonly assignment: number;
  readonly liftBlock: number;
  /** A rule that gives way, and more for each unit of violation. */
  readonly relaxRule: number;
  readonly relaxRuleStep: number;
  readonly substitute: number;
}

/** People before rules: asking somebody to move a shift is cheaper than leave given up, a rule bent or a grade stood in for. */
export const usualPrices: ChangePrices = {
  assignment: 0.1,
  substitute: 0.3,
  relaxRule: 0.4,
  relaxRuleStep: 0.02,
  liftBlock: 0.5,
};

/** A change, and the rota that proves that it fills the place. */
export interface Mend {
  readonly change: SingleChange;
  /** Who takes the place, and in which shift. */
  readonly personId: string;
  readonly shiftTypeId: string;
  /** Every cell that differs from the rota as it stands, the place's own first. */
  readonly cells: readonly CellChange[];
  /** Price of the change, and what the rota then costs more (less, if negative) than now. */
  readonly cost: number;
  readonly price: number;
  readonly objectiveChange: number;
  /** The problem in which the change holds; the same object as the problem itself where only assignments move. */
  readonly changedProblem: Problem;
}
