/** Share of the work that goes into dives from the root once that has converged: from its own, and from another search's, which dives too. */
const DIVE_SHARE = { own: 0.4, shared: 0.25 } as const;
/** Share of the work in neighbourhoods that goes into windows of the sweep, once the root has converged or windows are spent. */
const SWEEP_SHARE = 0.3;

/** Shares a search's work out among dives from the root, neighbourhoods, and those of them that are windows of the sweep. In people priced. */
export class WorkShares {
  private dives = 0;
  private locals = 0;
  private sweeps = 0;

  /** A root has come: dives owe nothing to what went before. */
  startAnew(): void {
    this.dives = 0;
    this.locals = 0;
    this.sweeps = 0;
  }

  spendOnDive(work: number): void {
    this.dives += work;
  }

  spendOnLocal(work: number): void {
    this.locals += work;
  }

  /** What was spent on a local that was a window of the sweep. */
  countAsSweep(work: number): void {
    this.sweeps += work;
  }

  isDiveTurn(root: 'own' | 'shared'): boolean {
    return this.dives <= DIVE_SHARE[root] * (this.dives + this.locals);
  }

  get isSweepTurn(): boolean {
    return this.sweeps <= SWEEP_SHARE * this.locals;
  }
}
