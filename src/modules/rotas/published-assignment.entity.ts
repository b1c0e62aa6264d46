import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An assignment as it was published; never changed. */
@Entity('published_assignments')
export class PublishedAssignmentEntity {
  @PrimaryColumn('uuid')
  rotaVersionId: string;

  @PrimaryColumn('uuid')
  assignmentId: string;

  @Column('integer')
  sequence: number;

  @Column('uuid')
  personId: string;

  @Column('date')
  date: string;

  @Column('text')
  shiftCode: string;

  @Column('text')
  shiftName: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  /** In an amendment: the shift is nobody's any more. */
  @Column('boolean', { default: false })
  withdrawn: boolean;
}
