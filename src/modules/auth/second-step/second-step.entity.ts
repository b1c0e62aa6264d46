import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../../database/column-transformers.js';

/** The secret that an account shares with an authenticator app. */
@Entity('second_steps')
export class SecondStepEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @Column('bytea')
  secret: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  /** Null: shown, and not yet proved by a code. */
  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  /** The half minute (counted from 1970) whose code was used last. */
  @Column('bigint', { default: 0, transformer: asNumber })
  lastStep: number;
}
