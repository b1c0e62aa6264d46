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
  /** Day on which what is known of the person's work begins: at most 0. Averages look back as far as this. */
  readonly knownFromDay?: number;
  /** The horizon is a whole cycle of a pattern that repeats: its frequencies are exact. */
  readonly cyclic?: boolean;
  /** Colleagues cover leave; what leave is to be expected. */
  readonly prospectiveCover?: ProspectiveCover;
  /** Works at night as a normal course. */
  readonly nightWorker?: boolean;
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

export interface ProspectiveCover {
  /** Weeks of annual and study leave a year. */
  readonly leaveWeeksPerYear: number;
  /** Minutes of work in a normal week of leave. */
  readonly leaveWeekMin: number;
}

export interface FullTimeShare {
  readonly nights?: number;
  readonly weekends?: number;
  readonly bankHolidays?: number;
}

/** What people read of a rule. */
export interface RuleText {
  /** `doctors2016.rest-after-nights`: the one key in API, audit, texts, tests and docs. */
  readonly code: string;
  readonly name: string;
  /** Where in the contract or law. */
  readonly clause: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly level: Level;
  /** What just keeps it, and what just breaks it. */
  readonly edges?: { readonly passes: string; readonly fails: string };
  /** What a unit may agree otherwise, and who has to agree. */
  readonly localAgreement?: string;
  /** Parameters with their defaults; units in the names. */
  readonly parameters: RuleParameters;
  /** How far a unit may set a parameter otherwise; what is not named it may set as it likes. */
  readonly bounds?: Readonly<Record<string, Bound | undefined>>;
}

export interface Bound {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One rule of a contract, a law or a unit about a person's line: data over the algebra of constraints. */
export interface Rule extends RuleText {
  /** Cost of one unit of violation when the rule is soft. */
  readonly weight: number;
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

/** A rule about who is on a ward at once, not about a person. */
export interface CoverRule extends RuleText {
  /** A sentence where the rule raises a flag, otherwise null. */
  flag(parameters: RuleParameters, shift: WardShift): string | null;
}

/** The registered nurses of a ward shift. */
export interface WardShift {
  readonly registeredNurses: number;
  /** Minutes of registered nursing that the shift needs, and that it has. */
  readonly neededMin: number;
  readonly presentMin: number;
}

export interface PackedRule {
  readonly rule: Rule;
  /** Values of this pack where they differ from the rule's defaults. */
  readonly parameters?: RuleParameters;
  /** How well these values are sourced, where it differs from the rule's own. */
  readonly evidence?: Evidence;
  readonly edges?: RuleText['edges'];
  readonly level?: Level;
  readonly weight?: number;
}

/** A dated list of rules with parameters. */
export interface RulePack {
  /** `doctors2016`, `wtr1998`, `afc`, `sg1`, `rota`. */
  readonly code: string;
  readonly name: string;
  /** ISO date from which it applies. */
  readonly effectiveFrom: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly rules: readonly PackedRule[];
  /** Rules about wards; a pack that has only these is nobody's contract. */
  readonly coverRules?: readonly CoverRule[];
}

/** What a unit or a person's contract changes of a pack, by rule code. */
export type RuleOverrides = Readonly<Record<string, RuleOverride>>;

export interface RuleOverride {
  /** false leaves the rule out; true puts in a rule that the pack lacks (any rule of the catalogue). */
  readonly enabled?: boolean;
  readonly level?: Level;
  readonly weight?: number;
  readonly parameters?: RuleParameters;
  /** Why it was set, and who approved it. */
  readonly reason?: string;
  readonly approvedBy?: string;
}

export class RuleError extends Error {
  override readonly name = 'RuleError';
}
