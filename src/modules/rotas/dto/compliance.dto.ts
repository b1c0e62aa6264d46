import { ApiProperty } from '@nestjs/swagger';
import { type Level } from '../../../../solver/model/index.js';
import { type DetailedViolation, type JudgedShift } from '../problem/judge.js';
import { ViolationDto } from './violation.dto.js';

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

  @ApiProperty({ type: String, nullable: true, example: 'A6' })
  clause: string | null;

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

/** A shift that a breach is about. */
export class JudgedShiftDto implements JudgedShift {
  @ApiProperty({ format: 'date', description: 'The day on which it starts.' })
  date: string;

  @ApiProperty({ example: 'N' })
  code: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;

  @ApiProperty({ description: 'Worked before the rota or in another unit: this rota cannot change it.' })
  fixed: boolean;
}

/** A breach with all that a report says of it. */
export class ReportedViolationDto extends ViolationDto implements DetailedViolation {
  @ApiProperty({ format: 'date-time', description: 'When the window that was measured begins.' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;

  @ApiProperty({ type: [JudgedShiftDto], description: 'The shifts that it is about, in order.' })
  shifts: JudgedShiftDto[];
}

/** A rule that could not be judged, and what is missing. */
export class NotJudgedDto {
  @ApiProperty({ example: 'doctors2016.on-call-rest' })
  rule: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, nullable: true, example: 'A15' })
  clause: string | null;

  @ApiProperty()
  reason: string;
}

/** A red flag of safe staffing: about a ward shift, not about a person. */
export class RedFlagDto {
  @ApiProperty({ example: 'sg1.registered-minimum' })
  rule: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, nullable: true })
  clause: string | null;

  @ApiProperty({ enum: ['hard', 'soft', 'advisory'] })
  level: Level;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ format: 'uuid' })
  lineId: string;

  @ApiProperty()
  lineName: string;

  @ApiProperty()
  message: string;
}

export class ComplianceDto {
  @ApiProperty({ type: [PackDto], description: 'The rules that the rota was judged by.' })
  packs: PackDto[];

  @ApiProperty({ type: [OverrideDto], description: 'What the unit has agreed otherwise.' })
  overrides: OverrideDto[];

  @ApiProperty({
    type: [ReportedViolationDto],
    description: 'Worst first: hard ones, then those that go furthest past their limit.',
  })
  violations: ReportedViolationDto[];

  @ApiProperty({ type: [PersonComplianceDto], description: 'Everybody, worst first.' })
  byPerson: PersonComplianceDto[];

  @ApiProperty({ type: [RuleComplianceDto], description: 'Rules that are broken, worst first.' })
  byRule: RuleComplianceDto[];

  @ApiProperty({
    type: [WeekComplianceDto],
    description: 'Every week of the rota in order, by the first day of a breach.',
  })
  byWeek: WeekComplianceDto[];

  @ApiProperty({ type: [RedFlagDto], description: 'Of wards, by day.' })
  redFlags: RedFlagDto[];

  @ApiProperty({ type: [NotJudgedDto], description: 'Rules of these packs that could not be judged.' })
  notJudged: NotJudgedDto[];

  @ApiProperty({ type: [String], description: 'What contradicts itself or cannot be met, in words.' })
  notes: string[];
}
