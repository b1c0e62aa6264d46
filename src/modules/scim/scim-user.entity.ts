import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** What a directory says of an account. */
@Entity('scim_users')
export class ScimUserEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @Column('uuid')
  directoryId: string;

  /** The directory's own name for them. */
  @Column('text', { nullable: true })
  externalId: string | null;

  @Column('text')
  userName: string;

  @Column('text', { default: '' })
  givenName: string;

  @Column('text', { default: '' })
  familyName: string;

  @Column('text', { nullable: true })
  employeeNumber: string | null;

  /** How the directory labels the address; null: not at all. */
  @Column('text', { nullable: true })
  emailType: string | null;

  /** As the directory wants it; the account may be closed here all the same. */
  @Column('boolean')
  active: boolean;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  changedAt: Date;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  @VersionColumn()
  version: number;
}
