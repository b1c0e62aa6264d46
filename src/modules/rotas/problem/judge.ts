import { type Blame, explainPerson, type Violation } from '../../../../solver/explain/index.js';
import { type Level, type Person, type Rota } from '../../../../solver/model/index.js';
import { type BuiltProblem } from './problem-builder.js';
import { type RotaClock } from './rota-clock.js';
import { ruleInWords } from './rule-in-words.js';

/** A breach, as people read it: with dates instead of day indexes. */
export interface RotaViolation {
  readonly personId: string;
  /** Code of the rule; `rota.blocked`, `rota.not-qualified` … for a shift that the person cannot be given at all. */
  readonly rule: string;
  /** "Rest after nights" */
  readonly name: string;
  /** "A6"; null for what is no rule of a contract. */
  readonly clause: string | null;
  readonly level: Level;
  readonly fromDate: string;
  readonly toDate: string;
  readonly message: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  readonly margin: number;
  /** It exists only because the clock changed. */
  readonly clockChange: boolean;
  /** The smallest change that would end it, in words; null where nothing that may change would. */
  readonly mend: string | null;
}

/** All breaches of the people's lines in a rota: of rules, and shifts on days on which they cannot work. */
export function judgeRota(built: BuiltProblem, rota: Rota): RotaViolation[] {
  return built.problem.people.flatMap((person) => judgePerson(built, rota, person));
}

export function judgePerson(built: BuiltProblem, rota: Rota, person: Person): RotaViolation[] {
  return judgePersonRaw(built, rota, person).map((violation) => viewOf(built.clock, violation));
}

/** The same as the solver tells it. */
export function judgePersonRaw(
  { problem }: BuiltProblem,
  rota: Rota,
  person: Person,
  blame: Blame = 'planned',
): Violation[] {
  // What lies wholly in the past is nothing that this rota could mend.
  return explainPerson(problem, rota, person.id, blame).filter(({ toDay }) => toDay >= 0);
}

/** A shift that a breach is about. */
export interface JudgedShift {
  readonly date: string;
  readonly code: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Worked before the rota, or in another unit: this rota cannot change it. */
  readonly fixed: boolean;
}

/** A breach with all that a report says of it. */
export interface DetailedViolation extends RotaViolation {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly shifts: readonly JudgedShift[];
}

/** All breaches of a rota, with their windows and shifts. */
export function judgeInDetail(built: BuiltProblem, rota: Rota): DetailedViolation[] {
  const { clock, problem } = built;
  const at = (minute: number): string => clock.instantAt(minute).toISOString();
  return problem.people.flatMap((person) =>
    judgePersonRaw(built, rota, person).map((violation) => ({
      ...viewOf(clock, violation),
      startsAt: at(violation.window.fromMin),
      endsAt: at(violation.window.toMin),
      shifts: violation.shifts.map(({ dayIndex, label, startMin, endMin, fixed }) => ({
        date: clock.dateOf(dayIndex),
        code: label,
        startsAt: at(startMin),
        endsAt: at(endMin),
        fixed,
      })),
    })),
  );
}

/** What a change would newly break, and what it would mend. */
export interface ChangeVerdict {
  readonly introduced: RotaViolation[];
  readonly resolved: RotaViolation[];
}

/** A breach with dates. */
export function viewOf(clock: RotaClock, violation: Violation): RotaViolation {
  return {
    personId: violation.personId,
    rule: violation.rule,
    ...ruleInWords(violation.rule),
    level: violation.level,
    fromDate: clock.dateOf(violation.fromDay),
    toDate: clock.dateOf(violation.toDay),
    message: violation.message,
    measured: violation.measured,
    limit: violation.limit,
    unit: violation.unit,
    margin: violation.margin,
    clockChange: violation.clockChange,
    mend: violation.mend?.text ?? null,
  };
}
