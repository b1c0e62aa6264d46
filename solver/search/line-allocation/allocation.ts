/** A line that somebody can be given, or a part of it. */
export interface AllocationSlot {
  readonly id: string;
  /** Thousandths of full time for which it is made. */
  readonly capacity: number;
}

/** Somebody who needs a line. */
export interface AllocationDoctor {
  readonly id: string;
  /** Thousandths of full time. */
  readonly share: number;
  /** Days on which they are there, both included; any origin. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** What each line would cost that they may have: whole numbers, lower is better. */
  readonly costs: ReadonlyMap<string, number>;
  /** Has this line whatever else; its cost does not matter. */
  readonly fixedSlot: string | null;
}

/** Two who share a post, and what it costs to have them on different lines. */
export interface AllocationPair {
  readonly doctorIds: readonly [string, string];
  readonly apartCost: number;
}

export interface AllocationProblem {
  readonly slots: readonly AllocationSlot[];
  readonly doctors: readonly AllocationDoctor[];
  readonly pairs: readonly AllocationPair[];
  /** What each line costs on which there is anybody: people who can share one then do. */
  readonly openCost: number;
}

export interface LineAllocation {
  /** Line by doctor; whoever got none is missing. */
  readonly slotOf: ReadonlyMap<string, string>;
  readonly cost: number;
  /** Nothing better exists. */
  readonly optimal: boolean;
}

/** Work that somebody without a line would have done, as so many parts of a full-time person's who is there all the time. */
const PARTS = 20;

/**
 * What each doctor costs who is left without a line: more than all wishes of everybody together, and more for those who would have
 * worked more.
 */
export function unallocatedCosts(problem: AllocationProblem): ReadonlyMap<string, number> {
  const { doctors, pairs, slots, openCost } = problem;
  const spread = doctors.reduce((sum, { costs }) => {
    const all = [...costs.values()];
    return all.length === 0 ? sum : sum + Math.max(0, ...all) - Math.min(0, ...all);
  }, 0);
  const least =
    1 + spread + pairs.reduce((sum, { apartCost }) => sum + apartCost, 0) + slots.length * openCost;
  const work = ({ share, firstDay, lastDay }: AllocationDoctor): number => share * (lastDay - firstDay + 1);
  const most = Math.max(1, ...doctors.map(work));
  return new Map(
    doctors.map((doctor) => [doctor.id, least * Math.max(1, Math.round((PARTS * work(doctor)) / most))]),
  );
}

/** What an allocation costs: lower is better. */
export function allocationCost(problem: AllocationProblem, slotOf: ReadonlyMap<string, string>): number {
  const alone = unallocatedCosts(problem);
  const own = problem.doctors.reduce((sum, { id, costs, fixedSlot }) => {
    const slot = slotOf.get(id);
    if (slot === undefined) return sum + (alone.get(id) ?? 0);
    return slot === fixedSlot ? sum : sum + (costs.get(slot) ?? Infinity);
  }, 0);
  const apart = problem.pairs
    .filter(({ doctorIds: [a, b] }) => slotOf.get(a) === undefined || slotOf.get(a) !== slotOf.get(b))
    .reduce((sum, { apartCost }) => sum + apartCost, 0);
  return own + apart + new Set(slotOf.values()).size * problem.openCost;
}
