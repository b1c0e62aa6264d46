import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { GradeEntity } from './grade.entity.js';
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
}
