import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AbsenceEntity } from './absence.entity.js';

/** Leave that somebody asked for, with their name. */
export interface RequestRow extends Omit<AbsenceEntity, 'requestedAt'> {
  readonly displayName: string;
  readonly requestedAt: Date;
}

export interface RequestFilter {
  /** Null: everybody's. */
  readonly personId: string | null;
  /** Of people placed in one of these now or later; null: everywhere. */
  readonly unitIds: readonly string[] | null;
  readonly state: AbsenceEntity['state'] | null;
  readonly today: string;
}

const SELECT = `
  SELECT a.id, a.person_id AS "personId", p.family_name || ', ' || p.given_name AS "displayName", a.kind,
         a.first_date::text AS "firstDate", a.last_date::text AS "lastDate", a.state, a.reason,
         a.requested_at AS "requestedAt", a.life_event AS "lifeEvent", a.decided_at AS "decidedAt",
         a.decided_by AS "decidedBy", a.decision_reason AS "decisionReason", a.day_minutes AS "dayMinutes", a.version
    FROM absences a JOIN people p ON p.id = a.person_id WHERE a.requested_at IS NOT NULL`;

@Injectable()
export class LeaveRequestsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<RequestRow | null> {
    return (await tx.query<RequestRow[]>(`${SELECT} AND a.id = $1`, [id]))[0] ?? null;
  }

  /** After rotas, the person and limits. */
  async lock(tx: Transaction, id: string): Promise<RequestRow | null> {
    return (await tx.query<RequestRow[]>(`${SELECT} AND a.id = $1 FOR UPDATE OF a`, [id]))[0] ?? null;
  }

  async insert(tx: Transaction, request: Partial<AbsenceEntity>): Promise<string> {
    return (await tx.save(AbsenceEntity, tx.create(AbsenceEntity, request))).id;
  }

  async move(tx: Transaction, id: string, change: Partial<AbsenceEntity>): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(AbsenceEntity)
      .set({ ...change, version: () => 'version + 1' })
      .where({ id })
      .execute();
  }

  /** Approved or asked for, of the person, on any of the days. */
  async overlapping(
    tx: Transaction,
    request: { personId: string; firstDate: string; lastDate: string; without: string | null },
  ): Promise<Pick<AbsenceEntity, 'id' | 'firstDate' | 'lastDate' | 'state'> | null> {
    const { personId, firstDate, lastDate, without } = request;
    const rows = await tx.query<Pick<AbsenceEntity, 'id' | 'firstDate' | 'lastDate' | 'state'>[]>(
      `SELECT id, first_date::text AS "firstDate", last_date::text AS "lastDate", state FROM absences
        WHERE person_id = $1 AND first_date <= $3 AND last_date >= $2 AND state IN ('approved', 'requested')
          AND id IS DISTINCT FROM $4 ORDER BY first_date LIMIT 1`,
      [personId, firstDate, lastDate, without],
    );
    return rows[0] ?? null;
  }

  /** Newest first. */
  async page(
    { personId, unitIds, state, today }: RequestFilter,
    after: { requestedAt: string; id: string } | null,
    limit: number,
  ): Promise<RequestRow[]> {
    return this.manager.query<RequestRow[]>(
      `${SELECT} AND ($1::uuid IS NULL OR a.person_id = $1)
          AND ($2::uuid[] IS NULL OR EXISTS (SELECT FROM placements x WHERE x.person_id = a.person_id
                AND x.unit_id = ANY($2) AND coalesce(x.last_date, $3::date) >= $3::date))
          AND ($4::text IS NULL OR a.state = $4)
          AND ($5::timestamptz IS NULL OR (a.requested_at, a.id) < ($5, $6::uuid))
        ORDER BY a.requested_at DESC, a.id DESC LIMIT $7`,
      [
        personId,
        unitIds === null ? null : [...unitIds],
        today,
        state,
        after?.requestedAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }
}
