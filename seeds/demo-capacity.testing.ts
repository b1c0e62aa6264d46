import { type CapacityVerdict, checkCapacity } from '../solver/capacity/index.js';
import { type DemoCoverLine, type DemoPerson, type DemoShiftType, type DemoUnit } from './demo-types.js';
import { grades } from './grades.js';

/** Can the people who are there meet the minimum cover of the days from first to last, within their contracted hours? */
export function capacityOf(unit: DemoUnit, firstDay: number, lastDay: number): CapacityVerdict {
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index);
  return checkCapacity({
    people: unit.people.map((person) => {
      const there = days.filter((day) => isThere(unit, person, day)).length;
      const types = unit.shiftTypes.filter((type) => mayWork(type, person));
      return {
        id: person.staffNumber,
        name: person.familyName,
        maxWorkMin: (there * person.wte * person.fullTimeMinPerWeek) / 7,
        daysByShiftType: Object.fromEntries(types.map((type) => [type.code, there])),
        days: there,
      };
    }),
    shiftTypes: unit.shiftTypes.map((type) => ({
      id: type.code,
      workMin: type.endMin - type.startMin - type.unpaidBreakMin,
    })),
    // Lines of one name say the same of different weekdays.
    lines: [...new Set(unit.cover.map((line) => line.name))].map((name) => {
      const lines = unit.cover.filter((line) => line.name === name);
      const people = unit.people.filter((person) => matches(unit, lines[0]!, person, firstDay));
      return {
        id: name,
        name,
        shiftTypeIds: lines[0]!.shiftCodes,
        personIds: people.map((person) => person.staffNumber),
        needed: days
          .flatMap((day) => lines.map((line) => minimumOn(unit, line, day)))
          .reduce((a, b) => a + b, 0),
      };
    }),
  });
}

/** The least number of people that a line needs on a day. */
export function minimumOn(unit: DemoUnit, line: DemoCoverLine, day: number): number {
  if (line.measure.kind !== 'count' || !line.weekdays.includes(day % 7)) return 0;
  const exception = unit.coverExceptions.find((each) => each.lineKey === line.key && each.day === day);
  return exception?.minimum ?? line.measure.minimum;
}

/** Those of the people who are there on a day and count in a line. */
export function matchingPeople(unit: DemoUnit, line: DemoCoverLine, day: number): DemoPerson[] {
  return unit.people.filter((person) => isThere(unit, person, day) && matches(unit, line, person, day));
}

function isThere(unit: DemoUnit, person: DemoPerson, day: number): boolean {
  const placed = day >= (person.firstDay ?? -Infinity) && day <= (person.lastDay ?? Infinity);
  return (
    placed &&
    !unit.absences.some(
      ({ staffNumber, firstDay, lastDay }) =>
        staffNumber === person.staffNumber && firstDay <= day && day <= lastDay,
    )
  );
}

function matches(unit: DemoUnit, line: DemoCoverLine, person: DemoPerson, day: number): boolean {
  const grade = gradeOf(person.gradeCode);
  const types = unit.shiftTypes.filter((type) => line.shiftCodes.includes(type.code));
  if (!types.some((type) => mayWork(type, person))) return false;
  if (line.gradeCodes !== undefined && !line.gradeCodes.includes(person.gradeCode)) return false;
  if (line.registered !== undefined && line.registered !== grade.registered) return false;
  if (line.minimumGradeCode !== undefined) {
    const least = gradeOf(line.minimumGradeCode);
    if (grade.family !== least.family || grade.rank < least.rank) return false;
  }
  return (line.skillCodes ?? []).every((code) =>
    person.skills.some((held) =>
      typeof held === 'string' ? held === code : held.code === code && held.untilDay >= day,
    ),
  );
}

function mayWork(type: DemoShiftType, person: DemoPerson): boolean {
  return type.gradeCodes.length === 0 || type.gradeCodes.includes(person.gradeCode);
}

function gradeOf(code: string): (typeof grades)[number] {
  return grades.find((grade) => grade.code === code)!;
}
