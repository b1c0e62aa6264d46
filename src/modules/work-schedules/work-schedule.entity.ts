import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** The work schedule of a person for a placement in a unit; what it says stands in its versions. */
@Entity('work_schedules')
export class WorkScheduleEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('uuid')
  unitId: string;

  /** Of the placement, as the newest version has it. */
  @Column('date')
  firstDate: string;

  /** Null: open-ended. */
  @Column('date', { nullable: true })
  lastDate: string | null;

  @Column('integer')
  currentNumber: number;

  /** Moves when a version is issued or acknowledged. */
  @VersionColumn()
  version: number;
}
