import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Shifts that somebody has to get for their training. */
export interface TrainingNeed {
  readonly personId: string;
  readonly shiftTypeId: string;
  /** In the allocation's days. */
  readonly atLeast: number;
}

/** Doctors on the lines of one or several templates, for a time. Its version moves with every change of a place. */
@Entity('line_allocations')
export class LineAllocationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('uuid', { nullable: true })
  rotationId: string | null;

  @Column('date')
  firstDate: string;

  @Column('date')
  lastDate: string;

  @Column('jsonb', { default: [] })
  trainingNeeds: TrainingNeed[];

  @VersionColumn()
  version: number;
}
