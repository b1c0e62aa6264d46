import { type Random } from '../random.js';
import { type Column } from './column.js';
import { Dive, DIVE_ROUND, type DiveOptions, PATIENT_ROUNDS } from './dive.js';
import { type ColumnModel, Generator } from './generator.js';
import { betterThan, roundedUp } from './granularity.js';
import { type Opening, openPart } from './neighbourhood.js';
import { promisingLines, type Standing } from './standing.js';

const LOCAL_DIVE: DiveOptions = {
  rounds: 3,
  round: DIVE_ROUND,
  share: 0.7,
  noise: 0.1,
  nodes: 12,
  jump: Number.POSITIVE_INFINITY,
};
const LOCAL_ROUND = { ...DIVE_ROUND, smoothing: 0.5 } as const;
const POOL_LINES = 40;

/** How much care a neighbourhood is given. */
export interface Effort {
  readonly dive: DiveOptions;
  /** Rounds after which its master counts as converged. */
  readonly rounds: number;
  /** Share of what the master has won so far that may lie between its value and the bound when it counts as converged. */
  readonly rest: number;
}

/** As dives from the root: where those of whole rotas have to be patient, quick ones of a part find nothing either. */
const PATIENT_DIVE: DiveOptions = {
  rounds: PATIENT_ROUNDS,
  round: DIVE_ROUND,
  share: 0.25,
  noise: 0.1,
  nodes: 100,
  jump: 0.003,
  purge: true,
};

export const LOCAL_EFFORTS: Readonly<Record<'quick' | 'patient', Effort>> = {
  quick: { dive: LOCAL_DIVE, rounds: 25, rest: 0 },
  patient: { dive: PATIENT_DIVE, rounds: 25, rest: 0 },
};
/** Everybody within a window: many cells, and the rota is far from the best at first. */
export const SWEEP_EFFORT: Effort = {
  dive: { rounds: 2, round: DIVE_ROUND, share: 0.5, noise: 0.05, nodes: 150, jump: 0.003 },
  rounds: 80,
  rest: 0.02,
};

/** What a neighbourhood is opened in. */
interface Surroundings {
  readonly standing: Standing;
  /** Of the root, by cover row, where it has any yet. */
  readonly duals: Float64Array | null;
  readonly granularity: number;
}

/** A neighbourhood of a rota on its way: some people set free, and their lines found anew by column generation and a dive. */
export class Local {
  /** The rota that it was opened in; another may stand meanwhile. */
  readonly base: Standing;
  ended = false;
  private readonly generator: Generator;
  private readonly cutoff: number;
  private readonly granularity: number;
  private rounds = 0;
  private dive: Dive | null = null;

  constructor(
    private readonly whole: ColumnModel,
    { standing, duals, granularity }: Surroundings,
    private readonly random: Random,
    readonly opening: Opening,
    private readonly effort: Effort,
  ) {
    const { model, scope } = openPart(whole, standing, opening);
    this.generator = new Generator(model, scope);
    const { generator } = this;
    const own = scope.people.map((person) => model.pool.column(person, standing.columns[person]!.tokens));
    this.base = standing;
    this.granularity = granularity;
    this.cutoff = betterThan(generator.valueOf(own), granularity);
    if (duals !== null) generator.centreOn(duals);
    generator.master.add(own);
    generator.master.add(poolLines(generator, duals));
  }

  get people(): readonly number[] {
    return this.generator.people;
  }

  /** In people priced. */
  get work(): number {
    return this.generator.work;
  }

  /** One solve and one round of pricing; returns better lines for its people when some were found, which ends it. */
  step(): readonly Column[] | null {
    if (this.dive === null) {
      this.generate();
      return null;
    }
    const landing = this.dive.step(this.cutoff);
    if (landing !== null || this.dive.ended) this.ended = true;
    return landing === null
      ? null
      : landing.columns.map(({ person, tokens }) => this.whole.pool.column(person, tokens));
  }

  dispose(): void {
    this.generator.dispose();
  }

  private generate(): void {
    const { generator, cutoff } = this;
    const converged = generator.advance(LOCAL_ROUND);
    const { objective } = generator.solution!;
    const rest = 1e-6 + this.effort.rest * Math.max(0, cutoff - objective);
    const settled = converged || roundedUp(generator.bound, this.granularity) >= objective - rest;
    this.rounds++;
    if (generator.bound >= cutoff || (settled && objective >= cutoff)) this.ended = true;
    else if (settled || this.rounds >= this.effort.rounds)
      this.dive = new Dive(generator, this.random, this.effort.dive);
  }
}

/** Lines of the people of a neighbourhood that were found before and are promising under the root's duals. */
function poolLines(generator: Generator, duals: Float64Array | null): Column[] {
  return generator.people.flatMap((person) =>
    promisingLines(generator.model, person, duals, (column) => generator.isAllowed(column)).slice(
      0,
      POOL_LINES,
    ),
  );
}
