import { type CoverLine, type CoverMeasure, type Day } from '../../../../solver/model/index.js';
import { type GradeEntity } from '../../people/grade.entity.js';
import { filterInWords, matchesPeopleFilter } from './qualification.js';
import { dateInWords } from './rota-clock.js';
import { type CoverLineInput, type CoverTemplateInput, type RotaInput } from './rota-input.js';

/** A cover line of the unit on a date; the solver knows it by this one id. */
export function coverId(lineId: string, date: string): string {
  return `${lineId}@${date}`;
}

export function lineIdOf(id: string): string {
  return id.slice(0, id.indexOf('@'));
}

/** Every cover line on every day that needs it. What cannot be met at all stands, and is noted. */
export function buildCover(
  input: RotaInput,
  days: readonly Day[],
  blockedOn: ReadonlyMap<string, ReadonlySet<number>>,
  note: (text: string) => void,
): CoverLine[] {
  const grades = new Map(input.grades.map((grade) => [grade.code, grade]));
  for (const { lines } of input.templates) for (const { line } of lines) noteUnknownCodes(input, line, note);
  return days.flatMap((day) =>
    linesOn(input, day).flatMap(({ line, measure }) => {
      const cover = buildLine(input, grades, line, measure, day, note);
      if (cover !== null) noteImpossible(cover, day, blockedOn, note);
      return cover ?? [];
    }),
  );
}

/** The lines that a day needs, with its numbers. */
export function linesOn(
  input: RotaInput,
  day: Day,
): { line: CoverLineInput['line']; measure: CoverMeasure }[] {
  const template = templateOn(input.templates, day.date);
  if (template === undefined) return [];
  const weekday = (day.bankHoliday ? template.template.bankHolidayWeekday : null) ?? day.weekday;
  return template.lines.flatMap(({ line, exceptions }) => {
    const exception = line.measure === 'count' ? exceptions.find(({ date }) => date === day.date) : undefined;
    if (exception === undefined && !line.weekdays.includes(weekday)) return [];
    return [{ line, measure: measureOf(line, exception) }];
  });
}

function templateOn(templates: readonly CoverTemplateInput[], date: string): CoverTemplateInput | undefined {
  return templates.find(
    ({ template }) => template.validFrom <= date && (template.validUntil ?? date) >= date,
  );
}

function buildLine(
  input: RotaInput,
  grades: ReadonlyMap<string, GradeEntity>,
  line: CoverLineInput['line'],
  measure: CoverMeasure,
  day: Day,
  note: (text: string) => void,
): CoverLine | null {
  const known = line.shiftTypeIds.filter((id) => input.shiftTypes.some((type) => type.id === id));
  if (known.length === 0) {
    note(
      `"${line.name}" is left out on ${dateInWords(day.date)}: none of its shift types belongs to the unit`,
    );
    return null;
  }
  return {
    id: coverId(line.id, day.date),
    name: line.name,
    dayIndex: day.index,
    shiftTypeIds: known,
    personIds: input.people
      .filter((person) => matchesPeopleFilter(line, person, grades, day.date))
      .map(({ person }) => person.id),
    filterLabel: filterInWords(line, grades),
    measure,
  };
}

function measureOf(
  line: CoverLineInput['line'],
  exception: CoverLineInput['exceptions'][number] | undefined,
): CoverMeasure {
  if (line.measure === 'share') {
    return { kind: 'share', minShare: line.minShare ?? 0, underWeight: line.underMinimumWeight };
  }
  return {
    kind: 'count',
    minimum: exception?.minimum ?? line.minimum ?? 0,
    target: exception?.target ?? line.target ?? 0,
    maximum: exception === undefined ? line.maximum : exception.maximum,
    underMinimumWeight: line.underMinimumWeight,
    underTargetWeight: line.underTargetWeight,
    overMaximumWeight: line.overMaximumWeight,
  };
}

function noteUnknownCodes(
  input: RotaInput,
  line: CoverLineInput['line'],
  note: (text: string) => void,
): void {
  for (const code of line.gradeCodes) {
    if (!input.grades.some((grade) => grade.code === code)) {
      note(`"${line.name}" asks for grade "${code}", which does not exist; correct the cover line`);
    }
  }
  for (const code of line.skillCodes) {
    if (!input.skillCodes.has(code)) {
      note(`"${line.name}" asks for skill "${code}", which does not exist; correct the cover line`);
    }
  }
}

function noteImpossible(
  cover: CoverLine,
  day: Day,
  blockedOn: ReadonlyMap<string, ReadonlySet<number>>,
  note: (text: string) => void,
): void {
  if (cover.measure.kind !== 'count') return;
  const free = cover.personIds.filter((id) => !blockedOn.get(id)?.has(day.index));
  if (free.length >= cover.measure.minimum) return;
  note(
    `"${cover.name}" needs ${cover.measure.minimum} on ${dateInWords(day.date)}, but only ${free.length} ` +
      `of the ${cover.personIds.length} who match (${cover.filterLabel}) can work that day`,
  );
}
