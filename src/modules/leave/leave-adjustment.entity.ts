import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Hours of leave that somebody has more or fewer in a leave year than their contract gives. Never changed afterwards. */
@Entity('leave_adjustments')
export class LeaveAdjustmentEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  /** First day of the leave year. */
  @Column('date')
  yearFrom: string;

  @Column('text')
  kind: 'carry-over' | 'adjustment';

  @Column('integer')
  minutes: number;

  @Column('text')
  reason: string;

  @Column('uuid')
  madeBy: string;

  @Column('timestamptz')
  madeAt: Date;
}
