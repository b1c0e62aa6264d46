import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../database/column-transformers.js';

/** What was done, by whom, to what; each entry carries the hash of the one before it. */
@Entity('audit_entries')
export class AuditEntryEntity {
  /** A unit's id, or the organisation's. */
  @PrimaryColumn('text')
  chain: string;

  @PrimaryColumn('bigint', { transformer: asNumber })
  seq: number;

  @Column('timestamptz')
  at: Date;

  /** Account id, or `system`. */
  @Column('text')
  actor: string;

  @Column('text')
  action: string;

  @Column('text')
  subjectType: string;

  @Column('text')
  subjectId: string;

  @Column('jsonb')
  detail: Record<string, unknown>;

  @Column('bytea')
  previousHash: Buffer;

  @Column('bytea')
  hash: Buffer;
}
