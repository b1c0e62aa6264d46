import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Stands in for a code of the authenticator app, once. */
@Entity('recovery_codes')
export class RecoveryCodeEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  /** SHA-256. */
  @Column('bytea')
  codeHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
