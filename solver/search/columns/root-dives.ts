import { DIVE_ROUND, type DiveOptions, PATIENT_ROUNDS } from './dive.js';

/** In turn: the first lands sooner, the second lower. */
const QUICK: readonly DiveOptions[] = [
  { rounds: 2, round: DIVE_ROUND, share: 0.5, noise: 0.15, nodes: 200, jump: 0.01 },
  { rounds: 2, round: DIVE_ROUND, share: 0.25, noise: 0.15, nodes: 200, jump: 0.003 },
];
/** Take some times as long, and land where quick dives cannot. Here too the first lands sooner. */
const PATIENT: readonly DiveOptions[] = [0.008, 0.003].map((jump) => ({
  rounds: PATIENT_ROUNDS,
  round: DIVE_ROUND,
  share: 0.25,
  noise: 0.15,
  nodes: 600,
  jump,
  purge: true,
}));
/** The first dive is to bring a rota soon; better ones follow. */
const FIRST: DiveOptions = {
  rounds: 1,
  round: DIVE_ROUND,
  share: 0.5,
  noise: 0,
  nodes: 150,
  jump: Number.POSITIVE_INFINITY,
};
/** Share of the best rota's cost that may lie above the bound before all dives become patient: quick ones then land far off. */
const FAR = 0.2;
/** Times the best rota's cost above which the first landing says that quick dives do not land near. */
const FAR_LANDING = 3;

/** Costs of the best rota and of the bound. */
interface Reach {
  readonly best: number;
  readonly bound: number;
}

/** Decides how each dive from the root goes about it. */
export class RootDives {
  count = 0;
  /** Dives since one brought the best rota. */
  private inVain = 0;
  quickIsVain = false;
  private patient = 0;
  /** The dive under way is patient for no other reason than that the best rota lies far from the bound. */
  private onlyForDistance = false;

  next(reach: Reach): DiveOptions {
    this.count++;
    if (this.count === 1) return FIRST;
    const isPatientsTurn = this.quickIsVain || this.inVain % (QUICK.length + 1) === QUICK.length;
    this.onlyForDistance = !isPatientsTurn && isFar(reach);
    return isPatientsTurn || this.onlyForDistance
      ? PATIENT[this.patient++ % PATIENT.length]!
      : QUICK[this.count % QUICK.length]!;
  }

  /**
   * Nothing is to be had of the dive under way: a better rota was found elsewhere and quick dives would do, or the first one is about to
   * land very far off.
   *
   * @param value what the master costs with what the dive has fixed.
   */
  isOverdone(reach: Reach, value: number): boolean {
    if (this.count === 1) return value > FAR_LANDING * reach.best;
    return this.onlyForDistance && !isFar(reach);
  }

  /**
   * What came of the last one.
   *
   * @param landing what it landed at; null: nowhere.
   * @param best cost of the best rota before.
   */
  learn(landing: number | null, best: number): void {
    if (this.count === 1) this.quickIsVain = landing === null || landing > FAR_LANDING * best;
    this.inVain = landing !== null && landing < best ? 0 : this.inVain + 1;
  }
}

function isFar({ best, bound }: Reach): boolean {
  return best - bound > FAR * best;
}
