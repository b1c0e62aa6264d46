import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import {
  type AllocationFacts,
  type DeaneryPost,
  type LineBefore,
  type LineElsewhere,
  type RequestedLeave,
} from './fit/doctor.js';
import { AllocationTemplateEntity } from './allocation-template.entity.js';
import { LineAllocationEntity, type TrainingNeed } from './line-allocation.entity.js';
import { LinePlaceEntity } from './line-place.entity.js';

/** Whom a place is of, as people read it. */
export interface PersonName {
  readonly id: string;
  readonly displayName: string;
  readonly gradeCode: string;
}

@Injectable()
export class LineAllocationsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async unitIdOf(id: string): Promise<string | null> {
    return (await this.manager.findOneBy(LineAllocationEntity, { id }))?.unitId ?? null;
  }

  async find(tx: Transaction, id: string): Promise<LineAllocationEntity | null> {
    return tx.findOneBy(LineAllocationEntity, { id });
  }

  /** Whoever changes an allocation or its places holds this lock. */
  async lock(tx: Transaction, id: string): Promise<LineAllocationEntity | null> {
    return tx.findOne(LineAllocationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** With the templates in their order. */
  async insert(
    tx: Transaction,
    allocation: Pick<LineAllocationEntity, 'unitId' | 'rotationId' | 'firstDate' | 'lastDate'>,
    templates: readonly Pick<AllocationTemplateEntity, 'templateId' | 'templateVersionId' | 'cycleStart'>[],
  ): Promise<string> {
    const { id } = await tx.save(LineAllocationEntity, tx.create(LineAllocationEntity, allocation));
    const { unitId, firstDate, lastDate } = allocation;
    const rows = templates.map((template, position) => {
      return { ...template, allocationId: id, position, unitId, firstDate, lastDate };
    });
    await tx.insert(AllocationTemplateEntity, rows);
    return id;
  }

  /** Moves the version on. */
  async touch(tx: Transaction, id: string, needs?: readonly TrainingNeed[]): Promise<void> {
    await tx.query(
      'UPDATE line_allocations SET training_needs = coalesce($2::jsonb, training_needs), version = version + 1 WHERE id = $1',
      [id, needs === undefined ? null : JSON.stringify(needs)],
    );
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(LineAllocationEntity, { id });
  }

  /** By id of the place. */
  async places(tx: Transaction, allocationId: string): Promise<LinePlaceEntity[]> {
    return tx.findBy(LinePlaceEntity, { allocationId });
  }

  async place(tx: Transaction, id: string): Promise<LinePlaceEntity | null> {
    return tx.findOneBy(LinePlaceEntity, { id });
  }

  async savePlaces(tx: Transaction, places: readonly Partial<LinePlaceEntity>[]): Promise<void> {
    await tx.save(
      LinePlaceEntity,
      places.map((place) => tx.create(LinePlaceEntity, place)),
    );
  }

  async removePlace(tx: Transaction, id: string): Promise<void> {
    await tx.delete(LinePlaceEntity, { id });
  }

  async removeUnpinned(tx: Transaction, allocationId: string): Promise<void> {
    await tx.delete(LinePlaceEntity, { allocationId, pinned: false });
  }

  async names(tx: Transaction, personIds: readonly string[]): Promise<PersonName[]> {
    return tx.query<PersonName[]>(
      `SELECT id, family_name || ', ' || given_name AS "displayName", grade_code AS "gradeCode" FROM people WHERE id = ANY($1)`,
      [personIds],
    );
  }

  /** What is known of a unit's people in the days of an allocation, beside what a rota is made of. */
  async facts(tx: Transaction, allocation: LineAllocationEntity): Promise<AllocationFacts> {
    const { id, unitId, firstDate, lastDate, trainingNeeds } = allocation;
    const requested = await tx.query<RequestedLeave[]>(
      `SELECT a.person_id AS "personId", a.first_date::text AS "firstDate", a.last_date::text AS "lastDate"
         FROM absences a WHERE a.state = 'requested' AND a.first_date <= $3 AND a.last_date >= $2
          AND EXISTS (SELECT FROM placements p WHERE p.person_id = a.person_id AND p.unit_id = $1)`,
      [unitId, firstDate, lastDate],
    );
    const before = await tx.query<LineBefore[]>(
      `SELECT DISTINCT ON (p.person_id) p.person_id AS "personId", t.template_id AS "templateId", l.name AS "lineName",
              p.start_week AS "startWeek", p.last_date::text AS "lastDate"
         FROM line_places p JOIN allocation_templates t USING (allocation_id, template_version_id)
         JOIN rota_template_lines l ON l.id = p.line_id
        WHERE t.template_id IN (SELECT own.template_id FROM allocation_templates own WHERE own.allocation_id = $1)
          AND p.last_date < $2 ORDER BY p.person_id, p.last_date DESC`,
      [id, firstDate],
    );
    const elsewhere = await tx.query<LineElsewhere[]>(
      `SELECT person_id AS "personId", first_date::text AS "firstDate", last_date::text AS "lastDate"
         FROM line_places WHERE unit_id = $2 AND allocation_id <> $1 AND first_date <= $4 AND last_date >= $3`,
      [id, unitId, firstDate, lastDate],
    );
    return { requested, before, elsewhere, posts: await this.posts(tx, allocation), needs: trainingNeeds };
  }

  /** By first date and post. */
  async posts(
    tx: Transaction,
    { unitId, firstDate, lastDate }: Pick<LineAllocationEntity, 'unitId' | 'firstDate' | 'lastDate'>,
  ): Promise<DeaneryPost[]> {
    return tx.query<DeaneryPost[]>(
      `SELECT person_id AS "personId", post, kind, line, first_date::text AS "firstDate", last_date::text AS "lastDate"
         FROM deanery_placements
        WHERE unit_id = $1 AND first_date <= $3 AND last_date >= $2 AND kind IN ('in-post', 'hold', 'recruit')
        ORDER BY first_date, post, id`,
      [unitId, firstDate, lastDate],
    );
  }
}
