import { type CoverLine, type CoverMeasure, type Day, type ShiftType } from '../model/index.js';
import { Fields } from './fields.js';
import { type ReadPerson } from './person-json.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** A cover line stands for one date, several dates, weekdays, or every day; and for people by id or by grades and skills. */
export class CoverReader {
  constructor(
    private readonly days: readonly Day[],
    private readonly shiftTypes: readonly ShiftType[],
    private readonly people: readonly ReadPerson[],
  ) {}

  readAll(list: readonly Fields[]): CoverLine[] {
    return list.flatMap((fields, index) => this.read(fields, index));
  }

  private read(fields: Fields, index: number): CoverLine[] {
    const days = this.daysOf(fields);
    const shiftTypeIds = fields.texts('shiftTypes');
    const unknown = shiftTypeIds.find((id) => !this.shiftTypes.some((type) => type.id === id));
    if (unknown !== undefined) fields.fail('shiftTypes', `shift type "${unknown}" does not exist`);
    const { personIds, label } = this.filter(fields);
    const id = fields.text('id', `cover-${index + 1}`);
    const name = fields.text('name', id);
    const filterLabel = fields.text('filterLabel', label);
    const measure = this.measure(fields);
    fields.done();
    return days.map((day) => ({
      id: days.length === 1 ? id : `${id}@${day.date}`,
      name,
      dayIndex: day.index,
      shiftTypeIds,
      personIds,
      filterLabel,
      measure,
    }));
  }

  private daysOf(fields: Fields): Day[] {
    const dates = fields.has('date')
      ? [fields.text('date')]
      : fields.has('dates')
        ? fields.texts('dates')
        : null;
    const weekdays = fields.texts('weekdays', []);
    const wrong = weekdays.find((day) => !WEEKDAYS.some((known) => known === day));
    if (wrong !== undefined) fields.fail('weekdays', `"${wrong}" is not one of ${WEEKDAYS.join(', ')}`);
    if (dates === null) {
      return this.days.filter((day) => weekdays.length === 0 || weekdays.includes(WEEKDAYS[day.weekday]!));
    }
    return dates.map((date) => {
      const day = this.days.find((candidate) => candidate.date === date);
      return day ?? fields.fail(fields.has('date') ? 'date' : 'dates', `${date} is outside the horizon`);
    });
  }

  private filter(fields: Fields): { personIds: string[]; label: string } {
    const grades = fields.texts('grades', []);
    const skills = fields.texts('skills', []);
    if (fields.has('people')) {
      const personIds = fields.texts('people');
      const unknown = personIds.find((id) => !this.people.some(({ person }) => person.id === id));
      if (unknown !== undefined) fields.fail('people', `person "${unknown}" does not exist`);
      return { personIds, label: 'listed people' };
    }
    const matching = this.people.filter(
      ({ person, skills: held }) =>
        (grades.length === 0 || (person.grade !== null && grades.includes(person.grade))) &&
        skills.every((skill) => held.includes(skill)),
    );
    const parts = [grades.join(' or '), skills.join(' and ')].filter((part) => part !== '');
    return { personIds: matching.map(({ person }) => person.id), label: parts.join(' with ') || 'anybody' };
  }

  private measure(fields: Fields): CoverMeasure {
    const measure = Fields.of(fields.raw('measure'), fields.at('measure'));
    const kind = measure.oneOf('kind', ['count', 'share'], 'count');
    if (kind === 'share') {
      const minShare = measure.number('minShare');
      if (minShare > 1) measure.fail('minShare', `must be at most 1, not ${minShare}`);
      const underWeight = measure.number('underWeight', 100);
      measure.done();
      return { kind, minShare, underWeight };
    }
    const minimum = measure.integer('minimum', 0);
    const target = measure.integer('target', minimum, minimum);
    const maximum =
      (measure.raw('maximum') ?? null) === null ? null : measure.integer('maximum', undefined, target);
    const minimumLevel = measure.oneOf('minimumLevel', ['hard', 'soft'], 'soft');
    const read: CoverMeasure = {
      kind,
      minimum,
      target,
      maximum,
      underMinimumWeight: measure.number('underMinimumWeight', 1000),
      underTargetWeight: measure.number('underTargetWeight', 100),
      overMaximumWeight: measure.number('overMaximumWeight', 100),
      ...(minimumLevel === 'hard' ? { minimumLevel } : {}),
    };
    measure.done();
    return read;
  }
}
