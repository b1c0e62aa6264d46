import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditedChange } from './undo.js';

export interface AppliedFill {
  readonly fillId: string;
  readonly seq: number;
  readonly at: Date;
}

@Injectable()
export class SpendRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Fills and repairs of a rota that were applied, newest first. */
  async fills(unitId: string, rotaId: string): Promise<AppliedFill[]> {
    return this.manager.query<AppliedFill[]>(
      `SELECT subject_id AS "fillId", seq::int AS seq, at FROM audit_entries
        WHERE chain = $1 AND action IN ('fill-applied', 'repair-applied') AND detail->>'rotaId' = $2 ORDER BY audit_entries.seq DESC`,
      [unitId, rotaId],
    );
  }

  /** What changed in a rota with an entry of its unit's audit and after it, newest first. */
  async changesFrom(unitId: string, rotaId: string, seq: number): Promise<AuditedChange[]> {
    const rows = await this.manager.query<{ changes: AuditedChange[] }[]>(
      `SELECT detail->'changes' AS changes FROM audit_entries
        WHERE chain = $1 AND seq >= $3 AND detail->>'rotaId' = $2 AND jsonb_typeof(detail->'changes') = 'array'
        ORDER BY audit_entries.seq DESC`,
      [unitId, rotaId, seq],
    );
    return rows.flatMap(({ changes }) => changes.toReversed());
  }
}
