import { ApiProperty } from '@nestjs/swagger';
import { ViolationDto } from './violation.dto.js';

export class CoverMetDto {
  @ApiProperty({ type: 'integer', description: 'People needed as a minimum, over all lines and days.' })
  minimumNeeded: number;

  @ApiProperty({ type: 'integer' })
  minimumMet: number;

  @ApiProperty({ description: '0 to 1; 1 where nobody is needed.' })
  share: number;
}

export class ReasonDto {
  @ApiProperty({ example: 'doctors2016.rest-between-shifts' })
  rule: string;

  @ApiProperty()
  message: string;
}

export class CandidateDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The shift that was tried: the one with the fewest reasons against it.',
  })
  shiftTypeId: string;

  @ApiProperty({ description: 'Could take it without breaking a hard rule.' })
  able: boolean;

  @ApiProperty({
    type: [ReasonDto],
    description: 'What rules them out; for those who are able, what it would cost.',
  })
  reasons: ReasonDto[];
}

export class GapDto {
  @ApiProperty({ format: 'uuid' })
  lineId: string;

  @ApiProperty()
  lineName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  shiftTypeIds: string[];

  @ApiProperty({ type: 'integer', description: 'People short of the minimum.' })
  short: number;

  @ApiProperty({ description: 'More are needed than there are people who match at all.' })
  impossible: boolean;

  @ApiProperty({ type: [CandidateDto] })
  candidates: CandidateDto[];

  @ApiProperty()
  summary: string;
}

export class GapsDto {
  @ApiProperty({ type: CoverMetDto })
  coverMet: CoverMetDto;

  @ApiProperty({ type: [GapDto] })
  gaps: GapDto[];

  @ApiProperty({ type: [String], description: 'What contradicts itself or cannot be met, in words.' })
  notes: string[];
}

export class PackDto {
  @ApiProperty({ example: 'doctors2016' })
  code: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date' })
  effectiveFrom: string;

  @ApiProperty()
  source: string;

  @ApiProperty({ enum: ['C', 'Q', 'S', 'M'], description: 'How well its values are sourced.' })
  evidence: string;
}

export class PersonComplianceDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ type: 'integer' })
  hard: number;

  @ApiProperty({ type: 'integer' })
  soft: number;

  @ApiProperty({ type: 'integer' })
  advisory: number;
}

export class RuleComplianceDto {
  @ApiProperty({ example: 'doctors2016.rest-after-nights' })
  rule: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: 'integer' })
  hard: number;

  @ApiProperty({ type: 'integer' })
  soft: number;

  @ApiProperty({ type: 'integer' })
  advisory: number;
}

export class WeekComplianceDto {
  @ApiProperty({ format: 'date', description: 'The first day of the week that is in the rota.' })
  firstDate: string;

  @ApiProperty({ type: 'integer' })
  hard: number;

  @ApiProperty({ type: 'integer' })
  soft: number;

  @ApiProperty({ type: 'integer' })
  advisory: number;
}

export class OverrideDto {
  @ApiProperty({ example: 'doctors2016.consecutive-shifts' })
  rule: string;

  @ApiProperty({ type: [String], example: ['max 8'] })
  parameters: string[];

  @ApiProperty()
  reason: string;

  @ApiProperty()
  approvedBy: string;
}

export class ComplianceDto {
  @ApiProperty({ type: [PackDto], description: 'The rules that the rota was judged by.' })
  packs: PackDto[];

  @ApiProperty({ type: [OverrideDto], description: 'What the unit has agreed otherwise.' })
  overrides: OverrideDto[];

  @ApiProperty({
    type: [ViolationDto],
    description: 'Worst first: hard ones, then those that go furthest past their limit.',
  })
  violations: ViolationDto[];

  @ApiProperty({ type: [PersonComplianceDto], description: 'Everybody, worst first.' })
  byPerson: PersonComplianceDto[];

  @ApiProperty({ type: [RuleComplianceDto], description: 'Rules that are broken, worst first.' })
  byRule: RuleComplianceDto[];

  @ApiProperty({
    type: [WeekComplianceDto],
    description: 'Every week of the rota in order, by the first day of a breach.',
  })
  byWeek: WeekComplianceDto[];
}
