import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Somebody who wants an open shift. */
@Entity('vacancy_claims')
export class VacancyClaimEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  vacancyId: string;

  @Column('uuid')
  personId: string;

  /** `waiting`: the coordinator has not chosen yet. */
  @Column('text')
  state: 'waiting' | 'won' | 'lost' | 'withdrawn';

  @Column('timestamptz')
  claimedAt: Date;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  /** The assignment that a won claim became. */
  @Column('uuid', { nullable: true })
  assignmentId: string | null;

  @VersionColumn()
  version: number;
}
