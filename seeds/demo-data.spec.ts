import { describe, expect, it } from 'vitest';
import { payPoints } from '../solver/pay/index.js';
import { capacityOf, matchingPeople, minimumOn } from './demo-capacity.testing.js';
import { type DemoUnit } from './demo-types.js';
import { emergencyDepartment } from './emergency-department/index.js';
import { grades } from './grades.js';
import { medicalWard } from './medical-ward/index.js';
import { payPointOf } from './pay-points.js';
import { skills } from './skills.js';
import { staffEmail } from './unit-rows.js';

const LAST_DAY = 55;
const units: readonly (readonly [string, DemoUnit])[] = [
  ['emergency department', emergencyDepartment],
  ['medical ward', medicalWard],
];

describe.each(units)('the demo %s', (_name, unit) => {
  const staffNumbers = unit.people.map((person) => person.staffNumber);
  const gradeCodes = grades.map((grade) => grade.code);
  const skillCodes = skills.map((skill) => skill.code);

  it('names only people, grades, skills, shifts and lines that it has', () => {
    const shiftCodes = unit.shiftTypes.map((type) => type.code);
    for (const person of unit.people) {
      expect(gradeCodes).toContain(person.gradeCode);
      for (const skill of person.skills)
        expect(skillCodes).toContain(typeof skill === 'string' ? skill : skill.code);
    }
    for (const line of unit.cover) {
      expect(shiftCodes).toEqual(expect.arrayContaining([...line.shiftCodes]));
      expect(gradeCodes).toEqual(expect.arrayContaining([...(line.gradeCodes ?? [])]));
      expect(skillCodes).toEqual(expect.arrayContaining([...(line.skillCodes ?? [])]));
      if (line.minimumGradeCode !== undefined) expect(gradeCodes).toContain(line.minimumGradeCode);
    }
    for (const type of unit.shiftTypes)
      expect(gradeCodes).toEqual(expect.arrayContaining([...type.gradeCodes]));
    for (const { staffNumber } of [...unit.availability, ...unit.absences])
      expect(staffNumbers).toContain(staffNumber);
    for (const { lineKey } of unit.coverExceptions)
      expect(unit.cover.map((line) => line.key)).toContain(lineKey);
  });

  it('gives everybody a staff number, a mail address and a registration number of their own', () => {
    expect(new Set(staffNumbers).size).toBe(unit.people.length);
    expect(new Set(unit.people.map(staffEmail)).size).toBe(unit.people.length);
    const numbers = unit.people.flatMap((person) => person.registration?.number ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { gradeCode, registration } of unit.people) {
      expect(registration !== null).toBe(grades.find((grade) => grade.code === gradeCode)?.registered);
    }
  });

  it('pays everybody on a contract of the pay tables by a point of it', () => {
    for (const person of unit.people) {
      const point = payPoints().find(({ code }) => code === payPointOf(person));
      expect(point?.contractCode ?? 'wtr1998', person.staffNumber).toBe(person.contractCode);
    }
  });

  it('dates an exception on a weekday of its line', () => {
    for (const { lineKey, day } of unit.coverExceptions) {
      expect(unit.cover.find((line) => line.key === lineKey)?.weekdays).toContain(day % 7);
    }
  });

  it('has people for every cover line on every day', () => {
    for (const line of unit.cover) {
      for (let day = 0; day <= LAST_DAY; day++) {
        const able = matchingPeople(unit, line, day).length;
        expect(able, `${line.name} on day ${day}`).toBeGreaterThanOrEqual(minimumOn(unit, line, day));
      }
    }
  });

  it.each(unit.rotas)(
    'can just meet its demand within contracted hours from day $firstDay to $lastDay',
    (rota) => {
      const verdict = capacityOf(unit, rota.firstDay, rota.lastDay);
      expect(verdict.shortfalls).toEqual([]);
      expect(verdict.hoursUsedShare).toBeGreaterThan(0.9);
      expect(verdict.hoursUsedShare).toBeLessThan(0.97);
    },
  );
});

it('has 28 doctors in its emergency department and 34 nurses and assistants on its ward', () => {
  expect(emergencyDepartment.people).toHaveLength(28);
  expect(medicalWard.people).toHaveLength(34);
});
