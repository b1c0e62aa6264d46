import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** To whom an open shift is offered; each step includes the ones before. */
export const AUDIENCES = ['unit', 'other-units', 'bank', 'agency'] as const;
export type Audience = (typeof AUDIENCES)[number];
export type VacancyState = 'open' | 'filled' | 'withdrawn' | 'expired';
export type VacancyMode = 'first-able' | 'coordinator';

/** A shift of a published rota that nobody works yet: one place, for one person. */
@Entity('vacancies')
export class VacancyEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('uuid')
  rotaId: string;

  @Column('uuid')
  shiftTypeId: string;

  @Column('date')
  date: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  @Column('text', { default: 'open' })
  state: VacancyState;

  /** Whether the first who can gets it, or the coordinator chooses among those who claim. */
  @Column('text')
  mode: VacancyMode;

  @Column('text', { default: 'unit' })
  audience: Audience;

  /** A step that is due but costs more than the unit's limit: it waits for the coordinator. */
  @Column('text', { nullable: true })
  heldAudience: Audience | null;

  @Column('text', { default: '' })
  note: string;

  /** Account. */
  @Column('uuid')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @VersionColumn()
  version: number;
}
