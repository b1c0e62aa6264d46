import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type ScheduleChange } from './document/differences.js';

/** What was issued; only its acknowledgement is added later. */
@Entity('work_schedule_versions')
export class WorkScheduleVersionEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  scheduleId: string;

  /** Counts from 1. */
  @Column('integer')
  number: number;

  /** Canonical JSON of a `ScheduleContent`. */
  @Column('text')
  content: string;

  /** SHA-256 of it. */
  @Column('bytea')
  contentHash: Buffer;

  /** From the version before; empty for the first. */
  @Column('jsonb', { default: [] })
  changes: ScheduleChange[];

  /** Account. */
  @Column('uuid')
  issuedBy: string;

  @Column('timestamptz')
  issuedAt: Date;

  /** By the person that it is for. */
  @Column('timestamptz', { nullable: true })
  acknowledgedAt: Date | null;
}
