import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { type Audience } from './vacancy.entity.js';

/** When an open shift goes one step further, and what it may cost there. */
export interface LadderStep {
  readonly audience: Exclude<Audience, 'unit'>;
  /** So many hours after it was opened; null: not by that. */
  readonly afterHours: number | null;
  /** When less than so many hours are left; null: not by that. */
  readonly beforeStartHours: number | null;
  /** What an hour of work costs at this step, in pence. */
  readonly hourlyPence: number;
  /** A shift that costs more waits for the coordinator; null: no limit. */
  readonly maxCostPence: number | null;
}

/** The steps of a unit's open shifts. */
@Entity('vacancy_ladders')
export class VacancyLadderEntity {
  @PrimaryColumn('uuid')
  unitId: string;

  @Column('jsonb', { default: [] })
  steps: LadderStep[];

  @VersionColumn()
  version: number;
}
