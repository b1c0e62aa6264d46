import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { GradeEntity } from './grade.entity.js';
import { PersonSkillEntity } from './person-skill.entity.js';
import { PersonEntity } from './person.entity.js';
import { PlacementEntity } from './placement.entity.js';
import { SkillEntity } from './skill.entity.js';

/** A skill as somebody holds it. */
export interface HeldSkill {
  readonly id: string;
  readonly personId: string;
  readonly skillId: string;
  readonly code: string;
  readonly validFrom: string;
  /** Last day; null: does not expire. */
  readonly validUntil: string | null;
  readonly version: number;
}

@Injectable()
export class PeopleRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async people(ids: readonly string[], tx?: Transaction): Promise<PersonEntity[]> {
    if (ids.length === 0) return [];
    return (tx ?? this.manager).find(PersonEntity, {
      where: { id: In([...ids]) },
      order: { familyName: 'ASC', givenName: 'ASC', id: 'ASC' },
    });
  }

  async grades(tx?: Transaction): Promise<GradeEntity[]> {
    return (tx ?? this.manager).find(GradeEntity, { order: { family: 'ASC', rank: 'ASC', code: 'ASC' } });
  }

  async skills(organisationId?: string, tx?: Transaction): Promise<SkillEntity[]> {
    return (tx ?? this.manager).find(SkillEntity, {
      where: organisationId === undefined ? {} : { organisationId },
      order: { code: 'ASC', id: 'ASC' },
    });
  }

  /** Placements in a unit that touch the days. */
  async placementsInUnit(
    unitId: string,
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<PlacementEntity[]> {
    return (tx ?? this.manager)
      .createQueryBuilder(PlacementEntity, 'placement')
      .where('placement.unitId = :unitId', { unitId })
      .andWhere('placement.firstDate <= :to', { to })
      .andWhere('(placement.lastDate IS NULL OR placement.lastDate >= :from)', { from })
      .orderBy('placement.firstDate')
      .getMany();
  }

  async placements(personIds: readonly string[], tx?: Transaction): Promise<PlacementEntity[]> {
    if (personIds.length === 0) return [];
    return (tx ?? this.manager).find(PlacementEntity, {
      where: { personId: In([...personIds]) },
      order: { firstDate: 'ASC', id: 'ASC' },
    });
  }

  async heldSkills(personIds: readonly string[], tx?: Transaction): Promise<HeldSkill[]> {
    if (personIds.length === 0) return [];
    return (tx ?? this.manager).query<HeldSkill[]>(
      `SELECT h.id, h.person_id AS "personId", h.skill_id AS "skillId", s.code,
              h.valid_from::text AS "validFrom", h.valid_until::text AS "validUntil", h.version
       FROM person_skills h JOIN skills s ON s.id = h.skill_id
       WHERE h.person_id = ANY($1) ORDER BY s.code, h.valid_from`,
      [personIds],
    );
  }

  /**
   * A page of people by family name.
   *
   * @param filter placed in one of the units on the day, or (without `until`) on that day or later
   * @param after family name, given name and id of the person before the page
   */
  async page(
    filter: {
      readonly unitIds: readonly string[];
      readonly from: string;
      readonly until: string | null;
    } | null,
    after: readonly string[] | null,
    limit: number,
  ): Promise<PersonEntity[]> {
    const query = this.manager
      .createQueryBuilder(PersonEntity, 'person')
      .orderBy('person.familyName')
      .addOrderBy('person.givenName')
      .addOrderBy('person.id')
      .limit(limit);
    if (filter !== null) {
      query.andWhere(
        `EXISTS (SELECT 1 FROM placements p WHERE p.person_id = person.id AND p.unit_id = ANY(:unitIds)
                 AND (p.last_date IS NULL OR p.last_date >= :from)
                 AND (CAST(:until AS date) IS NULL OR p.first_date <= :until))`,
        filter,
      );
    }
    if (after !== null) {
      const [family, given, id] = after;
      query.andWhere(
        '(person.familyName, person.givenName, person.id) > (:family, :given, CAST(:id AS uuid))',
        {
          family,
          given,
          id,
        },
      );
    }
    return query.getMany();
  }

  /** By staff number, else by an address that no two people share. */
  async idOf(
    { staffNumber, email }: { readonly staffNumber: string | null; readonly email: string },
    tx: Transaction,
  ): Promise<string | null> {
    const rows = await tx.query<{ id: string; numbered: boolean }[]>(
      `SELECT id, staff_number IS NOT DISTINCT FROM $1 AS numbered FROM people
        WHERE staff_number = $1 OR lower(email) = lower($2) ORDER BY numbered DESC, id LIMIT 3`,
      [staffNumber, email],
    );
    const [first, second] = rows;
    if (first === undefined) return null;
    return first.numbered || second === undefined ? first.id : null;
  }

  async lockPerson(id: string, tx: Transaction): Promise<PersonEntity | null> {
    return tx.findOne(PersonEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async savePerson(person: Partial<PersonEntity>, tx: Transaction): Promise<PersonEntity> {
    return tx.save(PersonEntity, tx.create(PersonEntity, person));
  }

  async insertGrade(grade: GradeEntity, tx: Transaction): Promise<GradeEntity> {
    await tx.insert(GradeEntity, { ...grade });
    return grade;
  }

  async insertSkill(skill: Partial<SkillEntity>, tx: Transaction): Promise<SkillEntity> {
    return tx.save(SkillEntity, tx.create(SkillEntity, skill));
  }

  async lockPlacement(id: string, tx: Transaction): Promise<PlacementEntity | null> {
    return tx.findOne(PlacementEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async savePlacement(placement: Partial<PlacementEntity>, tx: Transaction): Promise<PlacementEntity> {
    return tx.save(PlacementEntity, tx.create(PlacementEntity, placement));
  }

  async removePlacement(id: string, tx: Transaction): Promise<void> {
    await tx.delete(PlacementEntity, { id });
  }

  /** @returns its id. */
  async saveHeldSkill(held: Partial<PersonSkillEntity>, tx: Transaction): Promise<string> {
    const { id } = await tx.save(PersonSkillEntity, tx.create(PersonSkillEntity, held));
    return id;
  }

  async removeHeldSkill(id: string, tx: Transaction): Promise<void> {
    await tx.delete(PersonSkillEntity, { id });
  }
}
