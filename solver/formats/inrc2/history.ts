import { byName, readSections } from './rows.js';
import { type Scenario } from './scenario.js';

/** How a nurse comes out of the weeks before. */
export interface NurseHistory {
  readonly assignments: number;
  readonly weekends: number;
  /** Shift of the last day before the horizon, or null for a day off. */
  readonly lastShift: string | null;
  /** Lengths of the runs that are open then: of the last shift, of worked days, of days off. */
  readonly shiftRun: number;
  readonly workRun: number;
  readonly offRun: number;
}

/**
 * @returns the history of every nurse of the scenario.
 * @throws FormatError naming file, line and field.
 */
export function readHistory(
  file: string,
  text: string,
  scenario: Scenario,
): ReadonlyMap<string, NurseHistory> {
  const sections = readSections(file, text, ['HISTORY', 'NURSE_HISTORY']);
  const of = sections.HISTORY.rows[0]?.text(1, 'name of the scenario');
  if (of !== scenario.name) {
    sections.HISTORY.head.fail(`is of scenario "${of ?? ''}", not of "${scenario.name}"`);
  }
  const histories = new Map<string, NurseHistory>();
  for (const [, row] of byName(sections.NURSE_HISTORY.rows, 'nurse')) {
    const last = row.text(3, 'last shift');
    histories.set(row.oneOf(0, 'nurse', scenario.nurses), {
      assignments: row.integer(1, 'assignments'),
      weekends: row.integer(2, 'working weekends'),
      lastShift: last === 'None' ? null : row.oneOf(3, 'last shift', scenario.shifts),
      shiftRun: row.integer(4, 'consecutive assignments'),
      workRun: row.integer(5, 'consecutive working days'),
      offRun: row.integer(6, 'consecutive days off'),
    });
    row.end(7);
  }
  for (const nurse of scenario.nurses.keys()) {
    if (!histories.has(nurse)) sections.NURSE_HISTORY.head.fail(`nurse "${nurse}" is missing`);
  }
  return histories;
}
