import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A directory of the trust that keeps sign-ins here. */
@Entity('scim_directories')
export class ScimDirectoryEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('bytea')
  tokenHash: Buffer;

  @Column('uuid')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  @Column('uuid', { nullable: true })
  revokedBy: string | null;

  @VersionColumn()
  version: number;
}
