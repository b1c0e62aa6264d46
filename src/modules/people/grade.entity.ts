import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A grade of doctors or a band of other staff. */
@Entity('grades')
export class GradeEntity {
  @PrimaryColumn('text')
  code: string;

  @Column('text')
  name: string;

  @Column('text')
  family: 'doctor' | 'nurse' | 'support' | 'other';

  /** Seniority inside the family; higher is more senior. */
  @Column('smallint')
  rank: number;

  /** Counts as registered staff in a skill mix. */
  @Column('boolean')
  registered: boolean;
}
