import {
  buildLineContext,
  compileConstraint,
  type Constraint,
  type Line,
  type LineContext,
} from '../../constraints/index.js';
import { type Person, type Problem } from '../../model/index.js';

/** A person as the search sees them. */
export interface CompiledPerson {
  readonly index: number;
  readonly context: LineContext;
  /** Hard and soft ones that some line could break; what is only advisory costs nothing. */
  readonly constraints: readonly Constraint[];
  readonly hard: Uint8Array;
  /** Weights of the soft ones; 0 for the hard. */
  readonly weights: Float64Array;
  /** For each day the tokens that may stand there; one where nothing can be changed. */
  readonly options: readonly Int16Array[];
  /** Cost of requests by `day * tokenCount + token`. */
  readonly cellCost: Float64Array;
  /** The line as it stands, and one to try changes on; they agree between moves. */
  readonly line: Line;
  readonly scratch: Line;
}

export function compilePerson(problem: Problem, index: number): CompiledPerson {
  const person = problem.people[index]!;
  const context = buildLineContext(problem, person);
  const constraints = person.constraints
    .filter(({ level }) => level !== 'advisory')
    .map((constraint) => compileConstraint(constraint, context))
    .filter(({ idle }) => idle !== true);
  const data = constraints.map((constraint) => constraint.data);
  return {
    index,
    context,
    constraints,
    hard: Uint8Array.from(data, (constraint) => (constraint.level === 'hard' ? 1 : 0)),
    weights: Float64Array.from(data, (constraint) => (constraint.level === 'hard' ? 0 : constraint.weight)),
    options: optionsOf(problem, person, context),
    cellCost: cellCostOf(problem, person, context),
    line: Int16Array.from(context.base),
    scratch: Int16Array.from(context.base),
  };
}

function optionsOf(problem: Problem, person: Person, context: LineContext): Int16Array[] {
  const tokenOf = new Map(problem.shiftTypes.map((type, index) => [type.id, index + 1]));
  const usual = person.shiftTypeIds.flatMap((id) => tokenOf.get(id) ?? []);
  const options = problem.days.map(() => [0, ...new Set(usual)]);
  for (const { dayIndex, shiftTypeId } of person.blocks) {
    const kept = options[dayIndex];
    if (kept === undefined) continue;
    const blocked = shiftTypeId === null ? null : tokenOf.get(shiftTypeId);
    options[dayIndex] = kept.filter((token) => token === 0 || (blocked !== null && token !== blocked));
  }
  for (const { dayIndex, shiftTypeId } of person.pins) {
    options[dayIndex] = [shiftTypeId === null ? 0 : (tokenOf.get(shiftTypeId) ?? 0)];
  }
  return options.map((tokens, day) => {
    const fixed = context.base[context.before + day]!;
    return Int16Array.from(fixed === 0 ? tokens : [fixed]);
  });
}

function cellCostOf(problem: Problem, person: Person, context: LineContext): Float64Array {
  const { tokenCount, tokens } = context;
  const cost = new Float64Array(problem.days.length * tokenCount);
  for (const { dayIndex, shiftTypeIds, wants, weight } of person.requests) {
    if (problem.days[dayIndex] === undefined) continue;
    tokens.forEach((facts, token) => {
      const named =
        facts !== null && (shiftTypeIds.length === 0 || shiftTypeIds.includes(facts.shiftTypeId ?? ''));
      const met = wants === 'work' ? named : !named;
      if (!met) cost[dayIndex * tokenCount + token] = cost[dayIndex * tokenCount + token]! + weight;
    });
  }
  return cost;
}
