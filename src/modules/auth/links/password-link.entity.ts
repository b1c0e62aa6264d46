import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Why somebody sets a password: it is their first, or they have forgotten the one before. */
export type LinkPurpose = 'activation' | 'reset';

/** A link that sets a password, once. Only the hash of its secret is kept. */
@Entity('password_links')
export class PasswordLinkEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('text')
  purpose: LinkPurpose;

  /** SHA-256. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;

  /** When another link took its place, or the account was closed. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
