import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type ShiftKind } from '../../../solver/model/index.js';
import { type Transaction } from '../../database/transactions.js';

/** A shift of a published rota, as it is planned now. */
export interface PlannedShift {
  readonly assignmentId: string;
  readonly rotaId: string;
  readonly unitId: string;
  readonly personId: string;
  readonly shiftTypeId: string;
  readonly shiftCode: string;
  readonly shiftName: string;
  readonly kind: ShiftKind;
  readonly unpaidBreakMin: number;
  /** Of on-call that somebody has estimated: minutes of work, and those of them at enhanced hours. */
  readonly onCallEstimate: { readonly workMin: number; readonly enhancedMin: number } | null;
  /** ISO date to which it belongs. */
  readonly date: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A published or closed rota. */
export interface PublishedRota {
  readonly id: string;
  readonly name: string;
  readonly firstDate: string;
  readonly lastDate: string;
}

const SELECT_SHIFTS = `
  SELECT a.id AS "assignmentId", a.rota_id AS "rotaId", r.unit_id AS "unitId", a.person_id AS "personId",
         s.id AS "shiftTypeId", s.code AS "shiftCode", s.name AS "shiftName", s.kind, s.unpaid_break_min AS "unpaidBreakMin",
         s.on_call_estimate AS "onCallEstimate",
         a.date::text AS date, a.starts_at AS "startsAt", a.ends_at AS "endsAt"
    FROM assignments a JOIN rotas r ON r.id = a.rota_id JOIN shift_types s ON s.id = a.shift_type_id
   WHERE r.state <> 'draft' AND s.kind <> 'off'`;

@Injectable()
export class PlannedWorkRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async shifts(unitId: string, from: string, to: string): Promise<PlannedShift[]> {
    return this.manager.query<PlannedShift[]>(
      `${SELECT_SHIFTS} AND r.unit_id = $1 AND a.date BETWEEN $2 AND $3 ORDER BY a.date, a.starts_at, a.id`,
      [unitId, from, to],
    );
  }

  async shift(assignmentId: string, tx: Transaction): Promise<PlannedShift | null> {
    const rows = await tx.query<PlannedShift[]>(`${SELECT_SHIFTS} AND a.id = $1`, [assignmentId]);
    return rows[0] ?? null;
  }

  async byIds(ids: readonly string[], tx: Transaction = this.manager): Promise<PlannedShift[]> {
    return tx.query<PlannedShift[]>(`${SELECT_SHIFTS} AND a.id = ANY($1)`, [ids]);
  }

  async ofPerson(
    personId: string,
    from: string,
    to: string,
    tx: Transaction = this.manager,
  ): Promise<PlannedShift[]> {
    return tx.query<PlannedShift[]>(
      `${SELECT_SHIFTS} AND a.person_id = $1 AND a.date BETWEEN $2 AND $3 ORDER BY a.starts_at, a.id`,
      [personId, from, to],
    );
  }

  async rotas(
    unitId: string,
    from: string,
    to: string,
    tx: Transaction = this.manager,
  ): Promise<PublishedRota[]> {
    return tx.query<PublishedRota[]>(
      `SELECT id, name, first_date::text AS "firstDate", last_date::text AS "lastDate" FROM rotas
        WHERE unit_id = $1 AND state <> 'draft' AND daterange(first_date, last_date, '[]') && daterange($2, $3, '[]')
        ORDER BY first_date`,
      [unitId, from, to],
    );
  }
}
