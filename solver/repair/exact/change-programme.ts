import highsModule, { type Highs, type Model } from 'highs';
import { OFF, type Problem } from '../../model/index.js';
import { fixedCell, type PersonColumns, type Row } from './cell-model.js';
import { personRows } from './person-rows.js';

// The package types its ES module as if it were CommonJS: what is imported is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

export interface Answer {
  readonly cells: readonly (readonly number[])[];
  readonly changes: number;
  /** People short of minimum cover. */
  readonly unfilled: number;
  /** Nothing better exists under the conditions known so far. */
  readonly optimal: boolean;
}

/** The integer programme: which cells change, so that fewest people are short and then fewest cells differ. */
export class ChangeProgramme {
  /** No answer costs less; people short count `shortCost` changes each. */
  bound = 0;
  cuts = 0;
  private readonly known = new Set<string>();
  /** One person short costs more than every change that there could be. */
  private readonly shortCost: number;

  static async create(
    problem: Problem,
    columns: { people: readonly PersonColumns[]; count: number },
  ): Promise<ChangeProgramme> {
    const highs = await loadHighs();
    return new ChangeProgramme(highs, problem, columns.people, columns.count);
  }

  private readonly model: Model;
  private readonly shortColumns: number[] = [];
  /** Changes of a rota in which every cell with a choice is off. */
  private readonly changesOfEmpty: number;

  private constructor(
    private readonly highs: Highs,
    private readonly problem: Problem,
    private readonly people: readonly PersonColumns[],
    count: number,
  ) {
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99 });
    const cells = people.flatMap(({ columnOf }) => columnOf.filter((day) => day.size > 0));
    this.shortCost = cells.length + 1;
    this.changesOfEmpty = this.addCells(count);
    for (const person of people) for (const row of personRows(person)) this.addRow(row);
    this.addCover();
  }

  /** Adds conditions that are not known yet. */
  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const key = `${row.upper}|${[...row.terms].map(([column, value]) => `${column}:${value}`).join(' ')}`;
      if (this.known.has(key)) continue;
      this.known.add(key);
      this.cuts++;
      this.addRow(row);
    }
  }

  /** @returns null when there was no time to find an answer. */
  solve(seconds: number): Answer | null {
    const { model, highs } = this;
    model.zeroAllClocks();
    model.options.set({ time_limit: seconds });
    model.run();
    const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
    const dualBound = Number(model.info.get('mip_dual_bound')) + this.changesOfEmpty;
    if (Number.isFinite(dualBound)) this.bound = Math.max(this.bound, dualBound);
    const values = model.getSolution().colValue;
    const found = optimal || Number(model.info.get('primal_solution_status')) === 2;
    if (!found) return null;
    const cells = this.people.map((person) => cellsOf(person, values));
    const unfilled = this.shortColumns.reduce((sum, column) => sum + Math.round(values[column] ?? 0), 0);
    const changes = this.people.reduce(
      (sum, { start }, p) => sum + start.filter((cell, day) => cell !== cells[p]![day]).length,
      0,
    );
    return { cells, changes, unfilled, optimal };
  }

  /** A bound on the cost as people short and changes. */
  split(bound: number): { unfilled: number; lowerBound: number } {
    const unfilled = Math.floor(bound / this.shortCost);
    return { unfilled, lowerBound: bound - unfilled * this.shortCost };
  }

  dispose(): void {
    this.model.dispose();
  }

  /** A cell that stood as a shift costs 1 less where that shift is; one that stood off costs 1 with any. */
  private addCells(count: number): number {
    const costs = new Float64Array(count);
    let changesOfEmpty = 0;
    for (const { columnOf, start } of this.people) {
      columnOf.forEach((choices, day) => {
        const stood = choices.get(start[day]!);
        if (stood !== undefined) {
          costs[stood] = -1;
          changesOfEmpty++;
        } else for (const column of choices.values()) costs[column] = 1;
      });
    }
    for (let column = 0; column < count; column++) {
      this.addColumn(costs[column]!, 1);
      this.model.changeColIntegrality(column, this.highs.constants.variableType.integer);
    }
    return changesOfEmpty;
  }

  private columnCount = 0;

  private addColumn(cost: number, upper: number): number {
    this.model.addCol(cost, 0, upper, { indices: [], values: [] });
    return this.columnCount++;
  }

  private addRow({ lower, upper, terms }: Row): void {
    const infinite = this.highs.infinity;
    this.model.addRow(
      lower === Number.NEGATIVE_INFINITY ? -infinite : lower,
      upper === Number.POSITIVE_INFINITY ? infinite : upper,
      { indices: [...terms.keys()], values: [...terms.values()] },
    );
  }

  private addCover(): void {
    const indexOf = new Map(this.people.map(({ person }, index) => [person.id, index]));
    for (const { measure, dayIndex, personIds, shiftTypeIds } of this.problem.cover) {
      if (measure.kind !== 'count' || measure.minimum === 0) continue;
      const counts = (type: number): boolean =>
        shiftTypeIds.includes(this.problem.shiftTypes[type]?.id ?? '');
      const terms = new Map<number, number>();
      let fixed = 0;
      for (const id of new Set(personIds)) {
        const person = this.people[indexOf.get(id) ?? -1];
        if (person === undefined) continue;
        if (counts(fixedCell(person, dayIndex))) fixed++;
        for (const [type, column] of person.columnOf[dayIndex]!) if (counts(type)) terms.set(column, 1);
      }
      if (fixed >= measure.minimum) continue;
      const short = this.addColumn(this.shortCost, measure.minimum);
      this.shortColumns.push(short);
      this.addRow({
        lower: measure.minimum - fixed,
        upper: Number.POSITIVE_INFINITY,
        terms: terms.set(short, 1),
      });
    }
  }
}

function cellsOf(person: PersonColumns, values: ArrayLike<number>): number[] {
  return person.columnOf.map((choices, day) => {
    for (const [type, column] of choices) if ((values[column] ?? 0) > 0.5) return type;
    return fixedCell(person, day) === OFF ? OFF : person.start[day]!;
  });
}
