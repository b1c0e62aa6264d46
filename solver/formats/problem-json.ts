import { ConstraintError, compileConstraint, buildLineContext } from '../constraints/index.js';
import {
  buildDays,
  type Day,
  type OnCallEstimate,
  type Problem,
  type Rota,
  type ShiftKind,
  type ShiftType,
} from '../model/index.js';
import { CoverReader } from './cover-json.js';
import { Fields, readMinute } from './fields.js';
import { FormatError } from './format-error.js';
import { PersonReader } from './person-json.js';
import { checkSize, MOST_DAYS } from './size.js';

/** Rotawright's own JSON; `docs/problem-json.md` describes it with an example. */
export const PROBLEM_FORMAT = 'rotawright-problem-1';

const KINDS: readonly ShiftKind[] = ['day', 'long-day', 'evening', 'night', 'on-call', 'off'];

/** @throws FormatError naming the place and the value. */
export function readProblemJson(text: string, fallbackId: string): Problem {
  const root = Fields.of(parse(text), '');
  if (root.text('format') !== PROBLEM_FORMAT) {
    root.fail('format', `must be "${PROBLEM_FORMAT}", not "${root.text('format')}"`);
  }
  const days = readDays(root);
  const shiftTypes = readShiftTypes(root);
  const people = new PersonReader(days, shiftTypes).readAll(root.list('people'));
  const cover = new CoverReader(days, shiftTypes, people).readAll(root.list('cover'));
  const id = root.text('id', fallbackId);
  const problem: Problem = {
    id,
    name: root.text('name', id),
    timeZone: root.textOrNull('timeZone'),
    days,
    shiftTypes,
    people: people.map((read) => read.person),
    cover,
  };
  root.done();
  checkSize(problem);
  checkConstraints(problem);
  return problem;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(
      'file',
      `is neither JSON nor an instance of Curtois & Qu: ${(error as Error).message}`,
    );
  }
}

function readDays(root: Fields): Day[] {
  const bankHolidays = root.texts('bankHolidays', []);
  const dayCount = root.integer('dayCount', undefined, 1);
  if (dayCount > MOST_DAYS) root.fail('dayCount', `must be at most ${MOST_DAYS}, not ${dayCount}`);
  try {
    return buildDays(root.text('firstDate'), dayCount, root.textOrNull('timeZone'), new Set(bankHolidays));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return root.fail('firstDate', error.message);
  }
}

function readShiftTypes(root: Fields): ShiftType[] {
  const list = root.list('shiftTypes');
  const ids = new Set(list.map((fields) => fields.text('id')));
  if (list.length === 0) root.fail('shiftTypes', 'at least one shift type is needed');
  if (ids.size < list.length) root.fail('shiftTypes', 'an id comes twice');
  return list.map((fields) => {
    const untimed = fields.flag('untimed');
    const startMin = untimed ? 0 : readMinute(fields, 'start');
    const end = untimed ? 0 : readMinute(fields, 'end');
    const endMin = untimed || end > startMin ? end : end + 1440;
    const id = fields.text('id');
    const forbiddenNext = fields.texts('forbiddenNext', []);
    const unknown = forbiddenNext.find((next) => !ids.has(next));
    if (unknown !== undefined) fields.fail('forbiddenNext', `shift type "${unknown}" does not exist`);
    const code = fields.text('code', id);
    const type: ShiftType = {
      id,
      code,
      name: fields.text('name', code),
      kind: fields.oneOf('kind', KINDS, 'day'),
      timed: !untimed,
      startMin,
      endMin,
      workMin: fields.integer('workMin', untimed ? undefined : endMin - startMin),
      forbiddenNext,
      ...(fields.has('paidBreakMin') ? { paidBreakMin: fields.integer('paidBreakMin') } : {}),
      ...(fields.has('breakMin') ? { breakMin: fields.integer('breakMin') } : {}),
      ...(fields.has('onCall') ? { onCall: readEstimate(fields) } : {}),
    };
    fields.done();
    return type;
  });
}

function readEstimate(fields: Fields): OnCallEstimate {
  const given = Fields.of(fields.raw('onCall'), fields.at('onCall'));
  const estimate = {
    episodes: given.number('episodes'),
    restMin: given.integer('restMin'),
    longestRestMin: given.integer('longestRestMin'),
  };
  given.done();
  return estimate;
}

/** Compiling says best whether kinds and parameters make sense. */
function checkConstraints(problem: Problem): void {
  problem.people.forEach((person, index) => {
    const context = buildLineContext(problem, person);
    person.constraints.forEach((data, at) => {
      try {
        compileConstraint(data, context);
      } catch (error) {
        if (!(error instanceof ConstraintError)) throw error;
        throw new FormatError(`people[${index}].constraints[${at}]`, error.message);
      }
    });
  });
}

/** The problem with every contract compiled into its constraints and every filter into its people; reads back to the same problem. */
export function writeProblemJson(problem: Problem): string {
  const dateOf = (dayIndex: number): string => shiftDate(problem.days[0]!.date, dayIndex);
  const value = {
    format: PROBLEM_FORMAT,
    id: problem.id,
    name: problem.name,
    timeZone: problem.timeZone,
    firstDate: problem.days[0]!.date,
    dayCount: problem.days.length,
    bankHolidays: problem.days.filter((day) => day.bankHoliday).map((day) => day.date),
    shiftTypes: problem.shiftTypes.map(({ timed, startMin, endMin, ...type }) =>
      timed ? { ...type, start: startMin, end: endMin } : { ...type, untimed: true },
    ),
    people: problem.people.map(({ blocks, requests, pins, fixedShifts, shiftTypeIds, ...person }) => ({
      ...person,
      shiftTypes: shiftTypeIds,
      blocks: blocks.map(({ dayIndex, shiftTypeId, ...block }) => ({
        date: dateOf(dayIndex),
        shiftType: shiftTypeId,
        ...block,
      })),
      requests: requests.map(({ dayIndex, shiftTypeIds: types, ...request }) => ({
        date: dateOf(dayIndex),
        shiftTypes: types,
        ...request,
      })),
      pins: pins.map(({ dayIndex, shiftTypeId }) => ({ date: dateOf(dayIndex), shiftType: shiftTypeId })),
      fixedShifts: fixedShifts.map(({ dayIndex, shiftTypeId, startMin, endMin, ...shift }) => ({
        date: dateOf(dayIndex),
        shiftType: shiftTypeId,
        elapsedStartMin: startMin,
        elapsedEndMin: endMin,
        ...shift,
      })),
    })),
    cover: problem.cover.map(({ dayIndex, shiftTypeIds, personIds, filterLabel, measure, ...line }) => ({
      ...line,
      date: dateOf(dayIndex),
      shiftTypes: shiftTypeIds,
      people: personIds,
      filterLabel,
      measure,
    })),
  };
  return JSON.stringify(value, null, 1) + '\n';
}

export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `{"rota": {"PERSON": {"2026-10-25": "SHIFT TYPE"}}}`; days off are left out. */
export function writeRotaJson(problem: Problem, rota: Rota): string {
  const lines = problem.people.map((person, index) => {
    const shifts = problem.days.flatMap((day, at) => {
      const type = problem.shiftTypes[rota.cells[index]?.[at] ?? -1];
      return type === undefined ? [] : [[day.date, type.id] as const];
    });
    return [person.id, Object.fromEntries(shifts)] as const;
  });
  return JSON.stringify({ rota: Object.fromEntries(lines) }, null, 1) + '\n';
}

/** @throws FormatError for an unknown person, date or shift type. */
export function readRotaJson(problem: Problem, text: string): Rota {
  const root = Fields.of(parse(text), '');
  const cells = problem.people.map(() => problem.days.map(() => -1));
  const lines = Fields.of(root.raw('rota'), 'rota');
  for (const [personId, shifts] of Object.entries(root.raw('rota') as Record<string, unknown>)) {
    const person = problem.people.findIndex(({ id }) => id === personId);
    if (person < 0) lines.fail(personId, 'this person is not in the problem');
    const fields = Fields.of(shifts, `rota.${personId}`);
    for (const date of Object.keys(shifts as Record<string, unknown>)) {
      const day = problem.days.findIndex((candidate) => candidate.date === date);
      if (day < 0) fields.fail(date, 'this date is outside the horizon');
      const type = problem.shiftTypes.findIndex(({ id }) => id === fields.text(date));
      if (type < 0) fields.fail(date, `shift type "${fields.text(date)}" does not exist`);
      cells[person]![day] = type;
    }
  }
  return { cells };
}
