import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../database/column-transformers.js';

/** The end of a chain of audit entries; locked while one is added. */
@Entity('audit_chains')
export class AuditChainEntity {
  @PrimaryColumn('text')
  chain: string;

  @Column('bigint', { transformer: asNumber })
  lastSeq: number;

  @Column('bytea')
  lastHash: Buffer;
}
