import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { asNumber } from '../../database/column-transformers.js';

export const ENGAGEMENTS = ['substantive', 'bank', 'agency', 'loan'] as const;
export type Engagement = (typeof ENGAGEMENTS)[number];

/** A person in a unit for a time, on a contract and a share of full time. */
@Entity('placements')
export class PlacementEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('uuid')
  unitId: string;

  @Column('date')
  firstDate: string;

  /** Null: open-ended. */
  @Column('date', { nullable: true })
  lastDate: string | null;

  /** Whole time equivalent, above 0, at most 1. */
  @Column('numeric', { precision: 4, scale: 3, transformer: asNumber })
  wte: number;

  /** Code of a rule pack, for example `doctors2016`. */
  @Column('text')
  contractCode: string;

  @Column('integer')
  fullTimeMinPerWeek: number;

  /** Of the unit, or only working there: bank and agency staff, and those who help out for a day (a loan). */
  @Column('text', { default: 'substantive' })
  engagement: Engagement;

  /** Entered by hand, or following from what the deanery lists; an intake keeps the latter up to date. */
  @Column('text', { default: 'entered' })
  source: 'entered' | 'deanery';

  @VersionColumn()
  version: number;
}
