import { ApiProperty } from '@nestjs/swagger';
import { type Level } from '../../../solver/model/index.js';
import { type Evidence, type RuleInPack, type RulePack, rulesOfPack } from '../../../solver/rules/index.js';

export class RuleNumberDto {
  @ApiProperty({ example: 'minRestH', description: 'The name ends in its unit: H hours, Min minutes.' })
  name: string;

  @ApiProperty({ example: '11' })
  value: string;

  @ApiProperty({ type: Number, nullable: true, description: 'The least that a unit may set.' })
  atLeast: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'The most that a unit may set.' })
  atMost: number | null;
}

/** A rule with the numbers that its pack gives it. */
export class PackedRuleDto {
  @ApiProperty({ example: 'doctors2016.rest-after-nights' })
  code: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ example: 'A6', description: 'Where in the contract or law.' })
  clause: string;

  @ApiProperty()
  source: string;

  @ApiProperty({ enum: ['C', 'Q', 'S', 'M'], description: 'How well its values are sourced.' })
  evidence: Evidence;

  @ApiProperty({ enum: ['hard', 'soft', 'advisory'] })
  level: Level;

  @ApiProperty({ type: [RuleNumberDto] })
  numbers: RuleNumberDto[];

  @ApiProperty({ type: String, nullable: true, description: 'What just keeps the rule.' })
  passes: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What just breaks it.' })
  fails: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What may be agreed locally, and with whom.' })
  localAgreement: string | null;
}

/** Rules of a contract, a law or a unit, as they stand from a date on. */
export class RulePackDto {
  @ApiProperty({ example: 'doctors2016@2019-08-07' })
  label: string;

  @ApiProperty({ example: 'doctors2016' })
  code: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date' })
  effectiveFrom: string;

  @ApiProperty()
  source: string;

  @ApiProperty({ enum: ['C', 'Q', 'S', 'M'], description: 'How well its values are sourced.' })
  evidence: Evidence;

  @ApiProperty({ type: [PackedRuleDto] })
  rules: PackedRuleDto[];
}

export function rulePackView(pack: RulePack): RulePackDto {
  const { code, name, effectiveFrom, source, evidence } = pack;
  return {
    label: `${code}@${effectiveFrom}`,
    code,
    name,
    effectiveFrom,
    source,
    evidence,
    rules: rulesOfPack(pack).map(ruleView),
  };
}

function ruleView(rule: RuleInPack): PackedRuleDto {
  const { code, name, clause, source, evidence, level } = rule;
  return {
    code,
    name,
    clause,
    source,
    evidence,
    level,
    numbers: Object.entries(rule.parameters).map(([parameter, value]) => ({
      name: parameter,
      value: String(value),
      atLeast: rule.bounds[parameter]?.atLeast ?? null,
      atMost: rule.bounds[parameter]?.atMost ?? null,
    })),
    passes: rule.edges?.passes ?? null,
    fails: rule.edges?.fails ?? null,
    localAgreement: rule.localAgreement ?? null,
  };
}
