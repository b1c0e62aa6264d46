import { type Problem, type Rota } from '../../model/index.js';
import { compilePerson, type CompiledPerson } from './compiled-person.js';
import { CoverScore } from './cover-score.js';

/**
 * The exact cost of a rota, kept up to date through moves. A move writes cells with `set`; `tryMove` tells what that changes; then
 * `accept` keeps it or `reject` puts everything back.
 */
export class Score {
  readonly people: readonly CompiledPerson[];
  readonly cover: CoverScore;
  readonly dayCount: number;
  /** Units of violation of hard rules. */
  hard = 0;
  /** Soft rules and requests; cover stands in `cover.cost`. */
  private personal = 0;
  /** Change of `hard` and of `objective` that the written cells bring, after `tryMove`. */
  hardChange = 0;
  softChange = 0;
  /** Units of hard violation of each person. */
  readonly hardOf: Int32Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly hardChangeOf: Int32Array;
  private readonly touched: number[] = [];
  private coverChange = 0;

  constructor(readonly problem: Problem) {
    this.people = problem.people.map((_, index) => compilePerson(problem, index));
    this.cover = new CoverScore(problem);
    this.dayCount = problem.days.length;
    this.hardOf = new Int32Array(this.people.length);
    this.hardChangeOf = new Int32Array(this.people.length);
    this.from = new Int32Array(this.people.length).fill(-1);
    this.to = new Int32Array(this.people.length);
    for (let person = 0; person < this.people.length; person++) {
      for (let day = 0; day < this.dayCount; day++) this.place(person, day, 0);
    }
    this.tryMove();
    this.accept();
    this.recount();
  }

  /** Weighted sum of soft violations, requests and cover. */
  get objective(): number {
    return this.personal + this.cover.cost;
  }

  /** Token on a day, with the cells written since the last `accept` or `reject`. */
  token(person: number, day: number): number {
    const { scratch, context } = this.people[person]!;
    return scratch[context.before + day]!;
  }

  /** Whether a token may stand on a cell at all. */
  may(person: number, day: number, token: number): boolean {
    const options = this.people[person]!.options[day]!;
    for (const option of options) if (option === token) return true;
    return false;
  }

  /** Writes a cell of a move. The token must be one that may stand there. */
  set(person: number, day: number, token: number): void {
    const { scratch, context } = this.people[person]!;
    const index = context.before + day;
    const old = scratch[index]!;
    if (old === token) return;
    if (this.from[person]! < 0) {
      this.touched.push(person);
      this.from[person] = index;
      this.to[person] = index;
    } else if (index < this.from[person]!) this.from[person] = index;
    else if (index > this.to[person]!) this.to[person] = index;
    scratch[index] = token;
    this.coverChange += this.cover.move(person, day, old, -1) + this.cover.move(person, day, token, 1);
  }

  /** Works out `hardChange` and `softChange`; false when nothing was written. */
  tryMove(): boolean {
    this.hardChange = 0;
    this.softChange = this.coverChange;
    for (const person of this.touched) this.tryPerson(this.people[person]!);
    return this.touched.length > 0;
  }

  /** Keeps the written cells; `tryMove` must have been called. */
  accept(): void {
    this.hard += this.hardChange;
    this.personal += this.softChange - this.coverChange;
    for (const index of this.touched) {
      const { line, scratch, constraints } = this.people[index]!;
      const from = this.from[index]!;
      const to = this.to[index]!;
      for (const { delta } of constraints) delta.commit?.(line, scratch, from, to);
      for (let at = from; at <= to; at++) line[at] = scratch[at]!;
      this.hardOf[index]! += this.hardChangeOf[index]!;
      this.from[index] = -1;
    }
    this.touched.length = 0;
    this.coverChange = 0;
  }

  reject(): void {
    for (const index of this.touched) {
      const { line, scratch, context } = this.people[index]!;
      for (let at = this.from[index]!; at <= this.to[index]!; at++) {
        const written = scratch[at]!;
        const old = line[at]!;
        if (written === old) continue;
        this.cover.move(index, at - context.before, written, -1);
        this.cover.move(index, at - context.before, old, 1);
        scratch[at] = old;
      }
      this.from[index] = -1;
    }
    this.touched.length = 0;
    this.coverChange = 0;
  }

  /** Puts a whole rota in place; cells that may not stand are left out. */
  load(rota: Rota): void {
    rota.cells.forEach((cells, person) => {
      for (let day = 0; day < this.dayCount; day++) this.place(person, day, (cells[day] ?? -1) + 1);
    });
    this.tryMove();
    this.accept();
    this.recount();
  }

  /** Writes a cell if the token may stand there, else its first option. */
  place(person: number, day: number, token: number): void {
    const options = this.people[person]!.options[day]!;
    this.set(person, day, options.includes(token) ? token : options[0]!);
  }

  /** Counts all lines afresh, so that rounding of weights cannot add up. */
  recount(): void {
    this.hard = 0;
    this.personal = 0;
    for (const person of this.people) this.countPerson(person);
  }

  rota(): Rota {
    const types = this.problem.shiftTypes.length;
    return {
      cells: this.people.map(({ line, context }) =>
        Array.from({ length: this.dayCount }, (_, day) => {
          const index = context.before + day;
          const token = context.base[index] === 0 ? line[index]! : 0;
          return token <= types ? token - 1 : -1;
        }),
      ),
    };
  }

  private countPerson(person: CompiledPerson): void {
    const { constraints, line, hard, weights, cellCost, context, index } = person;
    let units = 0;
    for (let k = 0; k < constraints.length; k++) {
      const amount = constraints[k]!.delta.reset(line);
      if (hard[k] === 1) units += amount;
      else this.personal += amount * weights[k]!;
    }
    this.hard += units;
    this.hardOf[index] = units;
    for (let day = 0; day < this.dayCount; day++) {
      this.personal += cellCost[day * context.tokenCount + line[context.before + day]!]!;
    }
  }

  private tryPerson(person: CompiledPerson): void {
    const { index, line, scratch, constraints, hard, weights, cellCost, context } = person;
    const from = this.from[index]!;
    const to = this.to[index]!;
    let units = 0;
    let soft = 0;
    for (let k = 0; k < constraints.length; k++) {
      const change = constraints[k]!.delta.change(line, scratch, from, to);
      if (change === 0) continue;
      if (hard[k] === 1) units += change;
      else soft += change * weights[k]!;
    }
    for (let at = from; at <= to; at++) {
      if (line[at] === scratch[at]) continue;
      const day = (at - context.before) * context.tokenCount;
      soft += cellCost[day + scratch[at]!]! - cellCost[day + line[at]!]!;
    }
    this.hardChangeOf[index] = units;
    this.hardChange += units;
    this.softChange += soft;
  }
}
