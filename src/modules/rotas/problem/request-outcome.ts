import { explainUnfilled, verdictOnChange } from '../../../../solver/explain/index.js';
import { OFF, type Problem, type Rota } from '../../../../solver/model/index.js';
import { type RotaSnapshot } from '../rota-reader.service.js';
import { coverStates } from './cover-state.js';
import { type PersonInput } from './rota-input.js';
import { ruleInWords } from './rule-in-words.js';

type Entry = PersonInput['availability'][number];

/** What came of a request on one day, and why. */
export interface RequestOutcome {
  readonly entryId: string;
  readonly date: string;
  readonly kind: Entry['kind'];
  readonly shiftKind: Entry['shiftKind'];
  readonly granted: boolean;
  /** A sentence or two; it names no colleague. */
  readonly reason: string;
}

interface Day {
  readonly problem: Problem;
  readonly rota: Rota;
  readonly person: number;
  readonly index: number;
}

/** By date: each request of a person on each day of the rota that it is about. */
export function outcomesOf(
  { input, built, standing }: Pick<RotaSnapshot, 'input' | 'built' | 'standing'>,
  personId: string,
  from: string,
  to: string,
): RequestOutcome[] {
  const { problem } = built;
  const person = problem.people.findIndex(({ id }) => id === personId);
  const own = input.people.find((each) => each.person.id === personId);
  if (person < 0 || own === undefined) return [];
  return problem.days
    .filter(({ date }) => from <= date && date <= to)
    .flatMap(({ date, weekday, index }) => {
      const day = { problem, rota: standing, person, index };
      const away = own.absences.some(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate);
      return own.availability
        .filter(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate)
        .filter(({ weekdays }) => weekdays.length === 0 || weekdays.includes(weekday))
        .map((entry) => ({
          entryId: entry.id,
          date,
          kind: entry.kind,
          shiftKind: entry.shiftKind,
          ...(entry.kind === 'would-like' ? wish(day, entry, away) : refusalToWork(day, entry)),
        }));
    });
}

function refusalToWork(day: Day, entry: Entry): { granted: boolean; reason: string } {
  const type = worked(day);
  if (type === undefined) return { granted: true, reason: 'You do not work on that day.' };
  if (entry.shiftKind !== null && type.kind !== entry.shiftKind) {
    return { granted: true, reason: `You work ${type.name} on that day, which you did not mind.` };
  }
  return { granted: false, reason: `You work ${type.name} on that day. ${whyNeeded(day, type.id)}` };
}

/** What would be short without the person, and who else there was. */
function whyNeeded({ problem, rota, person, index }: Day, shiftTypeId: string): string {
  const without = {
    cells: rota.cells.map((cells, row) => (row === person ? cells.with(index, OFF) : cells)),
  };
  const id = problem.people[person]!.id;
  const ofDay = problem.cover.filter(
    ({ dayIndex, shiftTypeIds, personIds }) =>
      dayIndex === index && shiftTypeIds.includes(shiftTypeId) && personIds.includes(id),
  );
  const gaps = explainUnfilled({ ...problem, cover: ofDay }, without);
  const [gap] = gaps;
  if (gap === undefined) {
    return 'Its cover would be met without you: ask your coordinator, or give the shift away.';
  }
  const others = gap.candidates.filter(({ personId }) => personId !== id);
  const able = new Set(others.filter(({ couldTake }) => couldTake).map(({ personId }) => personId)).size;
  const needs = `"${gap.lineName}" needs ${gap.minimum} and would be ${gap.short} short without you.`;
  if (able > 0) {
    const could = able === 1 ? 'One other could have worked it' : `${able} others could have worked it`;
    return `${needs} ${could}; hours, fairness and other requests spoke for you.`;
  }
  return `${needs} Nobody else could have worked it${ruledOutBy(others)}.`;
}

/** `: 5 by "Works elsewhere", 3 by "Rest after nights"` */
function ruledOutBy(
  candidates: readonly { personId: string; exclusions: readonly { rule: string }[] }[],
): string {
  const people = new Map<string, Set<string>>();
  for (const { personId, exclusions } of candidates) {
    const { name } = ruleInWords(exclusions[0]?.rule ?? '');
    people.set(name, (people.get(name) ?? new Set()).add(personId));
  }
  const counts = [...people].toSorted(([, a], [, b]) => b.size - a.size).slice(0, 3);
  if (counts.length === 0) return '';
  return `: ${counts.map(([name, ids]) => `${ids.size} by "${name}"`).join(', ')}`;
}

function wish(day: Day, entry: Entry, away: boolean): { granted: boolean; reason: string } {
  const type = worked(day);
  const fits = (kind: string): boolean => entry.shiftKind === null || kind === entry.shiftKind;
  if (type !== undefined && fits(type.kind)) {
    return { granted: true, reason: `You work ${type.name} on that day.` };
  }
  if (type !== undefined) return { granted: false, reason: `You work ${type.name} on that day instead.` };
  if (away) return { granted: false, reason: 'You are away on that day.' };
  return { granted: false, reason: whyNotGiven(day, fits) };
}

function whyNotGiven({ problem, rota, person, index }: Day, fits: (kind: string) => boolean): string {
  const { id, shiftTypeIds } = problem.people[person]!;
  const types = problem.shiftTypes.filter((type) => fits(type.kind) && shiftTypeIds.includes(type.id));
  if (types.length === 0) return 'There is no such shift that your grade and training allow.';
  const legal: string[] = [];
  let broken = '';
  for (const type of types) {
    const change = { personId: id, dayIndex: index, shiftTypeId: type.id };
    const { allowed, introduced } = verdictOnChange(problem, rota, [change]);
    if (allowed) legal.push(type.id);
    else broken ||= introduced.find(({ level }) => level === 'hard')?.message ?? '';
  }
  if (legal.length === 0) return `It would have broken a rule: ${broken}`;
  const states = coverStates(
    { ...problem, cover: problem.cover.filter((line) => line.dayIndex === index) },
    rota,
  );
  const wanting = states.filter(
    ({ line, have }) =>
      line.measure.kind === 'count' &&
      line.personIds.includes(id) &&
      line.shiftTypeIds.some((typeId) => legal.includes(typeId)) &&
      have < line.measure.target,
  );
  if (wanting.length === 0) return 'All such shifts had the people that they need.';
  return 'No rule stood against it; hours, fairness and other requests did. Ask your coordinator: the shift still wants somebody.';
}

function worked({ problem, rota, person, index }: Day): Problem['shiftTypes'][number] | undefined {
  return problem.shiftTypes[rota.cells[person]?.[index] ?? OFF];
}
