import {
  type Block,
  buildDays,
  type ConstraintData,
  type ConstraintParam,
  type CoverLine,
  type Person,
  type Problem,
  type Request,
  type Rota,
  type ShiftType,
} from '../model/index.js';
import { FormatError } from './format-error.js';
import { checkSize, MOST_DAYS } from './size.js';

/** Instances of Curtois & Qu (2014). The first day is a Monday; nothing exists before it or after the last day. */

interface Row {
  readonly number: number;
  readonly fields: readonly string[];
}

const SECTIONS = [
  'SECTION_HORIZON',
  'SECTION_SHIFTS',
  'SECTION_STAFF',
  'SECTION_DAYS_OFF',
  'SECTION_SHIFT_ON_REQUESTS',
  'SECTION_SHIFT_OFF_REQUESTS',
  'SECTION_COVER',
] as const;
type Section = (typeof SECTIONS)[number];

/** Any Monday does: the instances have no dates. */
const A_MONDAY = '2024-01-01';

export function isCurtoisQu(text: string): boolean {
  return /^\s*SECTION_HORIZON/m.test(text);
}

/** @throws FormatError naming the line and the field. */
export function readCurtoisQu(text: string, id: string): Problem {
  const sections = splitSections(text);
  const rows = (section: Section): readonly Row[] => sections.get(section) ?? [];
  const horizon = rows('SECTION_HORIZON')[0];
  if (horizon === undefined) throw new FormatError('SECTION_HORIZON', 'the number of days is missing');
  const dayCount = integer(horizon, 0, 'horizon', 1);
  if (dayCount > MOST_DAYS) {
    throw new FormatError(`line ${horizon.number}`, `horizon ${dayCount} is more than ${MOST_DAYS} days`);
  }
  const days = buildDays(A_MONDAY, dayCount, null);
  const shiftTypes = readShifts(rows('SECTION_SHIFTS'));
  const people = readStaff(rows('SECTION_STAFF'), shiftTypes, dayCount);
  const reader = new ReferenceReader(people, shiftTypes, dayCount);
  const blocks = group(rows('SECTION_DAYS_OFF').flatMap((row) => reader.daysOff(row)));
  const requests = group([
    ...rows('SECTION_SHIFT_ON_REQUESTS').map((row) => reader.request(row, 'work')),
    ...rows('SECTION_SHIFT_OFF_REQUESTS').map((row) => reader.request(row, 'not-work')),
  ]);
  const everyone = people.map((person) => person.id);
  return checkSize({
    id,
    name: id,
    timeZone: null,
    days,
    shiftTypes,
    people: people.map((person) => ({
      ...person,
      blocks: blocks.get(person.id) ?? [],
      requests: requests.get(person.id) ?? [],
    })),
    cover: rows('SECTION_COVER').map((row) => reader.cover(row, everyone)),
  });
}

function splitSections(text: string): Map<Section, Row[]> {
  const sections = new Map<Section, Row[]>();
  let current: Row[] | null = null;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const place = `line ${index + 1}`;
    if (line.startsWith('SECTION_')) {
      const section = SECTIONS.find((known) => known === line);
      if (section === undefined) throw new FormatError(place, `unknown section "${line}"`);
      if (sections.has(section)) throw new FormatError(place, `section "${line}" comes twice`);
      current = [];
      sections.set(section, current);
    } else if (current === null) {
      throw new FormatError(place, `"${line}" stands before the first section`);
    } else current.push({ number: index + 1, fields: line.split(',').map((field) => field.trim()) });
  });
  return sections;
}

function field(row: Row, at: number, name: string): string {
  const value = row.fields[at];
  if (value === undefined || value === '') throw new FormatError(`line ${row.number}`, `${name} is missing`);
  return value;
}

function integer(row: Row, at: number, name: string, least = 0): number {
  const value = field(row, at, name);
  if (!/^-?\d+$/.test(value) || Number(value) < least) {
    throw new FormatError(
      `line ${row.number}`,
      `${name} "${value}" is not a whole number of at least ${least}`,
    );
  }
  return Number(value);
}

function readShifts(rows: readonly Row[]): ShiftType[] {
  const ids = new Set(rows.map((row) => row.fields[0]));
  if (ids.size < rows.length) throw new FormatError(`line ${rows.at(-1)!.number}`, 'a shift comes twice');
  return rows.map((row) => {
    const id = field(row, 0, 'shift');
    const forbiddenNext = (row.fields[2] ?? '').split('|').filter((next) => next !== '');
    const unknown = forbiddenNext.find((next) => !ids.has(next));
    if (unknown !== undefined)
      throw new FormatError(`line ${row.number}`, `shift "${unknown}" does not exist`);
    return {
      id,
      code: id,
      name: id,
      kind: 'day',
      timed: false,
      startMin: 0,
      endMin: 0,
      workMin: integer(row, 1, 'length'),
      forbiddenNext,
    };
  });
}

function readStaff(rows: readonly Row[], shiftTypes: readonly ShiftType[], dayCount: number): Person[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const id = field(row, 0, 'employee');
    if (seen.has(id)) throw new FormatError(`line ${row.number}`, `employee "${id}" comes twice`);
    seen.add(id);
    const limits = shiftLimits(row, shiftTypes);
    return {
      id,
      name: id,
      grade: null,
      wte: 1,
      shiftTypeIds: shiftTypes.map((type) => type.id).filter((type) => limits.get(type) !== 0),
      constraints: [
        ...contractOf(row),
        ...[...limits]
          .filter(([, most]) => most > 0 && most < dayCount)
          .map(([type, max]) =>
            hard('max-shifts', 'total', {
              measure: 'shifts',
              shiftTypeIds: [type],
              max,
              name: `${type} shift`,
            }),
          ),
      ],
      blocks: [],
      requests: [],
      pins: [],
      fixedShifts: [],
    };
  });
}

function shiftLimits(row: Row, shiftTypes: readonly ShiftType[]): Map<string, number> {
  const limits = new Map<string, number>();
  for (const pair of field(row, 1, 'maximum shifts').split('|')) {
    const [type, most] = pair.split('=');
    if (type === undefined || most === undefined || !/^\d+$/.test(most)) {
      throw new FormatError(`line ${row.number}`, `"${pair}" is not SHIFT=NUMBER`);
    }
    if (!shiftTypes.some((known) => known.id === type)) {
      throw new FormatError(`line ${row.number}`, `shift "${type}" does not exist`);
    }
    limits.set(type, Number(most));
  }
  return limits;
}

function contractOf(row: Row): ConstraintData[] {
  const max = integer(row, 2, 'maximum minutes');
  const min = integer(row, 3, 'minimum minutes');
  return [
    hard('succession', 'forbidden-succession', {}),
    hard('total-minutes', 'total', { measure: 'minutes', min, max }),
    hard('consecutive-work', 'run-length', {
      of: 'work',
      startEdge: 'free',
      max: integer(row, 4, 'maximum consecutive shifts'),
      min: integer(row, 5, 'minimum consecutive shifts'),
    }),
    hard('consecutive-days-off', 'run-length', {
      of: 'off',
      startEdge: 'free',
      min: integer(row, 6, 'minimum consecutive days off'),
    }),
    hard('weekends', 'weekend-count', { max: integer(row, 7, 'maximum weekends') }),
  ];
}

function hard(rule: string, kind: string, params: Record<string, ConstraintParam>): ConstraintData {
  return { kind, rule: `curtois-qu.${rule}`, level: 'hard', weight: 0, params };
}

class ReferenceReader {
  private readonly people: ReadonlySet<string>;
  private readonly types: ReadonlySet<string>;

  constructor(
    people: readonly Person[],
    shiftTypes: readonly ShiftType[],
    private readonly dayCount: number,
  ) {
    this.people = new Set(people.map((person) => person.id));
    this.types = new Set(shiftTypes.map((type) => type.id));
  }

  daysOff(row: Row): [string, Block][] {
    const person = this.person(row);
    return row.fields.flatMap((value, at) =>
      at === 0 || value === ''
        ? []
        : [
            [
              person,
              { dayIndex: this.day(row, at), shiftTypeId: null, code: 'day-off', reason: 'fixed day off' },
            ],
          ],
    );
  }

  request(row: Row, wants: Request['wants']): [string, Request] {
    const person = this.person(row);
    const dayIndex = this.day(row, 1);
    const id = `${wants}-${row.number}`;
    return [
      person,
      { id, dayIndex, shiftTypeIds: [this.type(row, 2)], wants, weight: integer(row, 3, 'weight') },
    ];
  }

  cover(row: Row, everyone: readonly string[]): CoverLine {
    const dayIndex = this.day(row, 0);
    const type = this.type(row, 1);
    const need = integer(row, 2, 'requirement');
    return {
      id: `${dayIndex}-${type}`,
      name: type,
      dayIndex,
      shiftTypeIds: [type],
      personIds: everyone,
      filterLabel: 'anybody',
      measure: {
        kind: 'count',
        minimum: need,
        target: need,
        maximum: need,
        underMinimumWeight: integer(row, 3, 'weight for under'),
        underTargetWeight: 0,
        overMaximumWeight: integer(row, 4, 'weight for over'),
      },
    };
  }

  private person(row: Row): string {
    const id = field(row, 0, 'employee');
    if (this.people.has(id)) return id;
    throw new FormatError(`line ${row.number}`, `employee "${id}" does not exist`);
  }

  private day(row: Row, at: number): number {
    const day = integer(row, at, 'day');
    if (day < this.dayCount) return day;
    throw new FormatError(`line ${row.number}`, `day ${day} is outside the horizon of ${this.dayCount} days`);
  }

  private type(row: Row, at: number): string {
    const id = field(row, at, 'shift');
    if (this.types.has(id)) return id;
    throw new FormatError(`line ${row.number}`, `shift "${id}" does not exist`);
  }
}

function group<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

/** The judge's format: an employee a line, the id and then a shift id a day (empty: off), separated by tabs. */
export function writeRosterTsv(problem: Problem, rota: Rota): string {
  return problem.people
    .map((person, index) => {
      const cells = rota.cells[index] ?? [];
      return (
        [person.id, ...problem.days.map((_, day) => problem.shiftTypes[cells[day] ?? -1]?.id ?? '')].join(
          '\t',
        ) + '\n'
      );
    })
    .join('');
}

/** @throws FormatError for an unknown person or shift, or a line of another length. */
export function readRosterTsv(problem: Problem, text: string): Rota {
  const cells = problem.people.map(() => problem.days.map(() => -1));
  const personIndex = new Map(problem.people.map((person, index) => [person.id, index]));
  const typeIndex = new Map(problem.shiftTypes.map((type, index) => [type.id, index]));
  text.split(/\r?\n/).forEach((line, number) => {
    if (line === '' || line.startsWith('#')) return;
    const [id, ...shifts] = line.split('\t');
    const place = `line ${number + 1}`;
    const person = personIndex.get(id ?? '');
    if (person === undefined) throw new FormatError(place, `person "${id}" is not in the problem`);
    if (shifts.length > problem.days.length) {
      throw new FormatError(place, `${shifts.length} days given; the problem has ${problem.days.length}`);
    }
    shifts.forEach((raw, day) => {
      const type = raw.trim();
      if (type === '') return;
      const index = typeIndex.get(type);
      if (index === undefined) throw new FormatError(place, `shift "${type}" does not exist`);
      cells[person]![day] = index;
    });
  });
  return { cells };
}
