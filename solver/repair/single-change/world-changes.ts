import { type Violation } from '../../constraints/index.js';
import { type ConstraintData, OFF, type Person, type Problem } from '../../model/index.js';
import { type Ledger, type Trial } from './ledger.js';
import { type SingleChange } from './single-change.js';

/** A change of the problem itself, after which a person can take a place. */
export interface WorldChange {
  readonly change: SingleChange;
  readonly changedProblem: Problem;
  /** Units of violation by which a rule gives way. */
  readonly steps: number;
}

/** Absences that nobody can give up: who is sick, has no placement or works elsewhere. */
const LIFTABLE = new Set(['leave', 'unavailable', 'day-off']);

/** For each kind of constraint its limits from above and from below. */
const LIMITS: Readonly<Record<string, { readonly max?: string; readonly min?: string }>> = {
  total: { max: 'max', min: 'min' },
  'run-length': { max: 'max', min: 'min' },
  'weekend-count': { max: 'max', min: 'min' },
  'windowed-sum': { max: 'maxMin' },
  'shift-length': { max: 'maxMin' },
  'rest-between': { min: 'minRestMin' },
  'rest-after-run': { min: 'minRestMin' },
};

/** Leave given up or a rule that gives way, after which the person can take the place; null where one such change is not enough. */
export function worldChange(ledger: Ledger, place: Trial): WorldChange | null {
  if (ledger.cell(place.person, place.day) !== OFF) return null;
  const hard = ledger.newHard(place.person, [place]);
  const person = ledger.problem.people[place.person]!;
  const found =
    hard.length > 0 && hard.every(({ rule }) => rule === 'rota.blocked')
      ? lifted(ledger.problem, person, place)
      : relaxed(person, hard);
  if (found === null || ledger.newHardAs(found.person, place.person, [place]).length > 0) return null;
  const people = ledger.problem.people.with(place.person, found.person);
  return { change: found.change, steps: found.steps, changedProblem: { ...ledger.problem, people } };
}

interface ChangedPerson {
  readonly person: Person;
  readonly change: SingleChange;
  readonly steps: number;
}

function lifted(problem: Problem, person: Person, place: Trial): ChangedPerson | null {
  const typeId = problem.shiftTypes[place.cell]!.id;
  const inTheWay = person.blocks.filter(
    ({ dayIndex, shiftTypeId }) => dayIndex === place.day && (shiftTypeId ?? typeId) === typeId,
  );
  const codes = new Set(inTheWay.map(({ code }) => code));
  const [block] = inTheWay;
  if (block === undefined || codes.size > 1 || !LIFTABLE.has(block.code)) return null;
  return {
    person: { ...person, blocks: person.blocks.filter((other) => !inTheWay.includes(other)) },
    change: { kind: 'lift-block', code: block.code, reason: block.reason },
    steps: 0,
  };
}

/** Each constraint of the one rule in the way moves its limit to what the shift needs. */
function relaxed(person: Person, hard: readonly Violation[]): ChangedPerson | null {
  const worst = hard.toSorted((one, other) => one.margin - other.margin)[0];
  if (worst === undefined || hard.some(({ rule }) => rule !== worst.rule)) return null;
  const constraints = person.constraints.map((data) => hard.reduce(relaxedBy, data));
  if (constraints.every((data, k) => data === person.constraints[k])) return null;
  const { rule, level, limit, measured, unit, message } = worst;
  return {
    person: { ...person, constraints },
    change: { kind: 'relax-rule', rule, level, limit, measured, unit, message },
    steps: hard.reduce((sum, { amount }) => sum + amount, 0),
  };
}

function relaxedBy(data: ConstraintData, violation: Violation): ConstraintData {
  const limits = LIMITS[data.kind];
  if (data.rule !== violation.rule || data.kind !== violation.kind || limits === undefined) return data;
  const name = violation.measured > violation.limit ? limits.max : limits.min;
  const limit = name === undefined ? undefined : data.params[name];
  if (name === undefined || typeof limit !== 'number') return data;
  if (violation.unit === 'minutes-a-week') return averageRelaxedBy(data, violation.measured);
  const further =
    violation.measured > violation.limit
      ? Math.max(limit, violation.measured)
      : Math.min(limit, violation.measured);
  return { ...data, params: { ...data.params, [name]: further } };
}

/** An average is told a week, and charged as the sum over its weeks; both limits give way together. */
function averageRelaxedBy(data: ConstraintData, weekly: number): ConstraintData {
  const { weeks, creditMin, max, weeklyMax } = data.params;
  const sum = Math.round(weekly * Number(weeks) + Number(creditMin ?? 0));
  const further = { max: Math.max(Number(max), sum), weeklyMax: Math.max(Number(weeklyMax), weekly) };
  return { ...data, params: { ...data.params, ...further } };
}
