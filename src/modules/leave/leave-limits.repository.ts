import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { LeaveLimitsEntity } from './leave-limits.entity.js';
import { type CapacityAbsence, type CapacityPerson } from './reckoning/capacity.js';

export interface CapacityAbsenceRow extends CapacityAbsence {
  readonly id: string;
}

@Injectable()
export class LeaveLimitsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** The unit's own, or what holds until it sets any. */
  async of(unitId: string, tx: Transaction = this.manager): Promise<LeaveLimitsEntity> {
    return (await tx.findOneBy(LeaveLimitsEntity, { unitId })) ?? usual(tx, unitId);
  }

  /** Whoever takes a place on a day of the unit holds this until the transaction ends, so that nobody takes it twice. */
  async lock(tx: Transaction, unitId: string): Promise<LeaveLimitsEntity> {
    await tx.query('INSERT INTO leave_limits (unit_id) VALUES ($1) ON CONFLICT DO NOTHING', [unitId]);
    return tx.findOneOrFail(LeaveLimitsEntity, { where: { unitId }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Transaction, limits: LeaveLimitsEntity): Promise<LeaveLimitsEntity> {
    return tx.save(LeaveLimitsEntity, limits);
  }

  /** Substantive staff of the unit on any of the days, by name. */
  async people(
    unitId: string,
    from: string,
    to: string,
    tx: Transaction = this.manager,
  ): Promise<CapacityPerson[]> {
    return tx.query<CapacityPerson[]>(
      `SELECT p.id AS "personId", p.given_name || ' ' || p.family_name AS name, p.grade_code AS "gradeCode",
              json_agg(json_build_object('firstDate', x.first_date::text, 'lastDate', x.last_date::text)) AS placements,
              (SELECT coalesce(json_agg(json_build_object('code', s.code, 'validFrom', h.valid_from::text,
                 'validUntil', h.valid_until::text)), '[]')
                 FROM person_skills h JOIN skills s ON s.id = h.skill_id WHERE h.person_id = p.id) AS skills
         FROM placements x JOIN people p ON p.id = x.person_id
        WHERE x.unit_id = $1 AND x.engagement = 'substantive' AND x.first_date <= $3 AND coalesce(x.last_date, $3) >= $2
        GROUP BY p.id ORDER BY p.family_name, p.given_name, p.id`,
      [unitId, from, to],
    );
  }

  /** Approved and asked for, of any kind, by first day. */
  async absences(
    personIds: readonly string[],
    from: string,
    to: string,
    tx: Transaction = this.manager,
  ): Promise<CapacityAbsenceRow[]> {
    return tx.query<CapacityAbsenceRow[]>(
      `SELECT id, person_id AS "personId", kind, first_date::text AS "firstDate", last_date::text AS "lastDate", state
         FROM absences WHERE person_id = ANY($1) AND state IN ('approved', 'requested')
          AND first_date <= $3 AND last_date >= $2 ORDER BY first_date, id`,
      [personIds, from, to],
    );
  }
}

/** As the columns' defaults. */
function usual(tx: Transaction, unitId: string): LeaveLimitsEntity {
  return tx.create(LeaveLimitsEntity, {
    unitId,
    automatic: false,
    noticeDays: 42,
    maxAway: null,
    maxAwayPercent: null,
    groups: [],
    blocked: [],
    version: 1,
  });
}
