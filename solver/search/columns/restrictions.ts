import { type Column } from './column.js';
import { type Generator } from './generator.js';

interface CellChoice {
  readonly kind: 'fix' | 'forbid';
  readonly cells: readonly { readonly slot: number; readonly day: number; readonly token: number }[];
}

/** What a dive leaves of each person's open cells, kept in step with the master's columns. */
export class Restrictions {
  private readonly forbidden = new Set<Column>();
  private restricted: boolean[];

  constructor(private readonly generator: Generator) {
    this.restricted = generator.people.map(() => false);
  }

  /** Makes exactly these choices hold. */
  apply(choices: readonly CellChoice[]): void {
    const { generator } = this;
    const touched = generator.people.map(() => false);
    generator.openCells.forEach((open, slot) => {
      if (this.restricted[slot]) generator.allowed[slot] = open;
    });
    for (const { kind, cells } of choices) {
      for (const { slot, day, token } of cells) {
        touched[slot] = true;
        this.restrict(slot, day, token, kind);
      }
    }
    const changed = touched.map((now, slot) => now || this.restricted[slot]!);
    this.restricted = touched;
    this.sync(changed);
  }

  /** Columns that were taken out of the master; should they come back, they come open. */
  forget(columns: readonly Column[]): void {
    for (const column of columns) this.forbidden.delete(column);
  }

  /** How many tokens a cell still has to choose from. */
  choices(slot: number, day: number): number {
    const { allowed, model, people } = this.generator;
    const { person, programme } = model.pricers[people[slot]!]!;
    const options = person.options[day]!;
    const own = allowed[slot]!;
    if (own === null) return options.length;
    let count = 0;
    for (const token of options) count += own[day * programme.tokenCount + token]!;
    return count;
  }

  private restrict(slot: number, day: number, token: number, kind: 'fix' | 'forbid'): void {
    const { allowed, openCells, model, people } = this.generator;
    const { tokenCount } = model.pricers[people[slot]!]!.programme;
    const open = openCells[slot]!;
    if (allowed[slot] === open)
      allowed[slot] =
        open === null ? new Uint8Array(model.rows.dayCount * tokenCount).fill(1) : Uint8Array.from(open);
    const own = allowed[slot]!;
    if (kind === 'forbid') own[day * tokenCount + token] = 0;
    else
      for (let other = 0; other < tokenCount; other++) if (other !== token) own[day * tokenCount + other] = 0;
  }

  private sync(changed: readonly boolean[]): void {
    const { generator, forbidden } = this;
    const close: number[] = [];
    const open: number[] = [];
    generator.master.columns.forEach((column, index) => {
      if (!changed[generator.slotOf[column.person]!]) return;
      const allowed = generator.isAllowed(column);
      if (allowed === !forbidden.has(column)) return;
      if (allowed) {
        forbidden.delete(column);
        open.push(index);
      } else {
        forbidden.add(column);
        close.push(index);
      }
    });
    generator.master.setAllowed(close, false);
    generator.master.setAllowed(open, true);
  }
}
