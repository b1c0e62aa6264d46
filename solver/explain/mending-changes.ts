import { coverStates } from '../constraints/cover.js';
import { LineJudge } from '../constraints/judge.js';
import { type Violation } from '../constraints/violation.js';
import { OFF, type Problem, type Rota, type ShiftType } from '../model/index.js';
import { breachOf, newViolations } from './compare.js';
import { type Taker, takersOf } from './takers.js';
import { type CellChange } from './verdict.js';

/** A change of the person's own shifts, with a colleague's where a shift changes hands, that ends a breach and makes no new hard one. */
export interface MendingChange {
  readonly cells: readonly CellChange[];
  /** What it breaks instead: soft rules and advice only. */
  readonly introduced: readonly Violation[];
  /** People that minimum cover is then short of in addition. */
  readonly shortMore: number;
}

/** A breach with the changes that would end it, best first. */
export interface MendableViolation {
  readonly violation: Violation;
  readonly changes: readonly MendingChange[];
}

export interface MendingOptions {
  /** A cell that the person is about to be given: its new breaches are mended, not those that stand. */
  readonly proposed?: CellChange;
  /** Cells of the person that are given up for the proposed one. */
  readonly givenUp?: readonly number[];
  /** Only breaches that a day belongs to. */
  readonly dayIndex?: number;
  /** Most changes for one breach. */
  readonly keep?: number;
}

interface Trial {
  readonly days: ReadonlyMap<number, number>;
  readonly introduced: readonly Violation[];
  /** Breaches of the line that are gone then, not only smaller. */
  readonly ended: ReadonlySet<Violation>;
}

interface Ranked {
  readonly offer: MendingChange;
  readonly rank: number;
}

const MOST_CHANGES = 4;
const MOST_HAND_OVERS = 2;
/** A breach over more days (an average of hours) is tried on the first of them only. */
const MOST_DAYS = 62;

/**
 * What would end the breaches of one person's line: another shift on a day, a day left free or its shift given to a colleague, or one
 * day worked more. Every offer has been judged as a whole: it ends the breach and leaves no hard breach that does not stand already.
 *
 * @throws RangeError for a person who is not in the problem.
 */
export function mendingChanges(
  problem: Problem,
  rota: Rota,
  personId: string,
  options: MendingOptions = {},
): MendableViolation[] {
  const index = problem.people.findIndex(({ id }) => id === personId);
  const person = problem.people[index];
  if (person === undefined) throw new RangeError(`person "${personId}" is not in the problem`);
  const standing = problem.days.map((_, day) => rota.cells[index]?.[day] ?? OFF);
  const bench = new Bench(problem, index, standing, options);
  return bench.wanted().map((violation) => ({
    violation,
    changes: bench.offers(rota, violation).slice(0, options.keep ?? MOST_CHANGES),
  }));
}

/** One line with its breaches, and what has been tried on it. */
class Bench {
  private readonly judge: LineJudge;
  /** Of what a change introduces: it may set work of other units side by side. */
  private readonly changes: LineJudge;
  private readonly before: readonly Violation[];
  private readonly cells: readonly number[];
  private readonly after: readonly Violation[];
  private readonly trials = new Map<string, Trial>();
  private readonly takers = new Map<string, readonly Taker[]>();
  private readonly typeIndexes: readonly number[];

  constructor(
    private readonly problem: Problem,
    private readonly person: number,
    private readonly standing: readonly number[],
    private readonly options: MendingOptions,
  ) {
    const judge = new LineJudge(problem, problem.people[person]!);
    this.judge = judge;
    this.changes = new LineJudge(problem, problem.people[person]!, 'all');
    this.before = judge.violations(standing);
    this.cells = proposedCells(problem, standing, options);
    this.after = options.proposed === undefined ? this.before : judge.violations(this.cells);
    const allowed = new Set(problem.people[person]!.shiftTypeIds);
    this.typeIndexes = problem.shiftTypes.flatMap(({ id }, type) => (allowed.has(id) ? [type] : []));
  }

  /** The breaches to mend. */
  wanted(): readonly Violation[] {
    const { proposed, dayIndex } = this.options;
    const found = proposed === undefined ? this.after : newViolations(this.before, this.after);
    return found.filter(
      ({ fromDay, toDay }) =>
        toDay >= 0 && (dayIndex === undefined || (fromDay <= dayIndex && dayIndex <= toDay)),
    );
  }

  offers(rota: Rota, violation: Violation): MendingChange[] {
    const together = this.together(violation);
    const trials = [...this.singles(violation), ...(together === null ? [] : [together])];
    const mending = trials.filter((trial) => trial.ended.has(violation) && !worsens(trial, violation));
    const own = mending.map((trial) => this.ranked(this.asOffer(rota, trial), trial, violation));
    const handed = mending
      .flatMap((trial) => this.handOvers(rota, trial).map((offer) => this.ranked(offer, trial, violation)))
      .sort(byRank)
      .slice(0, MOST_HAND_OVERS);
    return [...own, ...handed]
      .filter(({ offer }) => offer.cells.length > 0)
      .sort(byRank)
      .map(({ offer }) => offer);
  }

  /** Instead of leaving a day free, somebody else takes its shift. */
  private handOvers(rota: Rota, { days, introduced }: Trial): MendingChange[] {
    const [[day, to] = [-1, OFF], ...others] = [...days];
    const type = this.cells[day];
    if (this.options.proposed !== undefined || others.length > 0 || to !== OFF || type === undefined)
      return [];
    const key = `${day} ${type}`;
    const takers = this.takers.get(key) ?? takersOf(this.problem, rota, day, type);
    this.takers.set(key, takers);
    return takers.slice(0, MOST_HAND_OVERS).map(({ person, introduced: theirs }) => {
      const rows = new Map([
        [this.person, this.cells.with(day, OFF)],
        [person, this.problem.days.map((_, at) => (at === day ? type : (rota.cells[person]?.[at] ?? OFF)))],
      ]);
      const shiftTypeId = this.problem.shiftTypes[type]!.id;
      return {
        cells: [
          { personId: this.problem.people[this.person]!.id, dayIndex: day, shiftTypeId: null },
          { personId: this.problem.people[person]!.id, dayIndex: day, shiftTypeId },
        ],
        introduced: [...introduced, ...theirs],
        shortMore: this.shortMore(rota, rows, [day]),
      };
    });
  }

  /** Each other shift, or none, on each day that the breach is about. */
  private singles(violation: Violation): Trial[] {
    const asksForWork = violation.mend?.kind === 'work' || violation.mend?.kind === 'lengthen';
    return this.daysOf(violation).flatMap((day) => {
      if (this.cells[day] === OFF && !asksForWork) return [];
      // A shift is given one cell after the other, and only taking away is allowed whatever it breaks on the way.
      const beside = this.options.proposed !== undefined && this.options.proposed.dayIndex !== day;
      const types = beside ? [OFF] : [OFF, ...this.typeIndexes];
      const others = types.filter((type) => type !== this.cells[day]);
      return others.map((type) => this.attempt(new Map([[day, type]])));
    });
  }

  /** The days that the mend would leave free, all of them at once. */
  private together({ mend }: Violation): Trial | null {
    if (mend?.kind !== 'day-off' || mend.dayIndexes.length < 2) return null;
    const days = mend.dayIndexes.filter((day) => this.cells[day] !== undefined);
    return this.attempt(new Map(days.map((day) => [day, OFF])));
  }

  private daysOf({ shifts, mend, fromDay, toDay }: Violation): number[] {
    const own = shifts.filter(({ fixed }) => !fixed).map(({ dayIndex }) => dayIndex);
    const named = [...(mend?.dayIndexes ?? []), ...own];
    const open = mend?.kind === 'work' || mend?.kind === 'lengthen' || named.length === 0;
    const spanned = open ? Array.from({ length: toDay - fromDay + 1 }, (_, offset) => fromDay + offset) : [];
    const inside = [...named, ...spanned].filter((day) => this.cells[day] !== undefined);
    return [...new Set(inside)].slice(0, MOST_DAYS);
  }

  private attempt(days: ReadonlyMap<number, number>): Trial {
    const key = [...days].join(' ');
    const known = this.trials.get(key);
    if (known !== undefined) return known;
    const cells = this.cells.map((cell, day) => days.get(day) ?? cell);
    const violations = this.judge.violations(cells);
    const left = new Set(violations.map(breachOf));
    const change = this.changes.violationsOfChange(this.standing, cells);
    const trial = {
      days,
      introduced: newViolations(change.before, change.after),
      ended: new Set(this.after.filter((violation) => !left.has(breachOf(violation)))),
    };
    this.trials.set(key, trial);
    return trial;
  }

  /** The cells as they differ from what stands, and what follows for the cover. */
  private asOffer(rota: Rota, { days, introduced }: Trial): MendingChange {
    const wanted = this.cells.map((cell, day) => days.get(day) ?? cell);
    const changed = wanted.flatMap((cell, day) => (cell === this.standing[day] ? [] : [day]));
    const personId = this.problem.people[this.person]!.id;
    return {
      cells: changed.map((dayIndex) => ({
        personId,
        dayIndex,
        shiftTypeId: this.problem.shiftTypes[wanted[dayIndex]!]?.id ?? null,
      })),
      introduced,
      shortMore: this.shortMore(rota, new Map([[this.person, wanted]]), changed),
    };
  }

  private shortMore(
    rota: Rota,
    rows: ReadonlyMap<number, readonly number[]>,
    changed: readonly number[],
  ): number {
    const cover = this.problem.cover.filter(({ dayIndex }) => changed.includes(dayIndex));
    const short = (cells: Rota['cells']): number =>
      coverStates({ ...this.problem, cover }, { cells }).reduce((sum, state) => sum + state.short, 0);
    return short(rota.cells.map((row, index) => rows.get(index) ?? row)) - short(rota.cells);
  }

  /** Low is good: few people short, nothing else broken, on the day that the mend names, and as little moved as can be. */
  private ranked(offer: MendingChange, { days }: Trial, { mend }: Violation): Ranked {
    const named = [...days.keys()].every((day) => mend?.dayIndexes.includes(day) === true);
    const moved = [...days].reduce(
      (sum, [day, type]) => sum + movedMin(this.typeAt(this.cells[day]!), this.typeAt(type)),
      0,
    );
    const rank =
      offer.shortMore * 1_000_000 + offer.introduced.length * 100_000 + (named ? 0 : 10_000) + moved;
    return { offer, rank };
  }

  private typeAt(cell: number): ShiftType | undefined {
    return this.problem.shiftTypes[cell];
  }
}

function byRank(a: Ranked, b: Ranked): number {
  return a.rank - b.rank;
}

function proposedCells(
  problem: Problem,
  standing: readonly number[],
  { proposed, givenUp = [] }: MendingOptions,
): readonly number[] {
  if (proposed === undefined) return standing;
  const type = problem.shiftTypes.findIndex(({ id }) => id === proposed.shiftTypeId);
  return standing.map((cell, day) => (day === proposed.dayIndex ? type : givenUp.includes(day) ? OFF : cell));
}

/** It breaks a hard rule anew, or the same rule around the same days: that is no mend. */
function worsens({ introduced }: Trial, violation: Violation): boolean {
  return introduced.some(
    ({ level, rule, fromDay, toDay }) =>
      level === 'hard' ||
      (rule === violation.rule && fromDay <= violation.toDay && toDay >= violation.fromDay),
  );
}

const A_WHOLE_SHIFT_MIN = 1440;

function movedMin(from: ShiftType | undefined, to: ShiftType | undefined): number {
  if (from === undefined || to === undefined) return A_WHOLE_SHIFT_MIN;
  return Math.abs(from.startMin - to.startMin) + Math.abs(from.endMin - to.endMin);
}
