import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A signed-in browser. Only hashes of its secrets are stored. */
@Entity('sessions')
export class SessionEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('bytea')
  tokenHash: Buffer;

  @Column('bytea')
  csrfHash: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  lastSeenAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('text', { default: '' })
  userAgent: string;

  /** How it began: here, or at the trust's own sign-in. */
  @Column('text', { default: 'password' })
  method: 'password' | 'provider';

  /** The session at the provider that this one belongs to. */
  @Column('text', { nullable: true })
  providerSession: string | null;
}
