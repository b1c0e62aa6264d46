import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A sign-in. Most belong to a member of staff. */
@Entity('accounts')
export class AccountEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid', { nullable: true })
  personId: string | null;

  /** Lower case. */
  @Column('text')
  email: string;

  @Column('text')
  displayName: string;

  /** argon2id; null: cannot sign in with a password. */
  @Column('text', { nullable: true })
  passwordHash: string | null;

  /** Who the account is at the trust's own sign-in; both or neither. */
  @Column('text', { nullable: true })
  providerIssuer: string | null;

  @Column('text', { nullable: true })
  providerSubject: string | null;

  @Column('boolean', { default: false })
  isDemo: boolean;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('integer', { default: 0 })
  failedSignIns: number;

  @Column('timestamptz', { nullable: true })
  lockedUntil: Date | null;

  @VersionColumn()
  version: number;
}
