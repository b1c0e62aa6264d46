import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type Step } from './notice-clock.js';

/** What has to be done for a unit before a rotation, until when, and by whom. */
@Entity('rotation_deadlines')
export class RotationDeadlineEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotationId: string;

  @Column('uuid')
  unitId: string;

  @Column('text')
  step: Step;

  /** The last day that is on time. */
  @Column('date')
  dueDate: string;

  /** Account of whoever answers for it and is reminded. */
  @Column('uuid')
  ownerId: string;

  /** By the hospital's calendar. */
  @Column('date', { nullable: true })
  doneOn: string | null;

  /** Null: the service saw it by itself. */
  @Column('uuid', { nullable: true })
  doneBy: string | null;

  @Column('text', { default: '' })
  lateReason: string;

  @Column('timestamptz', { nullable: true })
  remindedAt: Date | null;

  @VersionColumn()
  version: number;
}
