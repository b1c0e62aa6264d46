import { countCost, shareShort } from '../../constraints/cover.js';
import { type Problem } from '../../model/index.js';

/**
 * Cover of a rota, kept up to date. A person on a shift touches the lines of that day and shift; an entry of the lists is
 * `line * 2 + 1` where they match the line's filter and `line * 2` where they only count among all (share lines).
 */
export class CoverScore {
  cost = 0;
  private readonly counts: Int32Array;
  private readonly all: Int32Array;
  /** Cost by number of people, for count lines; null for share lines. */
  private readonly tables: (Float64Array | null)[];
  /** Places of each count line; 0 for share lines. */
  private readonly wanted: Int32Array;
  private readonly shares: Float64Array;
  private readonly shareWeights: Float64Array;
  private readonly entries: Int32Array;
  private readonly starts: Int32Array;
  private readonly typeCount: number;
  private readonly dayCount: number;

  constructor(problem: Problem) {
    const lines = problem.cover;
    this.typeCount = problem.shiftTypes.length;
    this.dayCount = problem.days.length;
    this.counts = new Int32Array(lines.length);
    this.all = new Int32Array(lines.length);
    this.tables = lines.map(({ measure }) =>
      measure.kind === 'count'
        ? Float64Array.from({ length: problem.people.length + 2 }, (_, count) => countCost(measure, count))
        : null,
    );
    this.wanted = Int32Array.from(lines, ({ measure }) =>
      measure.kind === 'count' ? Math.max(measure.target, measure.minimum) : 0,
    );
    this.shares = Float64Array.from(lines, ({ measure }) =>
      measure.kind === 'share' ? measure.minShare : 0,
    );
    this.shareWeights = Float64Array.from(lines, ({ measure }) =>
      measure.kind === 'share' ? measure.underWeight : 0,
    );
    ({ entries: this.entries, starts: this.starts } = this.index(problem));
    this.cost = this.tables.reduce((sum, table) => sum + (table?.[0] ?? 0), 0);
  }

  /** Puts a person on a shift (`sign` 1) or takes them off it (-1); returns the change of cost. */
  move(person: number, day: number, token: number, sign: 1 | -1): number {
    if (token === 0 || token > this.typeCount) return 0;
    const cell = (person * this.dayCount + day) * this.typeCount + token - 1;
    const end = this.starts[cell + 1]!;
    let change = 0;
    for (let at = this.starts[cell]!; at < end; at++) {
      const entry = this.entries[at]!;
      change += this.moveLine(entry >> 1, entry & 1, sign);
    }
    this.cost += change;
    return change;
  }

  /**
   * What it would cost to put a person on a shift in addition.
   *
   * @param evenly a place on a count line is worth the less, the fewer of the line's places are still open.
   */
  price(person: number, day: number, token: number, evenly = false): number {
    if (token === 0 || token > this.typeCount) return 0;
    const cell = (person * this.dayCount + day) * this.typeCount + token - 1;
    const end = this.starts[cell + 1]!;
    let price = 0;
    for (let at = this.starts[cell]!; at < end; at++) {
      const line = this.entries[at]! >> 1;
      const matching = this.entries[at]! & 1;
      const table = this.tables[line]!;
      const count = this.counts[line]!;
      if (table !== null) {
        const change = table[count + 1]! - table[count]!;
        price += evenly && change < 0 ? change * (1 - count / this.wanted[line]!) : change;
      } else
        price +=
          this.shareCost(line, count + matching, this.all[line]! + 1) -
          this.shareCost(line, count, this.all[line]!);
    }
    return price;
  }

  private moveLine(line: number, matching: number, sign: number): number {
    const table = this.tables[line]!;
    const count = this.counts[line]!;
    const next = count + sign * matching;
    this.counts[line] = next;
    if (table !== null) return table[next]! - table[count]!;
    const all = this.all[line]!;
    this.all[line] = all + sign;
    return this.shareCost(line, next, all + sign) - this.shareCost(line, count, all);
  }

  private shareCost(line: number, matching: number, all: number): number {
    return this.shareWeights[line]! * shareShort(this.shares[line]!, matching, all);
  }

  /** Lists the lines of each person, day and shift. */
  private index(problem: Problem): { entries: Int32Array; starts: Int32Array } {
    const personIndex = new Map(problem.people.map((person, index) => [person.id, index]));
    const typeIndex = new Map(problem.shiftTypes.map((type, index) => [type.id, index]));
    const lists: { cell: number; entry: number }[] = [];
    problem.cover.forEach((line, lineIndex) => {
      const matching = new Set(line.personIds.map((id) => personIndex.get(id)));
      const types = new Set(line.shiftTypeIds.flatMap((id) => typeIndex.get(id) ?? []));
      for (let person = 0; person < problem.people.length; person++) {
        const matches = matching.has(person);
        if (!matches && line.measure.kind === 'count') continue;
        for (const type of types) {
          const cell = (person * this.dayCount + line.dayIndex) * this.typeCount + type;
          lists.push({ cell, entry: lineIndex * 2 + (matches ? 1 : 0) });
        }
      }
    });
    const starts = new Int32Array(problem.people.length * this.dayCount * this.typeCount + 1);
    for (const { cell } of lists) starts[cell + 1]!++;
    for (let cell = 0; cell + 1 < starts.length; cell++) starts[cell + 1]! += starts[cell]!;
    const next = starts.slice();
    const entries = new Int32Array(lists.length);
    for (const { cell, entry } of lists) entries[next[cell]!++] = entry;
    return { entries, starts };
  }
}
