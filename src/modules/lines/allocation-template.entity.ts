import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A template whose lines an allocation gives, in the version that is worked. */
@Entity('allocation_templates')
export class AllocationTemplateEntity {
  @PrimaryColumn('uuid')
  allocationId: string;

  @PrimaryColumn('uuid')
  templateId: string;

  @Column('uuid')
  templateVersionId: string;

  /** From 0, in the order in which the templates are shown. */
  @Column('smallint')
  position: number;

  /** The Monday on which the first week of the cycle begins. */
  @Column('date')
  cycleStart: string;

  /** Unit and dates of the allocation. */
  @Column('uuid')
  unitId: string;

  @Column('date')
  firstDate: string;

  @Column('date')
  lastDate: string;
}
