import { templateFaults } from '../../../../solver/explain/template/index.js';
import { type FieldError } from '../../../common/domain-error.js';
import { asTemplate, type LineShiftType } from '../cells/allocated-line.js';
import { DAYS_PER_WEEK } from '../cells/cycle.js';
import { type CodedLine, TEMPLATE_LIMITS } from './template-sheet.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export interface CheckedLine {
  readonly name: string;
  readonly wteThousandths: number;
  /** Ids of shift types; null: off. */
  readonly cells: readonly (string | null)[];
}

export type UsableShiftType = LineShiftType & { readonly active: boolean };

/**
 * Lines by ids instead of codes, with everything that is wrong with them: codes that the unit does not have, lines of different
 * lengths, shifts that overlap the one of the day before.
 */
export function checkLines(
  given: readonly CodedLine[],
  shiftTypes: readonly UsableShiftType[],
): { lines: CheckedLine[]; cycleWeeks: number; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const fault = (place: string, message: string): void =>
    void faults.push({ path: place, message: `${place}: ${message}.` });
  const cycle = given[0]?.cells.length ?? 0;
  if (given.length === 0) fault('lines', 'there is no line');
  const lines = given.map((line, index) => {
    const name = line.name.trim();
    if (given.findIndex((other) => other.name.trim() === name) < index)
      fault(`line ${name}`, 'the name comes twice');
    if (line.cells.length !== cycle)
      fault(
        `line ${name}`,
        `has ${weeksOf(line.cells.length)}, and the first line ${weeksOf(cycle)}; every line has the same`,
      );
    const cells = line.cells.map((code, day) =>
      cellOf(code, shiftTypes, (message) => fault(placeOf(name, day), message)),
    );
    return { name, wteThousandths: Math.round(line.wte * 1000), cells };
  });
  if (cycle % DAYS_PER_WEEK !== 0 || cycle > TEMPLATE_LIMITS.weeks * DAYS_PER_WEEK || cycle === 0)
    fault('lines', `${cycle} days are not 1 to ${TEMPLATE_LIMITS.weeks} whole weeks`);
  else if (faults.length === 0) faults.push(...overlaps(lines, shiftTypes));
  return { lines, cycleWeeks: cycle / DAYS_PER_WEEK, faults };
}

function weeksOf(days: number): string {
  return days % DAYS_PER_WEEK === 0 ? `${days / DAYS_PER_WEEK} weeks` : `${days} days`;
}

function placeOf(line: string, day: number): string {
  return `line ${line} week ${Math.floor(day / DAYS_PER_WEEK) + 1} ${WEEKDAYS[day % DAYS_PER_WEEK] ?? ''}`;
}

function cellOf(
  given: string,
  shiftTypes: readonly UsableShiftType[],
  fault: (message: string) => void,
): string | null {
  const code = given.trim();
  if (code === '') return null;
  const named = shiftTypes.filter((type) => type.code.toLowerCase() === code.toLowerCase());
  const type = named.find((each) => each.code === code) ?? (named.length === 1 ? named[0] : undefined);
  if (type === undefined) {
    const known = shiftTypes.filter(({ active }) => active).map((each) => each.code);
    fault(`"${code}" is no shift type of the unit; it has ${known.length === 0 ? 'none' : known.join(', ')}`);
    return null;
  }
  if (!type.active)
    fault(`"${code}" is not used any more; choose another shift type, or make it active again`);
  return type.id;
}

/** Nobody is in two places: also not over the turn from the last week to the first. */
function overlaps(lines: readonly CheckedLine[], shiftTypes: readonly LineShiftType[]): FieldError[] {
  const coded = lines.map(({ name, cells, wteThousandths }) => ({
    name,
    cells,
    thousandths: wteThousandths,
  }));
  return templateFaults(asTemplate(shiftTypes, coded)).map(({ place, message }) => ({
    path: place,
    message: `${place}: ${message}.`,
  }));
}
