import { countCost } from '../../constraints/cover.js';
import { type CoverLine, type Problem } from '../../model/index.js';

/** Sums of shares are exact to a little less than this. */
const SHARE_TOLERANCE = 1e-6;

/** A slack of a cover row: what it adds to the row, costs, and can hold at most. */
export interface Slack {
  readonly row: number;
  readonly coefficient: 1 | -1;
  readonly cost: number;
  readonly upper: number;
}

/**
 * Cover lines as rows of a linear programme: people on the line + slacks = target. A cell of a person adds 1 to a count line that it
 * matches; to a share line it adds 1 less the share if it matches and takes the share away if it does not.
 *
 * Costs are taken as convex; where weights are not (a person short of the minimum costs less than one short of the target), the
 * convex envelope is a relaxation, so bounds stay valid.
 */
export class CoverRows {
  readonly rowCount: number;
  readonly targets: Float64Array;
  /** People above this are too many. */
  readonly tops: Float64Array;
  readonly dayOf: Int32Array;
  readonly slacks: readonly Slack[];
  /** A row's dual lies between these in every optimum. */
  readonly lowestDual: Float64Array;
  readonly highestDual: Float64Array;
  /** Rows of each person, day and shift type: `starts[(person * dayCount + day) * typeCount + type]` and on. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly coefficients: Float64Array;
  readonly dayCount: number;
  readonly typeCount: number;
  /** Cost by number of people for count lines. */
  private readonly tables: readonly (Float64Array | null)[];

  constructor(problem: Problem) {
    this.rowCount = problem.cover.length;
    this.dayCount = problem.days.length;
    this.typeCount = problem.shiftTypes.length;
    this.targets = Float64Array.from(problem.cover, ({ measure }) =>
      measure.kind === 'count' ? Math.max(measure.target, measure.minimum) : 0,
    );
    this.tops = Float64Array.from(problem.cover, ({ measure }, row) =>
      measure.kind === 'count' ? Math.max(measure.maximum ?? Infinity, this.targets[row]!) : Infinity,
    );
    this.dayOf = Int32Array.from(problem.cover, ({ dayIndex }) => dayIndex);
    this.slacks = problem.cover.flatMap((line, row) => slacksOf(line, row));
    this.lowestDual = new Float64Array(this.rowCount).fill(0);
    this.highestDual = new Float64Array(this.rowCount).fill(0);
    for (const { row, coefficient, cost } of this.slacks) {
      if (coefficient === 1) this.highestDual[row] = Math.max(this.highestDual[row]!, cost);
      else this.lowestDual[row] = Math.min(this.lowestDual[row]!, -cost);
    }
    const known = new Set(problem.people.map((person) => person.id));
    this.tables = problem.cover.map(({ measure, personIds }) => {
      if (measure.kind !== 'count') return null;
      const most = new Set(personIds.filter((id) => known.has(id))).size;
      return Float64Array.from({ length: most + 1 }, (_, count) => countCost(measure, count));
    });
    ({ starts: this.starts, rows: this.rows, coefficients: this.coefficients } = this.index(problem));
  }

  /** Adds what a cell's cover is worth under the duals to a price: minus the sum of dual × coefficient. */
  worth(cell: number, duals: Float64Array): number {
    let worth = 0;
    for (let at = this.starts[cell]!; at < this.starts[cell + 1]!; at++) {
      worth += duals[this.rows[at]!]! * this.coefficients[at]!;
    }
    return worth;
  }

  /** Whether a token of a person counts on a row. */
  touches(person: number, day: number, token: number, row: number): boolean {
    if (token === 0 || token > this.typeCount) return false;
    const cell = (person * this.dayCount + day) * this.typeCount + token - 1;
    for (let at = this.starts[cell]!; at < this.starts[cell + 1]!; at++)
      if (this.rows[at] === row) return true;
    return false;
  }

  /** Cost of a row when its cells sum to this. */
  cost(row: number, sum: number): number {
    const table = this.tables[row]!;
    // A share asks for whole people: short of 1.5 is short of 2.
    if (table === null) return this.highestDual[row]! * Math.max(0, Math.ceil(-sum - SHARE_TOLERANCE));
    return table[Math.min(table.length - 1, Math.max(0, Math.round(sum)))]!;
  }

  /**
   * What a row adds to the Lagrangian bound when others' cells sum to `others` already: the least of its cost and of the dual paid for
   * what comes in addition.
   *
   * @param short what each person short of the target is paid, and `over` each one above the maximum, by totals over several rows.
   */
  lagrangian(row: number, dual: number, others: number, short = 0, over = 0): number {
    const table = this.tables[row]!;
    // A share line's sum is no whole number: its least lies where it begins to fall short.
    if (table === null) return dual * -others;
    const target = this.targets[row]!;
    const top = this.tops[row]!;
    let least = Number.POSITIVE_INFINITY;
    for (let count = others; count < table.length; count++) {
      const totals = short * Math.max(0, target - count) + over * Math.max(0, count - top);
      least = Math.min(least, table[count]! + dual * (count - others) - totals);
    }
    return least;
  }

  /** Puts a dual back within what any optimum can have. */
  clip(row: number, dual: number): number {
    return Math.min(this.highestDual[row]!, Math.max(this.lowestDual[row]!, dual));
  }

  private index(problem: Problem): { starts: Int32Array; rows: Int32Array; coefficients: Float64Array } {
    const typeIndex = new Map(problem.shiftTypes.map((type, index) => [type.id, index]));
    const cellCount = problem.people.length * this.dayCount * this.typeCount;
    const visit = (found: (cell: number, row: number, coefficient: number) => void): void => {
      problem.cover.forEach((line, row) => {
        const matching = new Set(line.personIds);
        const types = new Set(line.shiftTypeIds.flatMap((id) => typeIndex.get(id) ?? []));
        problem.people.forEach((person, index) => {
          const matches = matching.has(person.id);
          if (!matches && line.measure.kind === 'count') return;
          const coefficient = line.measure.kind === 'count' ? 1 : (matches ? 1 : 0) - line.measure.minShare;
          for (const type of types)
            found((index * this.dayCount + line.dayIndex) * this.typeCount + type, row, coefficient);
        });
      });
    };
    const starts = new Int32Array(cellCount + 1);
    visit((cell) => starts[cell + 1]!++);
    for (let cell = 0; cell < cellCount; cell++) starts[cell + 1]! += starts[cell]!;
    const next = starts.slice();
    const rows = new Int32Array(starts[cellCount]!);
    const coefficients = new Float64Array(starts[cellCount]!);
    visit((cell, row, coefficient) => {
      const at = next[cell]!++;
      rows[at] = row;
      coefficients[at] = coefficient;
    });
    return { starts, rows, coefficients };
  }
}

function slacksOf({ measure }: CoverLine, row: number): Slack[] {
  const free = Number.POSITIVE_INFINITY;
  if (measure.kind === 'share') {
    return [
      { row, coefficient: 1, cost: measure.underWeight, upper: free },
      { row, coefficient: -1, cost: 0, upper: free },
    ];
  }
  const { minimum, maximum, underMinimumWeight, underTargetWeight, overMaximumWeight } = measure;
  const target = Math.max(measure.target, minimum);
  const slacks: Slack[] = [];
  if (minimum > 0) slacks.push({ row, coefficient: 1, cost: underMinimumWeight, upper: minimum });
  if (target > minimum)
    slacks.push({ row, coefficient: 1, cost: underTargetWeight, upper: target - minimum });
  if (maximum === null || maximum > target)
    slacks.push({ row, coefficient: -1, cost: 0, upper: maximum === null ? free : maximum - target });
  if (maximum !== null) slacks.push({ row, coefficient: -1, cost: overMaximumWeight, upper: free });
  return slacks;
}
