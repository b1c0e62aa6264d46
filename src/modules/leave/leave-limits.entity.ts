import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { type BlockedPeriod, type LeaveGroup } from './reckoning/capacity.js';

/** Within these limits leave that a unit's staff ask for needs no coordinator. */
@Entity('leave_limits')
export class LeaveLimitsEntity {
  @PrimaryColumn('uuid')
  unitId: string;

  @Column('boolean', { default: false })
  automatic: boolean;

  /** Leave that begins sooner is for the coordinator. */
  @Column('smallint', { default: 42 })
  noticeDays: number;

  @Column('smallint', { nullable: true })
  maxAway: number | null;

  @Column('smallint', { nullable: true })
  maxAwayPercent: number | null;

  @Column('jsonb', { default: [] })
  groups: LeaveGroup[];

  @Column('jsonb', { default: [] })
  blocked: BlockedPeriod[];

  @VersionColumn()
  version: number;
}
