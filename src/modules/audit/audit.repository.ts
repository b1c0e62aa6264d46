import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AuditChainEntity } from './audit-chain.entity.js';
import { AuditEntryEntity } from './audit-entry.entity.js';

@Injectable()
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The end of a chain, locked until the transaction ends; begins the chain if there is none. */
  async lockEnd(tx: Transaction, chain: string, genesisHash: Buffer): Promise<AuditChainEntity> {
    const [known] = await tx.query<{ lastSeq: string; lastHash: Buffer }[]>(
      'SELECT last_seq AS "lastSeq", last_hash AS "lastHash" FROM audit_chains WHERE chain = $1 FOR UPDATE',
      [chain],
    );
    if (known !== undefined) return { chain, lastSeq: Number(known.lastSeq), lastHash: known.lastHash };
    await tx.query(
      'INSERT INTO audit_chains (chain, last_seq, last_hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING',
      [chain, genesisHash],
    );
    return tx.findOneOrFail(AuditChainEntity, { where: { chain }, lock: { mode: 'pessimistic_write' } });
  }

  /** Adds entries that follow each other to the end of their chain. */
  async append(tx: Transaction, entries: readonly AuditEntryEntity[]): Promise<void> {
    const last = entries.at(-1)!;
    await tx.query(
      `WITH entry AS (
         INSERT INTO audit_entries
                (chain, seq, at, actor, action, subject_type, subject_id, detail, previous_hash, hash)
         SELECT $1, * FROM unnest($4::bigint[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[],
                                  $10::jsonb[], $11::bytea[], $12::bytea[]))
       UPDATE audit_chains SET last_seq = $2, last_hash = $3 WHERE chain = $1`,
      [
        last.chain,
        last.seq,
        last.hash,
        entries.map(({ seq }) => seq),
        entries.map(({ at }) => at),
        entries.map(({ actor }) => actor),
        entries.map(({ action }) => action),
        entries.map(({ subjectType }) => subjectType),
        entries.map(({ subjectId }) => subjectId),
        entries.map(({ detail }) => JSON.stringify(detail)),
        entries.map(({ previousHash }) => previousHash),
        entries.map(({ hash }) => hash),
      ],
    );
  }

  /** Entries before a number (all when null), newest first. */
  async entriesBefore(chain: string, seq: number | null, limit: number): Promise<AuditEntryEntity[]> {
    const query = this.dataSource
      .getRepository(AuditEntryEntity)
      .createQueryBuilder('entry')
      .where('entry.chain = :chain', { chain })
      .orderBy('entry.seq', 'DESC')
      .limit(limit);
    if (seq !== null) query.andWhere('entry.seq < :seq', { seq });
    return query.getMany();
  }
}
