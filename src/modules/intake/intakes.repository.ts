import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { IntakeEntity } from './intake.entity.js';
import { type PlannedRow, type RowState } from './plan/plan-types.js';

export interface StoredRow extends PlannedRow {
  readonly position: number;
}

@Injectable()
export class IntakesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<IntakeEntity | null> {
    return tx.findOneBy(IntakeEntity, { id });
  }

  async lock(tx: Transaction, id: string): Promise<IntakeEntity | null> {
    return tx.findOne(IntakeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Newest first, without the sheets. @param after when the one before the page was uploaded, and its id */
  async page(after: readonly string[] | null, limit: number): Promise<Omit<IntakeEntity, 'sheets'>[]> {
    const query = this.manager
      .createQueryBuilder(IntakeEntity, 'intake')
      .select(COLUMNS.map((column) => `intake.${column}`))
      .orderBy('intake.createdAt', 'DESC')
      .addOrderBy('intake.id', 'DESC')
      .limit(limit);
    if (after !== null) {
      query.where('(intake.createdAt, intake.id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))', {
        at: after[0],
        id: after[1],
      });
    }
    return query.getMany();
  }

  async save(tx: Transaction, intake: Partial<IntakeEntity>): Promise<IntakeEntity> {
    return tx.save(IntakeEntity, tx.create(IntakeEntity, intake));
  }

  /** In place of the rows that it had. */
  async writeRows(tx: Transaction, id: string, rows: readonly PlannedRow[]): Promise<void> {
    await this.forgetRows(tx, id);
    await tx.query(
      `INSERT INTO intake_rows (intake_id, position, state, content)
       SELECT $1, ordinality - 1, value->>'state', value FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY`,
      [id, JSON.stringify(rows)],
    );
  }

  async forgetRows(tx: Transaction, id: string): Promise<void> {
    await tx.query('DELETE FROM intake_rows WHERE intake_id = $1', [id]);
  }

  /** In the order of the sheets. @param states null: all. @param after position of the row before the page */
  async rows(
    id: string,
    states: readonly RowState[] | null,
    after: number | null,
    limit: number | null,
  ): Promise<StoredRow[]> {
    const rows = await this.manager.query<{ position: number; content: PlannedRow }[]>(
      `SELECT position, content FROM intake_rows
        WHERE intake_id = $1 AND ($2::text[] IS NULL OR state = ANY($2)) AND position > $3
        ORDER BY position LIMIT $4`,
      [id, states, after ?? -1, limit],
    );
    return rows.map(({ position, content }) => ({ ...content, position }));
  }
}

const COLUMNS = [
  'id',
  'organisationId',
  'state',
  'fileNames',
  'complete',
  'summary',
  'fingerprint',
  'createdBy',
  'createdAt',
  'checkedAt',
  'closedBy',
  'closedAt',
  'version',
] as const;
