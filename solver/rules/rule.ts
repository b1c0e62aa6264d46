import { type ConstraintData, type Day, type Level } from '../model/index.js';

/**
 * How well a value is sourced: C read on an official, union or employer page; Q contract wording quoted in a public rota
 * checker; S paraphrase in a blog, vendor page or third-party program; M not confirmed.
 */
export type Evidence = 'C' | 'Q' | 'S' | 'M';

export type RuleParameter = number | boolean | string | null | readonly string[];
export type RuleParameters = Readonly<Record<string, RuleParameter>>;

/** What a rule needs to know of the person and the period that it is compiled for. */
export interface RuleContext {
  /** Whole time equivalent: 1 is full time. */
  readonly wte: number;
  /** The planning horizon. */
  readonly days: readonly Day[];
  /** Has opted out of the 48 h average (never of rest). */
  readonly optedOut?: boolean;
  /** Working more weekends than 1 in 3 has been authorised. */
  readonly weekendsAuthorised?: boolean;
  /** Minutes of the contract that paid leave in the horizon stands for. */
  readonly creditedMin?: number;
  /** Expected night, weekend … counts of a full-time person, for rules of fair share: computed from demand. */
  readonly fullTimeShare?: FullTimeShare;
  /** What the person has worked beyond their fair share before this rota; negative where they still owe. */
  readonly carried?: FullTimeShare;
}

export interface FullTimeShare {
  readonly nights?: number;
  readonly weekends?: number;
  readonly bankHolidays?: number;
}

/** One rule of a contract, a law or a unit: data over the algebra of constraints. */
export interface Rule {
  /** `doctors2016.rest-after-nights`: the one key in API, audit, texts, tests and docs. */
  readonly code: string;
  readonly name: string;
  /** Where in the contract or law. */
  readonly clause: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly level: Level;
  /** Cost of one unit of violation when the rule is soft. */
  readonly weight: number;
  /** Parameters with their defaults; units in the names. */
  readonly parameters: RuleParameters;
  /** The constraints that the rule puts on one person. */
  compile(parameters: RuleParameters, context: RuleContext): CompiledRule[];
}

/** A constraint before the rule's code, level and weight are put on it. A level or weight of its own goes before the rule's. */
export interface CompiledRule {
  readonly kind: string;
  readonly params: ConstraintData['params'];
  readonly level?: Level;
  readonly weight?: number;
}

export interface PackedRule {
  readonly rule: Rule;
  /** Values of this pack where they differ from the rule's defaults. */
  readonly parameters?: RuleParameters;
  readonly level?: Level;
  readonly weight?: number;
}

/** A dated list of rules with parameters. */
export interface RulePack {
  /** `doctors2016`, `wtr1998`, `afc`, `rota`. */
  readonly code: string;
  readonly name: string;
  /** ISO date from which it applies. */
  readonly effectiveFrom: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly rules: readonly PackedRule[];
}

/** What a unit or a person's contract changes of a pack, by rule code. */
export type RuleOverrides = Readonly<Record<string, RuleOverride>>;

export interface RuleOverride {
  /** false leaves the rule out; true puts in a rule that the pack lacks (any rule of the catalogue). */
  readonly enabled?: boolean;
  readonly level?: Level;
  readonly weight?: number;
  readonly parameters?: RuleParameters;
}

export class RuleError extends Error {
  override readonly name = 'RuleError';
}
