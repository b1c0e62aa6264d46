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
    const known = await tx.findOne(AuditChainEntity, {
      where: { chain },
      lock: { mode: 'pessimistic_write' },
    });
    if (known !== null) return known;
    await tx.query(
      'INSERT INTO audit_chains (chain, last_seq, last_hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING',
      [chain, genesisHash],
    );
    return tx.findOneOrFail(AuditChainEntity, { where: { chain }, lock: { mode: 'pessimistic_write' } });
  }

  async append(tx: Transaction, entry: AuditEntryEntity): Promise<void> {
    await tx.insert(AuditEntryEntity, entry as never);
    await tx.update(AuditChainEntity, { chain: entry.chain }, { lastSeq: entry.seq, lastHash: entry.hash });
  }

  /** Every chain that has an end or an entry. */
  async chains(): Promise<string[]> {
    const rows = await this.dataSource.query<{ chain: string }[]>(
      'SELECT chain FROM audit_chains UNION SELECT DISTINCT chain FROM audit_entries ORDER BY chain',
    );
    return rows.map(({ chain }) => chain);
  }

  async end(chain: string): Promise<AuditChainEntity | null> {
    return this.dataSource.getRepository(AuditChainEntity).findOneBy({ chain });
  }

  /** Entries after a number, in order. */
  async entriesAfter(chain: string, seq: number, limit: number): Promise<AuditEntryEntity[]> {
    return this.dataSource
      .getRepository(AuditEntryEntity)
      .createQueryBuilder('entry')
      .where('entry.chain = :chain AND entry.seq > :seq', { chain, seq })
      .orderBy('entry.seq')
      .limit(limit)
      .getMany();
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
