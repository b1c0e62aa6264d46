import { type Problem, type Rota } from '../model/index.js';
import { moves } from './moves/index.js';
import { type PlanEffort, Planner } from './planner.js';
import { Random } from './random.js';
import { Score } from './score/score.js';
import { temperatureRange, type TemperatureRange } from './temperature.js';

/** Lines of a first rota are planned once, with more care. */
const FIRST: PlanEffort = { steps: 40, maxLabels: 120, noise: 0, evenly: true };
const AGAIN: PlanEffort = { steps: 12, maxLabels: 100, noise: 0.05, evenly: false };
const MOST_REBUILT = 4;
const SMALL_MOVES_A_STEP = 600;

/**
 * One thread's search: a first rota line by line, then annealing whose moves are small changes of cells and whole lines of a few
 * people planned anew. It knows no clock: `step` does a bounded piece of work, and the caller says how far along it is.
 */
export class Engine {
  /** Steps made; what `work` counts. */
  steps = 0;
  bestHard = Number.POSITIVE_INFINITY;
  bestObjective = Number.POSITIVE_INFINITY;
  /** Rises with every better rota. */
  improvements = 0;
  private readonly score: Score;
  private readonly random: Random;
  private readonly planner: Planner;
  private readonly toPlace: number[];
  private readonly range: TemperatureRange;
  private bestRota: Rota;

  constructor(problem: Problem, seed: number, warmStart?: Rota) {
    this.random = new Random(seed);
    this.score = new Score(problem);
    this.planner = new Planner(this.score, this.random);
    this.range = temperatureRange(problem);
    this.toPlace = this.random.shuffle(problem.people.map((_, index) => index));
    if (warmStart !== undefined) {
      this.score.load(warmStart);
      if (this.score.hard === 0) this.toPlace.length = 0;
    }
    this.bestRota = this.score.rota();
    if (this.toPlace.length === 0) this.keepBest();
  }

  get best(): Rota {
    return this.bestRota;
  }

  /** The rota that stands at the moment, better or worse than the best. */
  get current(): Rota {
    return this.score.rota();
  }

  /** A first rota stands. */
  get started(): boolean {
    return this.toPlace.length === 0;
  }

  /** @param progress share of the limit that is used up, 0 … 1: the search cools with it. */
  step(progress: number): void {
    this.steps++;
    if (this.score.people.length === 0) return;
    const next = this.toPlace.pop();
    if (next !== undefined) {
      this.replan([next], FIRST, Number.POSITIVE_INFINITY);
      if (this.toPlace.length === 0) this.keepBest();
      return;
    }
    const temperature = this.range.start * Math.pow(this.range.end / this.range.start, progress);
    this.replan(this.chooseForRebuild(), AGAIN, temperature);
    this.smallMoves(temperature);
  }

  /** Takes what stands as the best when the limit comes before a first rota. */
  finish(): void {
    if (!this.started && this.improvements === 0) this.keepBest();
  }

  /** Goes on from a rota that another thread found, when it is better than what stands here. */
  adopt(rota: Rota, hard: number, objective: number): void {
    if (!this.started || hard > this.score.hard) return;
    if (hard === this.score.hard && objective >= this.score.objective) return;
    this.score.load(rota);
    this.keepBest();
  }

  private replan(people: readonly number[], effort: PlanEffort, temperature: number): void {
    const lines = this.planner.rebuild(people, effort);
    people.forEach((person, k) => {
      const line = lines[k];
      if (line !== null && line !== undefined) this.planner.write(person, line);
    });
    this.decide(temperature);
  }

  private smallMoves(temperature: number): void {
    for (let k = 0; k < SMALL_MOVES_A_STEP; k++) {
      if (this.random.pick(moves).propose(this.score, this.random)) this.decide(temperature);
      else this.score.reject();
    }
  }

  /** Hard rules come first: a move may never add to their breaches, and always may lessen them. */
  private decide(temperature: number): void {
    const { score } = this;
    if (!score.tryMove()) return;
    const accepted =
      score.hardChange < 0 ||
      (score.hardChange === 0 &&
        (score.softChange <= 0 || this.random.next() < Math.exp(-score.softChange / temperature)));
    if (!accepted) {
      score.reject();
      return;
    }
    score.accept();
    if (this.started) this.keepBest();
  }

  private keepBest(): void {
    const { hard, objective } = this.score;
    if (hard > this.bestHard || (hard === this.bestHard && objective >= this.bestObjective - 1e-9)) return;
    this.bestHard = hard;
    this.bestObjective = objective;
    this.bestRota = this.score.rota();
    this.improvements++;
  }

  /** People in breach first; otherwise a few at random. */
  private chooseForRebuild(): number[] {
    const { score, random } = this;
    const count = Math.min(score.people.length, 1 + random.below(MOST_REBUILT));
    const chosen = new Set<number>();
    if (score.hard > 0) {
      const inBreach = score.people
        .map((person) => person.index)
        .filter((person) => score.hardOf[person]! > 0);
      if (inBreach.length > 0) chosen.add(random.pick(inBreach));
    }
    while (chosen.size < count) chosen.add(random.below(score.people.length));
    return random.shuffle([...chosen]);
  }
}
