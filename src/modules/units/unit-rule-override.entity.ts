import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A unit's own parameters of a rule, with the reason and who approved them. */
@Entity('unit_rule_overrides')
export class UnitRuleOverrideEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('text')
  ruleCode: string;

  @Column('jsonb')
  parameters: Record<string, number | string | boolean>;

  @Column('date')
  effectiveFrom: string;

  @Column('text')
  reason: string;

  @Column('text')
  approvedBy: string;

  @VersionColumn()
  version: number;
}
