import { MOST_DAYS } from '../size.js';
import { byName, countedRows, numberOf, type Range, readSections, type Row, type Section } from './rows.js';

/** Limits of a contract; numbers of days, assignments or weekends over the whole horizon. */
export interface Contract {
  readonly assignments: Range;
  readonly workRun: Range;
  readonly offRun: Range;
  readonly maxWeekends: number;
  readonly completeWeekends: boolean;
}

export interface Nurse {
  readonly name: string;
  readonly contract: Contract;
  readonly skills: readonly string[];
}

/** What holds for all weeks. */
export interface Scenario {
  readonly name: string;
  readonly weeks: number;
  readonly skills: ReadonlySet<string>;
  /** Shifts in the order of the file, with the limits on their runs. */
  readonly shifts: ReadonlyMap<string, Range>;
  /** For each shift those that must not follow it on the next day. */
  readonly forbiddenNext: ReadonlyMap<string, ReadonlySet<string>>;
  readonly nurses: ReadonlyMap<string, Nurse>;
}

/** Separates shift from skill in the id of a shift type. */
export const SHIFT_SKILL = ':';

const HEADS = [
  'SCENARIO',
  'WEEKS',
  'SKILLS',
  'SHIFT_TYPES',
  'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS',
  'CONTRACTS',
  'NURSES',
] as const;

/** @throws FormatError naming file, line and field. */
export function readScenario(file: string, text: string): Scenario {
  const sections = readSections(file, text, HEADS);
  const { value, head } = sections.SCENARIO;
  const shifts = readShifts(sections.SHIFT_TYPES);
  const skills = new Set(byName(countedRows(sections.SKILLS), 'skill').keys());
  const weeks = numberOf(sections.WEEKS);
  if (weeks < 1) sections.WEEKS.head.fail('at least one week is needed');
  if (weeks * 7 > MOST_DAYS) sections.WEEKS.head.fail(`${weeks} weeks are more than ${MOST_DAYS} days`);
  return {
    name: value ?? head.fail('the name of the scenario is missing'),
    weeks,
    skills,
    shifts,
    forbiddenNext: readSuccessions(sections.FORBIDDEN_SHIFT_TYPES_SUCCESSIONS, shifts),
    nurses: readNurses(sections.NURSES, readContracts(sections.CONTRACTS), skills),
  };
}

function readShifts(section: Section): Map<string, Range> {
  const shifts = new Map<string, Range>();
  for (const [name, row] of byName(countedRows(section), 'shift')) {
    if (name.includes(SHIFT_SKILL)) row.fail(`a shift's name must not contain "${SHIFT_SKILL}": "${name}"`);
    shifts.set(name, row.range(1, 'consecutive assignments'));
    row.end(2);
  }
  return shifts;
}

function readSuccessions(
  section: Section,
  shifts: ReadonlyMap<string, Range>,
): Map<string, ReadonlySet<string>> {
  const forbidden = new Map<string, ReadonlySet<string>>();
  for (const [, row] of byName(section.rows, 'shift')) {
    forbidden.set(row.oneOf(0, 'shift', shifts), listed(row, 1, 'forbidden shift', shifts));
  }
  return forbidden;
}

/** A number and as many known words. */
function listed(
  row: Row,
  at: number,
  name: string,
  known: { has(word: string): boolean },
): ReadonlySet<string> {
  const count = row.integer(at, `number of ${name}s`);
  row.end(at + 1 + count);
  return new Set(Array.from({ length: count }, (_, k) => row.oneOf(at + 1 + k, name, known)));
}

function readContracts(section: Section): Map<string, Contract> {
  const contracts = new Map<string, Contract>();
  for (const [name, row] of byName(countedRows(section), 'contract')) {
    contracts.set(name, {
      assignments: row.range(1, 'total assignments'),
      workRun: row.range(2, 'consecutive working days'),
      offRun: row.range(3, 'consecutive days off'),
      maxWeekends: row.integer(4, 'working weekends'),
      completeWeekends: row.integer(5, 'complete weekend') !== 0,
    });
    row.end(6);
  }
  return contracts;
}

function readNurses(
  section: Section,
  contracts: ReadonlyMap<string, Contract>,
  skills: ReadonlySet<string>,
): Map<string, Nurse> {
  const nurses = new Map<string, Nurse>();
  for (const [name, row] of byName(countedRows(section), 'nurse')) {
    const contract = contracts.get(row.oneOf(1, 'contract', contracts))!;
    nurses.set(name, { name, contract, skills: [...listed(row, 2, 'skill', skills)] });
  }
  return nurses;
}
