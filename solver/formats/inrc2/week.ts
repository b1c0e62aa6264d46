import { countedRows, type Range, readSections, type Row, type Section } from './rows.js';
import { type Scenario } from './scenario.js';

export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Nurses needed for a shift with a skill: `min` at least, `max` at best, Monday to Sunday. */
export interface Requirement {
  readonly shift: string;
  readonly skill: string;
  readonly days: readonly Range[];
}

export interface OffRequest {
  readonly nurse: string;
  /** null: any shift. */
  readonly shift: string | null;
  /** 0 = Monday. */
  readonly weekday: number;
}

export interface Week {
  readonly requirements: readonly Requirement[];
  readonly offRequests: readonly OffRequest[];
}

/** @throws FormatError naming file, line and field. */
export function readWeek(file: string, text: string, scenario: Scenario): Week {
  const sections = readSections(file, text, ['WEEK_DATA', 'REQUIREMENTS', 'SHIFT_OFF_REQUESTS']);
  const of = sections.WEEK_DATA.rows[0]?.text(0, 'name of the scenario');
  if (of !== scenario.name) {
    sections.WEEK_DATA.head.fail(`is of scenario "${of ?? ''}", not of "${scenario.name}"`);
  }
  return {
    requirements: readRequirements(sections.REQUIREMENTS, scenario),
    offRequests: countedRows(sections.SHIFT_OFF_REQUESTS).map((row) => offRequest(row, scenario)),
  };
}

function readRequirements(section: Section, scenario: Scenario): Requirement[] {
  const seen = new Set<string>();
  return section.rows.map((row) => {
    const shift = row.oneOf(0, 'shift', scenario.shifts);
    const skill = row.oneOf(1, 'skill', scenario.skills);
    const key = `${shift} ${skill}`;
    if (seen.has(key)) row.fail(`${key} comes twice`);
    seen.add(key);
    const days = DAY_NAMES.map((day, weekday) => row.range(2 + weekday, `requirement of ${day}`));
    row.end(2 + DAY_NAMES.length);
    return { shift, skill, days };
  });
}

function offRequest(row: Row, scenario: Scenario): OffRequest {
  const day = row.text(2, 'day');
  const weekday = DAY_NAMES.findIndex((name) => name === day);
  if (weekday < 0) row.fail(`day "${day}" is not one of ${DAY_NAMES.join(', ')}`);
  const shift = row.text(1, 'shift');
  row.end(3);
  return {
    nurse: row.oneOf(0, 'nurse', scenario.nurses),
    shift: shift === 'Any' ? null : row.oneOf(1, 'shift', scenario.shifts),
    weekday,
  };
}
