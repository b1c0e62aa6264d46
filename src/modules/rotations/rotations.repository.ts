import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { type Step } from './notice-clock.js';
import { RotationDeadlineEntity } from './rotation-deadline.entity.js';
import { RotationEntity } from './rotation.entity.js';

/** A deadline with the names that people read. */
export interface DeadlineRow {
  id: string;
  rotationId: string;
  programme: string;
  startDate: string;
  unitId: string;
  unitName: string;
  step: Step;
  dueDate: string;
  ownerId: string;
  ownerName: string;
  ownerEmail: string;
  doneOn: string | null;
  doneBy: string | null;
  lateReason: string;
  version: number;
}

export interface Owner {
  id: string;
  displayName: string;
}

const SELECT = `
  SELECT d.id, d.rotation_id AS "rotationId", r.programme, r.start_date::text AS "startDate", d.unit_id AS "unitId",
         u.name AS "unitName", d.step, d.due_date::text AS "dueDate", d.owner_id AS "ownerId",
         a.display_name AS "ownerName", a.email AS "ownerEmail", d.done_on::text AS "doneOn", d.done_by AS "doneBy",
         d.late_reason AS "lateReason", d.version
    FROM rotation_deadlines d JOIN rotations r ON r.id = d.rotation_id JOIN units u ON u.id = d.unit_id
    JOIN accounts a ON a.id = d.owner_id`;

@Injectable()
export class RotationsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<RotationEntity | null> {
    return tx.findOneBy(RotationEntity, { id });
  }

  /** Of several the first by name. */
  async beginningIn(
    unitId: string,
    on: string,
    tx: Transaction = this.manager,
  ): Promise<Pick<RotationEntity, 'id' | 'programme' | 'startDate'> | null> {
    const [row] = await tx.query<Pick<RotationEntity, 'id' | 'programme' | 'startDate'>[]>(
      `SELECT r.id, r.programme, r.start_date::text AS "startDate" FROM rotations r
        WHERE r.start_date = $2 AND EXISTS (SELECT FROM rotation_deadlines d WHERE d.rotation_id = r.id AND d.unit_id = $1)
        ORDER BY r.programme, r.id LIMIT 1`,
      [unitId, on],
    );
    return row ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<RotationEntity | null> {
    return tx.findOne(RotationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Latest start first. @param after start and id of the one before the page */
  async page(after: readonly string[] | null, limit: number): Promise<RotationEntity[]> {
    const query = this.manager
      .createQueryBuilder(RotationEntity, 'rotation')
      .orderBy('rotation.startDate', 'DESC')
      .addOrderBy('rotation.id', 'DESC')
      .limit(limit);
    if (after !== null) {
      query.where('(rotation.startDate, rotation.id) < (CAST(:start AS date), CAST(:id AS uuid))', {
        start: after[0],
        id: after[1],
      });
    }
    return query.getMany();
  }

  async save(tx: Transaction, rotation: Partial<RotationEntity>): Promise<RotationEntity> {
    return tx.save(RotationEntity, tx.create(RotationEntity, rotation));
  }

  /** The version also counts changes of the units alone. */
  async change(
    tx: Transaction,
    id: string,
    values: Pick<RotationEntity, 'programme' | 'startDate'>,
  ): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(RotationEntity)
      .set({ ...values, version: () => 'version + 1' })
      .where({ id })
      .execute();
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(RotationEntity, { id });
  }

  /** By unit, then by day. @param rotationIds null: of all */
  async deadlines(
    rotationIds: readonly string[] | null,
    tx: Transaction = this.manager,
  ): Promise<DeadlineRow[]> {
    return tx.query<DeadlineRow[]>(
      `${SELECT} WHERE $1::uuid[] IS NULL OR d.rotation_id = ANY($1) ORDER BY u.name, u.id, d.due_date`,
      [rotationIds],
    );
  }

  async deadlineEntities(tx: Transaction, rotationId: string): Promise<RotationDeadlineEntity[]> {
    return tx.findBy(RotationDeadlineEntity, { rotationId });
  }

  async lockDeadline(tx: Transaction, id: string): Promise<RotationDeadlineEntity | null> {
    return tx.findOne(RotationDeadlineEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async saveDeadlines(tx: Transaction, deadlines: readonly Partial<RotationDeadlineEntity>[]): Promise<void> {
    await tx.save(
      RotationDeadlineEntity,
      deadlines.map((each) => tx.create(RotationDeadlineEntity, each)),
    );
  }

  async removeDeadlines(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.delete(RotationDeadlineEntity, { id: In([...ids]) });
  }

  /** Accounts that can answer for a deadline: HR, and coordinators of the unit. */
  async owners(unitId: string | null, tx: Transaction = this.manager): Promise<Owner[]> {
    return tx.query<Owner[]>(
      `SELECT DISTINCT a.id, a.display_name AS "displayName" FROM accounts a JOIN account_roles r ON r.account_id = a.id
        WHERE a.active AND (r.role = 'hr' OR (r.role = 'coordinator' AND r.unit_id = $1::uuid))
        ORDER BY a.display_name, a.id`,
      [unitId],
    );
  }

  /**
   * Writes down what the service can see was done: placements of the deanery that begin with the rotation in the unit, a
   * published rota of the unit that covers its first day, and a work schedule for every doctor who begins with it.
   *
   * @returns ids of the deadlines that are done now.
   */
  async noteDone(tx: Transaction, timeZone: string): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `UPDATE rotation_deadlines d SET done_on = seen.day, version = d.version + 1
         FROM (
           SELECT o.id, (min(p.listed_at) AT TIME ZONE $1)::date AS day
             FROM rotation_deadlines o JOIN rotations r ON r.id = o.rotation_id
             JOIN deanery_placements p ON p.unit_id = o.unit_id AND p.first_date = r.start_date
            WHERE o.done_on IS NULL AND o.step = 'deanery-data' GROUP BY o.id
           UNION ALL
           SELECT o.id, (min(v.published_at) AT TIME ZONE $1)::date AS day
             FROM rotation_deadlines o JOIN rotations r ON r.id = o.rotation_id
             JOIN rotas t ON t.unit_id = o.unit_id AND r.start_date BETWEEN t.first_date AND t.last_date
             JOIN rota_versions v ON v.rota_id = t.id
            WHERE o.done_on IS NULL AND o.step = 'duty-roster' GROUP BY o.id
           UNION ALL
           SELECT o.id, (max(sent.at) AT TIME ZONE $1)::date AS day
             FROM rotation_deadlines o JOIN rotations r ON r.id = o.rotation_id
             JOIN placements p ON p.unit_id = o.unit_id AND p.first_date = r.start_date
              AND p.contract_code = 'doctors2016' AND p.engagement = 'substantive'
             LEFT JOIN LATERAL (
               SELECT min(v.issued_at) AS at FROM work_schedules s JOIN work_schedule_versions v ON v.schedule_id = s.id
                WHERE s.person_id = p.person_id AND s.unit_id = p.unit_id AND s.first_date = p.first_date
             ) sent ON true
            WHERE o.done_on IS NULL AND o.step = 'work-schedule' GROUP BY o.id HAVING count(*) = count(sent.at)
         ) seen
        WHERE d.id = seen.id RETURNING d.id`,
      [timeZone],
    );
    return rows.map(({ id }) => id);
  }

  /** What the service saw as done by a sheet that was taken back is open again. */
  async forgetDeaneryData(tx: Transaction, rotationId: string): Promise<void> {
    await tx.query(
      `UPDATE rotation_deadlines d SET done_on = NULL, version = d.version + 1 FROM rotations r
        WHERE r.id = d.rotation_id AND r.id = $1 AND d.step = 'deanery-data' AND d.done_on IS NOT NULL AND d.done_by IS NULL
          AND NOT EXISTS (SELECT FROM deanery_placements p WHERE p.unit_id = d.unit_id AND p.first_date = r.start_date)`,
      [rotationId],
    );
  }

  /** Not done, due on one of the days, and nobody reminded: locked until the transaction ends. */
  async toRemind(tx: Transaction, from: string, today: string): Promise<DeadlineRow[]> {
    return tx.query<DeadlineRow[]>(
      `${SELECT} WHERE d.done_on IS NULL AND d.reminded_at IS NULL AND d.due_date BETWEEN $1 AND $2 AND a.active
        ORDER BY d.due_date, d.id FOR UPDATE OF d SKIP LOCKED`,
      [from, today],
    );
  }

  async reminded(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
    await tx.query('UPDATE rotation_deadlines SET reminded_at = $2 WHERE id = ANY($1)', [ids, at]);
  }
}
