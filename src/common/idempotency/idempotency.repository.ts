import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';

/** Keys are each account's own. */
export type OwnKey = Pick<IdempotencyKeyEntity, 'accountId' | 'key'>;

@Injectable()
export class IdempotencyRepository {
  /** In the order of the keys: false while another transaction holds one. The locks end with the transaction. */
  async tryLock(tx: Transaction, keys: readonly OwnKey[]): Promise<boolean[]> {
    const rows = await tx.query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended(name, 7001)) AS locked
         FROM unnest($1::text[]) WITH ORDINALITY AS asked (name, place) ORDER BY place`,
      [keys.map(({ accountId, key }) => `${accountId} ${key}`)],
    );
    return rows.map(({ locked }) => locked);
  }

  async find(tx: Transaction, accountId: string, key: string): Promise<IdempotencyKeyEntity | null> {
    return tx.findOneBy(IdempotencyKeyEntity, { accountId, key });
  }

  /** In the order of the keys: whether it was answered before. */
  async areKnown(tx: Transaction, keys: readonly OwnKey[]): Promise<boolean[]> {
    const rows = await tx.query<{ known: boolean }[]>(
      `SELECT EXISTS (SELECT FROM idempotency_keys k WHERE k.account_id = asked.account_id AND k.key = asked.key) AS known
         FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (account_id, key, place) ORDER BY place`,
      [keys.map(({ accountId }) => accountId), keys.map(({ key }) => key)],
    );
    return rows.map(({ known }) => known);
  }

  async insert(tx: Transaction, rows: readonly Omit<IdempotencyKeyEntity, 'createdAt'>[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO idempotency_keys (account_id, key, request_hash, status, response)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::int[], $5::jsonb[])`,
      [
        rows.map(({ accountId }) => accountId),
        rows.map(({ key }) => key),
        rows.map(({ requestHash }) => requestHash),
        rows.map(({ status }) => status),
        rows.map(({ response }) => JSON.stringify(response)),
      ],
    );
  }

  async forgetOld(tx: Transaction, keys: readonly OwnKey[]): Promise<void> {
    await tx.query(
      `DELETE FROM idempotency_keys WHERE account_id = ANY($1) AND created_at < now() - interval '24 hours'`,
      [[...new Set(keys.map(({ accountId }) => accountId))]],
    );
  }
}
