import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** Within these limits a legal swap of a unit's shifts needs no coordinator. */
@Entity('change_limits')
export class ChangeLimitsEntity {
  @PrimaryColumn('uuid')
  unitId: string;

  @Column('boolean', { default: true })
  swapsAutomatic: boolean;

  /** A swap of a shift that begins sooner is for the coordinator. */
  @Column('smallint', { default: 24 })
  swapNoticeHours: number;

  @Column('boolean', { default: false })
  sameGradeOnly: boolean;

  /** Whether a swap that newly breaks a soft rule may pass. */
  @Column('boolean', { default: true })
  softBreachesAllowed: boolean;

  /** Swaps of one person within 28 days; null: any number. */
  @Column('smallint', { nullable: true })
  swapsAPerson: number | null;

  @VersionColumn()
  version: number;
}
