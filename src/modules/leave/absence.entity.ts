import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Leave or sickness, whole days. */
@Entity('absences')
export class AbsenceEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('text')
  kind: 'annual-leave' | 'study-leave' | 'parental-leave' | 'sickness' | 'other';

  @Column('date')
  firstDate: string;

  @Column('date')
  lastDate: string;

  @Column('text', { default: 'approved' })
  state: 'requested' | 'approved' | 'refused' | 'withdrawn';

  /** Restricted: only those who decide may read it. */
  @Column('text', { default: '' })
  reason: string;

  @VersionColumn()
  version: number;
}
