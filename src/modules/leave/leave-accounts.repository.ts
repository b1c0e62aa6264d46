import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { LeaveAdjustmentEntity } from './leave-adjustment.entity.js';
import { LeaveServiceEntity } from './leave-service.entity.js';
import { type CountedLeave } from './reckoning/statement.js';
import { type LeavePlacement } from './reckoning/entitlement.js';

export interface PlacementRow extends LeavePlacement {
  readonly unitName: string;
}

export interface CountedLeaveRow extends CountedLeave {
  readonly id: string;
}

/** What the annual leave of a person is reckoned from. */
@Injectable()
export class LeaveAccountsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Whoever changes somebody's leave locks them, after rotas and before limits. */
  async lockPerson(tx: Transaction, personId: string): Promise<void> {
    await tx.query('SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
  }

  /** Substantive ones; bank and agency staff have no leave here. */
  async placements(personId: string, tx: Transaction = this.manager): Promise<PlacementRow[]> {
    return tx.query<PlacementRow[]>(
      `SELECT p.unit_id AS "unitId", u.name AS "unitName", p.first_date::text AS "firstDate",
              p.last_date::text AS "lastDate", p.wte::float AS wte, p.full_time_min_per_week AS "fullTimeMinPerWeek",
              p.contract_code AS "contractCode"
         FROM placements p JOIN units u ON u.id = p.unit_id
        WHERE p.person_id = $1 AND p.engagement = 'substantive' ORDER BY p.first_date, p.id`,
      [personId],
    );
  }

  async service(personId: string, tx: Transaction = this.manager): Promise<LeaveServiceEntity | null> {
    return tx.findOneBy(LeaveServiceEntity, { personId });
  }

  /** Entered, or else the first day here. */
  async serviceFrom(
    personIds: readonly string[],
    tx: Transaction = this.manager,
  ): Promise<Map<string, string>> {
    const rows = await tx.query<{ personId: string; serviceFrom: string }[]>(
      `SELECT p.person_id AS "personId", coalesce(min(s.service_from), min(p.first_date))::text AS "serviceFrom"
         FROM placements p LEFT JOIN leave_service s ON s.person_id = p.person_id
        WHERE p.person_id = ANY($1) AND p.engagement = 'substantive' GROUP BY p.person_id`,
      [personIds],
    );
    return new Map(rows.map((row) => [row.personId, row.serviceFrom]));
  }

  async saveService(tx: Transaction, service: Partial<LeaveServiceEntity>): Promise<void> {
    await tx.save(LeaveServiceEntity, tx.create(LeaveServiceEntity, service));
  }

  async adjustments(
    personId: string,
    yearFrom: string,
    tx: Transaction = this.manager,
  ): Promise<LeaveAdjustmentEntity[]> {
    return tx.find(LeaveAdjustmentEntity, {
      where: { personId, yearFrom },
      order: { madeAt: 'ASC', id: 'ASC' },
    });
  }

  async insertAdjustment(tx: Transaction, adjustment: Omit<LeaveAdjustmentEntity, 'id'>): Promise<void> {
    await tx.insert(LeaveAdjustmentEntity, adjustment);
  }

  /** Annual leave that is approved or asked for and touches the days. */
  async annualLeave(
    personId: string,
    from: string,
    to: string,
    tx: Transaction = this.manager,
  ): Promise<CountedLeaveRow[]> {
    return tx.query<CountedLeaveRow[]>(
      `SELECT id, first_date::text AS "firstDate", last_date::text AS "lastDate", state, day_minutes AS "dayMinutes"
         FROM absences WHERE person_id = $1 AND kind = 'annual-leave' AND state IN ('approved', 'requested')
          AND first_date <= $3 AND last_date >= $2 ORDER BY first_date, id`,
      [personId, from, to],
    );
  }
}
