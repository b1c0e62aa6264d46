import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type RuleParameters } from '../../../solver/rules/index.js';

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
  parameters: RuleParameters;

  @Column('date')
  effectiveFrom: string;

  /** Last day; null: until it is withdrawn. */
  @Column('date', { nullable: true })
  effectiveUntil: string | null;

  @Column('text')
  reason: string;

  @Column('text')
  approvedBy: string;

  @VersionColumn()
  version: number;
}
