import { type LabelFace, type LineContext } from '../../constraints/index.js';
import { FORBIDDEN, type StepTable, StepTables, UNKNOWN } from './step-tables.js';

export interface WeightedLabel {
  readonly label: LabelFace;
  readonly hard: boolean;
  readonly weight: number;
}

/** Cost of one unit of hard violation where lines without any do not exist. */
export const HARD_UNIT_COST = 1e7;

/** What the line programme asks of an automaton. */
export interface Steps {
  readonly initial: number;
  readonly counterCount: number;
  readonly stateCount: number;
  classAt(index: number): number;
  table(index: number): StepTable;
  step(index: number, state: number, token: number): number;
  follow(index: number, state: number, token: number): number;
  endCost(state: number): number;
}

/**
 * The product of the labels of a person's constraints: one small integer says all that the future of a line depends on, apart
 * from counters. States and steps are found as they are first met, and steps are shared by all days of a class.
 */
export class Automaton implements Steps {
  readonly initial: number;
  readonly counterCount: number;
  private readonly tokenCount: number;
  private readonly parts: number[][] = [];
  private readonly ids = new Map<string, number>();
  private readonly tables: StepTables;

  /** @param strict steps that break a hard rule are forbidden; otherwise they cost. */
  constructor(
    context: LineContext,
    private readonly faces: readonly WeightedLabel[],
    private readonly strict: boolean,
  ) {
    this.tokenCount = context.tokenCount;
    this.counterCount = faces.filter((face) => face.label.counter !== null).length;
    this.tables = new StepTables(context.length, this.tokenCount, this.counterCount, (index) => {
      const own = faces.map((face) => face.label.dayClass(index));
      return own.includes(-1) ? `only ${index}` : own.join(' ');
    });
    this.initial = this.intern(faces.map((face) => face.label.initial));
  }

  get stateCount(): number {
    return this.parts.length;
  }

  /** Days of the same class share their steps. */
  classAt(index: number): number {
    return this.tables.classAt(index);
  }

  /** Table of an index; valid until a new state is met. */
  table(index: number): StepTable {
    return this.tables.at(index);
  }

  /** State after a token, or FORBIDDEN. */
  step(index: number, state: number, token: number): number {
    const known = this.table(index).next[state * this.tokenCount + token]!;
    return known === UNKNOWN ? this.explore(index, state, token) : known;
  }

  /** As `step`, for what stands already: nothing is forbidden. */
  follow(index: number, state: number, token: number): number {
    const parts = this.parts[state]!;
    return this.intern(this.faces.map((face, k) => face.label.step(parts[k]!, index, token).state));
  }

  endCost(state: number): number {
    const parts = this.parts[state]!;
    let cost = 0;
    for (const [k, { label, hard, weight }] of this.faces.entries()) {
      const amount = label.end(parts[k]!);
      if (amount === 0) continue;
      if (hard && this.strict) return Number.POSITIVE_INFINITY;
      cost += amount * (hard ? HARD_UNIT_COST : weight);
    }
    return cost;
  }

  private explore(index: number, state: number, token: number): number {
    const parts = this.parts[state]!;
    const nextParts: number[] = [];
    const uses: number[] = [];
    let cost = 0;
    let forbidden = false;
    for (const [k, { label, hard, weight }] of this.faces.entries()) {
      const step = label.step(parts[k]!, index, token);
      nextParts.push(step.state);
      if (label.counter !== null) uses.push(step.use);
      if (step.amount === 0) continue;
      if (hard && this.strict) forbidden = true;
      cost += step.amount * (hard ? HARD_UNIT_COST : weight);
    }
    const next = forbidden ? FORBIDDEN : this.intern(nextParts);
    this.table(index).set(state * this.tokenCount + token, next, cost, uses);
    return next;
  }

  private intern(parts: number[]): number {
    const key = parts.join(' ');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.parts.length;
    this.tables.reserve(id);
    this.ids.set(key, id);
    this.parts.push(parts);
    return id;
  }
}
