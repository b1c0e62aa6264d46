import { type GradeEntity } from '../../people/grade.entity.js';
import { type PersonInput, type SkillInput } from './rota-input.js';

/** Who matches: any of the grades, or the minimum grade and above in its family; all of the skills; registered or not. */
export interface PeopleFilter {
  readonly gradeCodes: readonly string[];
  readonly minimumGradeCode: string | null;
  readonly skillCodes: readonly string[];
  readonly registered: boolean | null;
}

type Grades = ReadonlyMap<string, GradeEntity>;

export function holdsSkill(skills: readonly SkillInput[], code: string, date: string): boolean {
  return skills.some(
    (skill) =>
      skill.code === code &&
      skill.validFrom <= date &&
      (skill.validUntil === null || skill.validUntil >= date),
  );
}

/** Whether a person matches a filter on a date. */
export function matchesPeopleFilter(
  filter: PeopleFilter,
  input: PersonInput,
  grades: Grades,
  date: string,
): boolean {
  const grade = grades.get(input.person.gradeCode);
  if (filter.registered !== null && grade?.registered !== filter.registered) return false;
  if (!matchesGrade(filter, input.person.gradeCode, grades)) return false;
  return filter.skillCodes.every((code) => holdsSkill(input.skills, code, date));
}

function matchesGrade(filter: PeopleFilter, gradeCode: string, grades: Grades): boolean {
  if (filter.gradeCodes.length === 0 && filter.minimumGradeCode === null) return true;
  if (filter.gradeCodes.includes(gradeCode)) return true;
  const minimum = filter.minimumGradeCode === null ? undefined : grades.get(filter.minimumGradeCode);
  const grade = grades.get(gradeCode);
  if (minimum === undefined || grade === undefined) return false;
  return grade.family === minimum.family && grade.rank >= minimum.rank;
}

/** The filter as a coordinator would say it: "ST3 or above with ALS". */
export function filterInWords(filter: PeopleFilter, grades: Grades): string {
  const named = filter.gradeCodes.map((code) => grades.get(code)?.name ?? code);
  const minimum = filter.minimumGradeCode;
  if (minimum !== null) named.push(`${grades.get(minimum)?.name ?? minimum} or above`);
  const who = named.length === 0 ? 'anyone' : named.join(' or ');
  const skills = filter.skillCodes.length === 0 ? '' : ` with ${filter.skillCodes.join(' and ')}`;
  if (filter.registered === null) return `${who}${skills}`;
  return `${filter.registered ? 'registered' : 'unregistered'} ${named.length === 0 ? 'staff' : who}${skills}`;
}
