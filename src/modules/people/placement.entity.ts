import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { asNumber } from '../../database/column-transformers.js';

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

  @VersionColumn()
  version: number;
}
