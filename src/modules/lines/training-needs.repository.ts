import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type TrainingNeed } from './line-allocation.entity.js';

/** Needs as somebody has set them. */
export interface NeedsVersion {
  readonly number: number;
  /** Name of the account. */
  readonly setBy: string;
  readonly setAt: Date;
  readonly needs: readonly TrainingNeed[];
}

@Injectable()
export class TrainingNeedsRepository {
  /** The caller holds the lock of the allocation. @param version set by an account */
  async add(
    tx: Transaction,
    allocationId: string,
    { needs, setBy, setAt }: Omit<NeedsVersion, 'number'>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO training_need_versions (allocation_id, number, needs, set_by, set_at)
       SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4 FROM training_need_versions WHERE allocation_id = $1`,
      [allocationId, JSON.stringify(needs), setBy, setAt],
    );
  }

  /** Newest first. */
  async versions(tx: Transaction, allocationId: string): Promise<NeedsVersion[]> {
    return tx.query<NeedsVersion[]>(
      `SELECT v.number, a.display_name AS "setBy", v.set_at AS "setAt", v.needs
         FROM training_need_versions v JOIN accounts a ON a.id = v.set_by
        WHERE v.allocation_id = $1 ORDER BY v.number DESC`,
      [allocationId],
    );
  }
}
