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
  state: 'requested' | 'approved' | 'refused' | 'withdrawn' | 'cancelled';

  /** Restricted: only those who decide may read it. */
  @Column('text', { default: '' })
  reason: string;

  /** Null: nobody asked for it, the coordinator entered it. */
  @Column('timestamptz', { nullable: true })
  requestedAt: Date | null;

  /** Asked for because of an event that changes a life. */
  @Column('boolean', { default: false })
  lifeEvent: boolean;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  /** Account; null with a time: decided by the unit's limits. */
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('text', { default: '' })
  decisionReason: string;

  /** What it costs on dates whose rota was published when it was approved, in minutes. */
  @Column('jsonb', { default: {} })
  dayMinutes: Record<string, number>;

  @VersionColumn()
  version: number;
}
