/**
 * Share of the work that goes into dives from the root once that has converged: from its own, and from another search's, which dives too;
 * from that one where only patient dives land near, which with less would hardly end.
 */
const DIVE_SHARE = { own: 0.4, shared: 0.25, patient: 0.75 } as const;
/** Share of the work in neighbourhoods that goes into windows of the sweep, once the root has converged or windows are spent. */
const SWEEP_SHARE = 0.3;

export type WorkKind = 'dive' | 'sweep' | 'neighbourhood';

/** Shares a search's work out among dives from the root, windows of the sweep, and other neighbourhoods. In people priced. */
export class WorkShares {
  private spent: Record<WorkKind, number> = { dive: 0, sweep: 0, neighbourhood: 0 };

  /** A root has come: dives owe nothing to what went before. */
  startAnew(): void {
    this.spent = { dive: 0, sweep: 0, neighbourhood: 0 };
  }

  spend(kind: WorkKind, work: number): void {
    this.spent[kind] += work;
  }

  isDiveTurn(root: keyof typeof DIVE_SHARE): boolean {
    const { dive } = this.spent;
    return dive <= DIVE_SHARE[root] * (dive + this.locals);
  }

  get isSweepTurn(): boolean {
    return this.spent.sweep <= SWEEP_SHARE * this.locals;
  }

  private get locals(): number {
    return this.spent.sweep + this.spent.neighbourhood;
  }
}
