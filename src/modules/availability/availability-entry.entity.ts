import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type ShiftKind } from '../../../solver/model/index.js';

/** When somebody cannot work, would rather not, or would like to. */
@Entity('availability_entries')
export class AvailabilityEntryEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('text')
  kind: 'cannot' | 'rather-not' | 'would-like';

  @Column('date')
  firstDate: string;

  @Column('date')
  lastDate: string;

  /** 0 = Monday; empty: every day. */
  @Column('smallint', { array: true, default: () => "'{}'" })
  weekdays: number[];

  /** Null: any shift. */
  @Column('text', { nullable: true })
  shiftKind: Exclude<ShiftKind, 'off'> | null;

  /** 1 to 100. */
  @Column('smallint', { default: 10 })
  weight: number;

  @Column('text')
  note: string;

  @VersionColumn()
  version: number;
}
