import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type ShiftKind } from '../../../solver/model/index.js';

/** What is expected of an on-call period from home. */
export interface OnCallEstimateOfType {
  readonly workMin: number;
  /** The part of the work that is paid at enhanced hours. */
  readonly enhancedMin: number;
  /** Calls a day. */
  readonly episodes: number;
  /** Rest in each 24 h, and its longest piece between 22:00 and 07:00. */
  readonly restMin: number;
  readonly longestRestMin: number;
}

/** A shift that a unit uses: its hours, and who may work it. */
@Entity('shift_types')
export class ShiftTypeEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('text')
  code: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: ShiftKind;

  /** Local minutes after midnight. */
  @Column('smallint')
  startMin: number;

  /** After the same midnight; above 1440 when it ends on the next day. */
  @Column('smallint')
  endMin: number;

  @Column('smallint', { default: 0 })
  paidBreakMin: number;

  /** Not work: left out of hours. */
  @Column('smallint', { default: 0 })
  unpaidBreakMin: number;

  /** `#rrggbb` */
  @Column('text')
  colour: string;

  /** Empty: every grade. */
  @Column('text', { array: true, default: () => "'{}'" })
  gradeCodes: string[];

  /** All of these are needed. */
  @Column('text', { array: true, default: () => "'{}'" })
  skillCodes: string[];

  /** Of on-call alone; null: nobody has estimated it. */
  @Column('jsonb', { nullable: true })
  onCallEstimate: OnCallEstimateOfType | null;

  @Column('boolean', { default: true })
  active: boolean;

  @VersionColumn()
  version: number;
}
