import { type DemoCoverLine, type DemoPerson, type DemoUnit } from './demo-types.js';
import { grades } from './grades.js';

export interface Capacity {
  /** Working minutes that the minimum cover of the period needs. */
  readonly demandedMin: number;
  /** Contracted minutes of everybody who is there; leave and sickness are taken off. */
  readonly suppliedMin: number;
}

/** Hours demanded and hours there to meet them, in the days from first to last. */
export function capacityOf(unit: DemoUnit, firstDay: number, lastDay: number): Capacity {
  let demandedMin = 0;
  let suppliedMin = 0;
  for (let day = firstDay; day <= lastDay; day++) {
    for (const type of unit.shiftTypes) {
      const workMin = type.endMin - type.startMin - type.unpaidBreakMin;
      demandedMin += workMin * peopleNeeded(unit, type.code, day);
    }
    for (const person of unit.people.filter((each) => isThere(unit, each, day))) {
      suppliedMin += (person.wte * person.fullTimeMinPerWeek) / 7;
    }
  }
  return { demandedMin, suppliedMin };
}

/** Those of the people who are there on a day and count in a line. */
export function matchingPeople(unit: DemoUnit, line: DemoCoverLine, day: number): DemoPerson[] {
  return unit.people.filter((person) => isThere(unit, person, day) && matches(unit, line, person, day));
}

/** At least so many people: lines that no one person can count in twice add up, others overlap. */
function peopleNeeded(unit: DemoUnit, shiftCode: string, day: number): number {
  const counted = new Set<DemoPerson>();
  let needed = 0;
  for (const { line, minimum } of minimaOf(unit, shiftCode, day)) {
    const people = unit.people.filter((person) => matches(unit, line, person, day));
    if (people.some((person) => counted.has(person))) continue;
    for (const person of people) counted.add(person);
    needed += minimum;
  }
  return needed;
}

function minimaOf(
  unit: DemoUnit,
  shiftCode: string,
  day: number,
): { line: DemoCoverLine; minimum: number }[] {
  return unit.cover
    .filter((line) => line.shiftCodes.length === 1 && line.shiftCodes[0] === shiftCode)
    .filter((line) => line.weekdays.includes(day % 7))
    .flatMap((line) => {
      if (line.measure.kind !== 'count') return [];
      const exception = unit.coverExceptions.find((each) => each.lineKey === line.key && each.day === day);
      return [{ line, minimum: exception?.minimum ?? line.measure.minimum }];
    })
    .toSorted((a, b) => b.minimum - a.minimum);
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
  const mayWork = types.some(
    (type) => type.gradeCodes.length === 0 || type.gradeCodes.includes(person.gradeCode),
  );
  if (!mayWork) return false;
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

function gradeOf(code: string): (typeof grades)[number] {
  return grades.find((grade) => grade.code === code)!;
}
