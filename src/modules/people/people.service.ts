import { Injectable } from '@nestjs/common';
import { groupBy } from '../../common/group-by.js';
import { type Transaction } from '../../database/transactions.js';
import { type GradeEntity } from './grade.entity.js';
import { type HeldSkill, PeopleRepository } from './people.repository.js';
import { type PersonEntity } from './person.entity.js';
import { type PlacementEntity } from './placement.entity.js';
import { type SkillEntity } from './skill.entity.js';

/** Somebody who is placed in a unit, with all that a rota needs of them. */
export interface PlacedPerson {
  readonly person: PersonEntity;
  readonly grade: GradeEntity;
  /** Placements in the unit that touch the days asked for, earliest first. */
  readonly placements: readonly PlacementEntity[];
  /** Every skill with its dates, expired ones included. */
  readonly skills: readonly HeldSkill[];
}

/** People, their placements and skills. */
@Injectable()
export class PeopleService {
  constructor(private readonly repository: PeopleRepository) {}

  /** Everybody placed in a unit on any day from `from` to `to` (ISO dates, both included), by family name. */
  async placedInUnit(unitId: string, from: string, to: string, tx?: Transaction): Promise<PlacedPerson[]> {
    const placements = await this.repository.placementsInUnit(unitId, from, to, tx);
    const ids = [...new Set(placements.map(({ personId }) => personId))];
    const people = await this.repository.people(ids, tx);
    const skills = groupBy(await this.repository.heldSkills(ids, tx), ({ personId }) => personId);
    const grades = new Map((await this.repository.grades(tx)).map((grade) => [grade.code, grade]));
    const placementsOf = groupBy(placements, ({ personId }) => personId);
    return people.map((person) => ({
      person,
      grade: knownGrade(grades, person),
      placements: placementsOf.get(person.id) ?? [],
      skills: skills.get(person.id) ?? [],
    }));
  }

  /** By family and seniority. */
  async grades(tx?: Transaction): Promise<GradeEntity[]> {
    return this.repository.grades(tx);
  }

  /** @param organisationId left out: of every organisation. */
  async skills(organisationId?: string, tx?: Transaction): Promise<SkillEntity[]> {
    return this.repository.skills(organisationId, tx);
  }

  /** Those of the people who exist, by family name. */
  async find(ids: readonly string[], tx?: Transaction): Promise<PersonEntity[]> {
    return this.repository.people(ids, tx);
  }
}

function knownGrade(grades: ReadonlyMap<string, GradeEntity>, person: PersonEntity): GradeEntity {
  const grade = grades.get(person.gradeCode);
  if (grade === undefined) throw new Error(`grade ${person.gradeCode} has vanished`);
  return grade;
}
