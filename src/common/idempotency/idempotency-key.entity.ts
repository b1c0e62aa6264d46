import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answer once given to a request that may be sent twice. */
@Entity('idempotency_keys')
export class IdempotencyKeyEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('text')
  key: string;

  @Column('bytea')
  requestHash: Buffer;

  /** Null while the first request is under way. */
  @Column('smallint', { nullable: true })
  status: number | null;

  @Column('jsonb', { nullable: true })
  response: unknown;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
