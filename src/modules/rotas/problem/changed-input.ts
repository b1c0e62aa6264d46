import {
  breachOf,
  coverStates,
  type CoverState,
  newViolations,
  type Violation,
} from '../../../../solver/explain/index.js';
import { type Problem } from '../../../../solver/model/index.js';
import { type AssignmentEntity } from '../assignment.entity.js';
import { type ChangeVerdict, judgePersonRaw, viewOf } from './judge.js';
import { buildProblem } from './problem-builder.js';
import { standingRota } from './rota-cells.js';
import { type RotaClock } from './rota-clock.js';
import { type PersonInput, type RotaInput, type WorkInput } from './rota-input.js';

/** One assignment that comes, goes or becomes another. */
export interface AssignmentChange {
  readonly before: AssignmentEntity | null;
  readonly after: Omit<AssignmentEntity, 'version'> | null;
}

/** A cover line that a change leaves further below its minimum or share. */
export interface CoverLoss {
  readonly lineName: string;
  readonly date: string;
  /** People short before and after. */
  readonly shortBefore: number;
  readonly short: number;
}

export function touchedPeople(changes: readonly AssignmentChange[]): string[] {
  const ids = changes.flatMap(({ before, after }) => [before?.personId ?? [], after?.personId ?? []].flat());
  return [...new Set(ids)].toSorted();
}

/**
 * The input as it would be with the changes made.
 *
 * @param homes the inputs of the rotas that the changes are in: they know the units and shift types.
 */
export function withChanges(
  input: RotaInput,
  changes: readonly AssignmentChange[],
  homes: readonly RotaInput[],
): RotaInput {
  const gone = new Set(changes.flatMap(({ before }) => before?.id ?? []));
  const come = changes.flatMap(({ before, after }) =>
    after === null ? [] : [{ personId: after.personId, work: workOf(after, before, homes) }],
  );
  const changed = (own: PersonInput): PersonInput => {
    const work = [
      ...own.work.filter(({ id }) => !gone.has(id)),
      ...come.filter(({ personId }) => personId === own.person.id).map((item) => item.work),
    ];
    return { ...own, work: work.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
  };
  return { ...input, people: input.people.map(changed) };
}

function workOf(
  after: NonNullable<AssignmentChange['after']>,
  before: AssignmentEntity | null,
  homes: readonly RotaInput[],
): WorkInput {
  const home = homes.find(({ rota }) => rota.id === after.rotaId);
  const type = home?.shiftTypes.find(({ id }) => id === after.shiftTypeId);
  if (home === undefined || type === undefined) throw new Error(`assignment ${after.id} has no shift type`);
  return {
    id: after.id,
    rotaId: after.rotaId,
    unitId: home.rota.unitId,
    unitName: home.unitName,
    shiftTypeId: type.id,
    code: type.code,
    kind: type.kind,
    unpaidBreakMin: type.unpaidBreakMin,
    estimatedMin: type.onCallEstimate?.workMin ?? null,
    date: after.date,
    startsAt: after.startsAt,
    endsAt: after.endsAt,
    pinned: after.pinned,
    version: (before?.version ?? 0) + 1,
    overrideReason: after.overrideReason,
  };
}

/**
 * What changes would newly break and what they would mend, for everybody touched, in each rota of the inputs. A person who hands over a
 * shift in one unit and takes one in another is judged with both done.
 *
 * What stood for a reason is no measure for what comes without one, be it in its place or for it in a swap: what that breaks is
 * told as if the shift with the reason had not been there.
 */
export function judgeChanges(
  inputs: readonly RotaInput[],
  changes: readonly AssignmentChange[],
): ChangeVerdict {
  const effects = effectsOfChanges(inputs, changes);
  return {
    introduced: effects.flatMap(({ introduced, clock }) => introduced.map((each) => viewOf(clock, each))),
    resolved: effects.flatMap(({ resolved, clock }) => resolved.map((each) => viewOf(clock, each))),
  };
}

/** What changes do to the people whom they touch, in one rota. */
export interface ChangeEffect {
  readonly introduced: readonly Violation[];
  readonly resolved: readonly Violation[];
  /** What soft rules cost more than before; negative: less. */
  readonly cost: number;
  readonly clock: RotaClock;
}

/** The same as the solver tells it, by rota of the inputs. */
export function effectsOfChanges(
  inputs: readonly RotaInput[],
  changes: readonly AssignmentChange[],
): ChangeEffect[] {
  const effects = compare(inputs, changes);
  const bare = changes.filter(losesReason);
  if (bare.length === 0) return effects;
  const emptied = bare.map(({ before }) => ({ before, after: null }));
  const without = inputs.map((input) => withChanges(input, emptied, inputs));
  const anew = changes.map((change) =>
    losesReason(change) ? { before: null, after: change.after } : change,
  );
  const strict = compare(without, anew, touchedPeople(changes));
  return effects.map((effect, k) => {
    const told = new Set(strict[k]!.introduced.map(breachOf));
    const besides = effect.introduced.filter((violation) => !told.has(breachOf(violation)));
    return { ...effect, introduced: [...strict[k]!.introduced, ...besides] };
  });
}

function losesReason({ before, after }: AssignmentChange): boolean {
  return typeof before?.overrideReason === 'string' && after?.overrideReason === null;
}

function compare(
  inputs: readonly RotaInput[],
  changes: readonly AssignmentChange[],
  people: readonly string[] = touchedPeople(changes),
): ChangeEffect[] {
  const touched = new Set(people);
  const losers = new Set(changes.flatMap(({ before }) => before?.personId ?? []));
  return inputs.map((input) => {
    const old = judged(input, touched, losers);
    const now = judged(withChanges(input, changes, inputs), touched, losers);
    return {
      introduced: newViolations(old.violations, now.violations),
      resolved: newViolations(now.violations, old.violations),
      cost: costOf(now.violations) - costOf(old.violations),
      clock: now.clock,
    };
  });
}

function costOf(violations: readonly Violation[]): number {
  return violations.reduce((sum, { cost, level }) => sum + (level === 'hard' ? 0 : cost), 0);
}

function judged(
  input: RotaInput,
  touched: ReadonlySet<string>,
  losers: ReadonlySet<string>,
): { violations: Violation[]; clock: RotaClock } {
  const built = buildProblem(
    { ...input, templates: [], people: input.people.filter(({ person }) => touched.has(person.id)) },
    'none',
  );
  const rota = standingRota(input, built.problem, built.clock);
  const works = (personId: string): boolean =>
    input.people.some(
      ({ person, placements, work }) =>
        person.id === personId &&
        (placements.some(({ unitId }) => unitId === input.rota.unitId) ||
          work.some(({ rotaId }) => rotaId === input.rota.id)),
    );
  const people = built.problem.people.filter(({ id }) => works(id));
  return {
    violations: people.flatMap((person) =>
      judgePersonRaw(built, rota, person, losers.has(person.id) ? 'all' : 'planned'),
    ),
    clock: built.clock,
  };
}

/**
 * Cover lines that changes leave further below their minimum or share. Null: the people of the input alone do not tell, because
 * somebody who counts in a line is replaced by somebody who does not, and the others on it were not read.
 */
export function coverLosses(input: RotaInput, changes: readonly AssignmentChange[]): CoverLoss[] | null {
  const own = changes.filter(({ before, after }) => (before ?? after)?.rotaId === input.rota.id);
  if (own.length === 0) return [];
  const dates = new Set(own.flatMap(({ before, after }) => [before?.date ?? [], after?.date ?? []].flat()));
  const built = buildProblem(input, 'none');
  const days = new Set([...dates].map((date) => built.clock.dayIndex(date)));
  const problem: Problem = {
    ...built.problem,
    cover: built.problem.cover.filter(({ dayIndex }) => days.has(dayIndex)),
  };
  const before = coverStates(problem, standingRota(input, problem, built.clock));
  const changed = withChanges(input, own, [input]);
  const after = coverStates(problem, standingRota(changed, problem, built.clock));
  if (!input.everybody) {
    const safe = after.every((state, k) => isNoLoss(before[k]!, state));
    return safe ? [] : null;
  }
  return after.flatMap(({ line, short }, k) => {
    const shortBefore = before[k]!.short;
    if (short <= shortBefore) return [];
    return [{ lineName: line.name, date: built.clock.dateOf(line.dayIndex), shortBefore, short }];
  });
}

/** However many others are on the line, it is not shorter than before. */
function isNoLoss(before: CoverState, after: CoverState): boolean {
  const gained = after.matching - before.matching;
  return gained >= 0 && (after.line.measure.kind === 'count' || after.all - before.all <= gained);
}
