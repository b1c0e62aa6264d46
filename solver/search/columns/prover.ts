import { type Problem } from '../../model/index.js';
import { type BoundProof } from './bound-proof.js';
import { type Column } from './column.js';
import { type ColumnModel } from './generator.js';
import { roundedUp } from './granularity.js';
import { Proof } from './proof.js';
import { type Root } from './root.js';

/** Share of the work after the root that goes into the proof when it is near its end, and else. */
const SHARE = 0.5;
const SIDE_SHARE = 0.15;
/** Near: the best rota lies above the bound by this share at most, and the proof has brought something within so many parts. */
const NEAR = 0.02;
const PATIENCE_PARTS = 60;

/** Decides how much of the work goes into the proof, and keeps what it brings. */
export class Prover {
  /** No rota costs less. */
  private bound = Number.NEGATIVE_INFINITY;
  private proof: Proof | null = null;
  private others = 0;
  private partsAtGain = 0;

  constructor(
    private readonly model: ColumnModel,
    private readonly problem: Problem,
    private readonly granularity: number,
    private readonly root: Root,
  ) {}

  /** The best bound: of the root, or of its parts. */
  get best(): number {
    return Math.max(roundedUp(this.root.bound, this.granularity), this.bound);
  }

  /** Proves the best bound. */
  certificate(): BoundProof | null {
    const { duals, bound } = this.root;
    if (this.proof !== null && this.bound > roundedUp(bound, this.granularity))
      return this.proof.certificate();
    return duals === null ? null : { duals: [...duals], totals: [] };
  }

  /**
   * The next step is the proof's.
   *
   * @param cost of the best rota.
   */
  isDue(cost: number): boolean {
    if (!this.root.converged || this.root.duals === null || this.proof?.ended === true) return false;
    const idle = this.proof !== null && this.proof.parts > this.partsAtGain + PATIENCE_PARTS;
    const own = this.proof?.work ?? 0;
    return own <= (this.isNear(cost) && !idle ? SHARE : SIDE_SHARE) * (own + this.others);
  }

  /** A rota of such a cost lies little above the bound. */
  isNear(cost: number): boolean {
    return cost - this.best <= NEAR * Math.abs(cost);
  }

  /** Work that went elsewhere, in people priced. */
  spendElsewhere(work: number): void {
    if (this.root.converged) this.others += work;
  }

  /**
   * @param cost of the best rota.
   * @returns a rota when one was reached.
   */
  step(cost: number): readonly Column[] | null {
    this.proof ??= this.begin();
    const rota = this.proof.step(cost);
    const bound = this.proof.bound(cost);
    if (bound > this.bound) {
      this.bound = bound;
      this.partsAtGain = this.proof.parts;
    }
    if (rota !== null) this.partsAtGain = this.proof.parts;
    return rota;
  }

  dispose(): void {
    this.proof?.dispose();
  }

  private begin(): Proof {
    const { generator, bound, duals } = this.root;
    const { columns } = generator.master;
    return new Proof(this.model, this.problem, this.granularity, { columns, bound, duals: duals! });
  }
}
