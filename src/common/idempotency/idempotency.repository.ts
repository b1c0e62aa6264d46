import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';

@Injectable()
export class IdempotencyRepository {
  /** False while another transaction holds the key. The lock ends with the transaction. */
  async tryLock(tx: Transaction, accountId: string, key: string): Promise<boolean> {
    const rows = await tx.query<{ locked: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7001)) AS locked',
      [`${accountId} ${key}`],
    );
    return rows[0]?.locked === true;
  }

  async find(tx: Transaction, accountId: string, key: string): Promise<IdempotencyKeyEntity | null> {
    return tx.findOneBy(IdempotencyKeyEntity, { accountId, key });
  }

  async insert(tx: Transaction, row: Omit<IdempotencyKeyEntity, 'createdAt'>): Promise<void> {
    await tx.query(
      `INSERT INTO idempotency_keys (account_id, key, request_hash, status, response)
       VALUES ($1, $2, $3, $4, $5::jsonb)`,
      [row.accountId, row.key, row.requestHash, row.status, JSON.stringify(row.response)],
    );
  }

  async forgetOld(tx: Transaction, accountId: string): Promise<void> {
    await tx.query(
      `DELETE FROM idempotency_keys WHERE account_id = $1 AND created_at < now() - interval '24 hours'`,
      [accountId],
    );
  }
}
