import highsModule, { type Highs, type Model } from 'highs';
import {
  allocationCost,
  type AllocationDoctor,
  type AllocationProblem,
  type LineAllocation,
  unallocatedCosts,
} from './allocation.js';

// The package types its ES module as if it were CommonJS: what is imported is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/**
 * Gives everybody a line as cheaply as possible. On no day are there more people on a line than it is made for; who cannot be given
 * any is left out, so that as little work as possible is. The same problem gives the same answer, unless the time ends first.
 */
export async function allocateLines(problem: AllocationProblem, seconds: number): Promise<LineAllocation> {
  const highs = await loadHighs();
  const programme = new AllocationProgramme(highs, problem);
  try {
    return programme.solve(seconds);
  } finally {
    programme.dispose();
  }
}

/** Binary columns: a doctor on a line. Continuous ones: a line is opened, a pair is on one line. */
class AllocationProgramme {
  private readonly model: Model;
  private readonly columns = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly highs: Highs,
    private readonly problem: AllocationProblem,
  ) {
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99 });
    const alone = unallocatedCosts(problem);
    for (const doctor of problem.doctors) {
      for (const [slot, cost] of optionsOf(doctor)) {
        const column = this.addColumn(cost - (alone.get(doctor.id) ?? 0));
        this.model.changeColIntegrality(column, highs.constants.variableType.integer);
        this.columns.set(key(doctor.id, slot), column);
      }
    }
    for (const doctor of problem.doctors) this.addOneLine(doctor);
    for (const slot of problem.slots) this.addSlot(slot.id, slot.capacity);
    for (const { doctorIds, apartCost } of problem.pairs) this.addPair(doctorIds, apartCost);
  }

  solve(seconds: number): LineAllocation {
    this.model.options.set({ time_limit: seconds });
    this.model.run();
    // Where nobody can have any line there is nothing to choose.
    const optimal =
      this.count === 0 || this.model.getModelStatus() === this.highs.constants.modelStatus.optimal;
    const found = optimal || Number(this.model.info.get('primal_solution_status')) === 2;
    const values = found && this.count > 0 ? this.model.getSolution().colValue : [];
    const slotOf = new Map<string, string>();
    for (const doctor of this.problem.doctors) {
      // Whatever the time allowed, what is fixed stands.
      if (doctor.fixedSlot !== null) slotOf.set(doctor.id, doctor.fixedSlot);
      for (const slot of optionsOf(doctor).keys()) {
        if ((values[this.columns.get(key(doctor.id, slot)) ?? -1] ?? 0) > 0.5) slotOf.set(doctor.id, slot);
      }
    }
    return { slotOf, cost: allocationCost(this.problem, slotOf), optimal };
  }

  dispose(): void {
    this.model.dispose();
  }

  private addColumn(cost: number): number {
    this.model.addCol(cost, 0, 1, { indices: [], values: [] });
    return this.count++;
  }

  private addRow(lower: number, upper: number, terms: readonly (readonly [number, number])[]): void {
    if (terms.length === 0) return;
    this.model.addRow(lower, upper, {
      indices: terms.map(([column]) => column),
      values: terms.map(([, value]) => value),
    });
  }

  private addOneLine(doctor: AllocationDoctor): void {
    const terms = [...optionsOf(doctor).keys()].map(
      (slot) => [this.columns.get(key(doctor.id, slot))!, 1] as const,
    );
    this.addRow(doctor.fixedSlot === null ? 0 : 1, 1, terms);
  }

  /** People come and go: the line is fullest on a day on which somebody comes. */
  private addSlot(slot: string, capacity: number): void {
    const onIt = this.problem.doctors.flatMap((doctor) => {
      const column = this.columns.get(key(doctor.id, slot));
      return column === undefined ? [] : [{ doctor, column }];
    });
    const rows = new Set<string>();
    for (const { doctor: comes } of onIt) {
      const there = onIt.filter(
        ({ doctor }) => doctor.firstDay <= comes.firstDay && comes.firstDay <= doctor.lastDay,
      );
      const name = there.map(({ column }) => column).join(' ');
      if (rows.has(name)) continue;
      rows.add(name);
      const shares = there.map(({ doctor, column }) => [column, Math.min(doctor.share, capacity)] as const);
      this.addRow(-this.highs.infinity, capacity, shares);
      // Follows from the row before, and spares the search halves of people: of those with more than half of it there is one.
      const large = shares
        .filter(([, share]) => 2 * share > capacity)
        .map(([column]) => [column, 1] as const);
      this.addRow(-this.highs.infinity, 1, large);
    }
    if (this.problem.openCost === 0 || onIt.length === 0) return;
    const opened = this.addColumn(this.problem.openCost);
    for (const { column } of onIt) {
      this.addRow(-this.highs.infinity, 0, [
        [column, 1],
        [opened, -1],
      ]);
    }
  }

  private addPair([a, b]: readonly [string, string], apartCost: number): void {
    for (const { id } of this.problem.slots) {
      const ofA = this.columns.get(key(a, id));
      const ofB = this.columns.get(key(b, id));
      if (ofA === undefined || ofB === undefined) continue;
      const both = this.addColumn(-apartCost);
      for (const column of [ofA, ofB]) {
        this.addRow(-this.highs.infinity, 0, [
          [both, 1],
          [column, -1],
        ]);
      }
    }
  }
}

function key(doctor: string, slot: string): string {
  return `${doctor} ${slot}`;
}

function optionsOf({ costs, fixedSlot }: AllocationDoctor): ReadonlyMap<string, number> {
  return fixedSlot === null ? costs : new Map([[fixedSlot, 0]]);
}
