import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { BooleanField, DateField, IdField, IntField, TextField } from '../../common/fields.js';
import { type LeaveLimitsEntity } from './leave-limits.entity.js';

const MOST_GROUPS = 20;
const MOST_PERIODS = 50;

export class LeaveGroupDto {
  @TextField({ max: 100 })
  name: string;

  @TextField({
    list: { max: 50, unique: true },
    max: 40,
    description: 'Any of these grades; none: every grade.',
  })
  gradeCodes: string[];

  @TextField({ nullable: true, max: 40, description: 'Holding this skill; null: whatever they hold.' })
  skillCode: string | null;

  @IntField({ min: 0, max: 1000, description: 'So many of them may be away on a day.' })
  maxAway: number;
}

export class BlockedPeriodDto {
  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @TextField({ max: 200, description: 'Why; staff see it.' })
  reason: string;
}

export class LeaveLimitsBody {
  @BooleanField({ description: 'Annual and study leave within the other limits is approved at once.' })
  automatic: boolean;

  @IntField({ min: 0, max: 366, description: 'Leave that begins sooner is for the coordinator.' })
  noticeDays: number;

  @IntField({
    min: 0,
    max: 1000,
    nullable: true,
    description: 'People on leave on a day at most; null: any number.',
  })
  maxAway: number | null;

  @IntField({
    min: 0,
    max: 100,
    nullable: true,
    description: 'Per cent of those placed on leave on a day at most; null: any share.',
  })
  maxAwayPercent: number | null;

  @ApiProperty({ type: [LeaveGroupDto], maxItems: MOST_GROUPS })
  @IsArray({ message: 'give a list of groups' })
  @ArrayMaxSize(MOST_GROUPS, { message: `there are at most ${MOST_GROUPS} groups` })
  @ValidateNested({ each: true })
  @Type(() => LeaveGroupDto)
  groups: LeaveGroupDto[];

  @ApiProperty({ type: [BlockedPeriodDto], maxItems: MOST_PERIODS })
  @IsArray({ message: 'give a list of periods' })
  @ArrayMaxSize(MOST_PERIODS, { message: `there are at most ${MOST_PERIODS} blocked periods` })
  @ValidateNested({ each: true })
  @Type(() => BlockedPeriodDto)
  blocked: BlockedPeriodDto[];
}

export class LeaveLimitsDto extends LeaveLimitsBody {
  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class CapacityQuery {
  @IdField()
  unitId: string;

  @DateField()
  from: string;

  @DateField({ description: 'Last day, at most 400 days after the first.' })
  to: string;
}

export class GroupDayDto {
  @ApiProperty()
  name: string;

  @ApiProperty({ type: 'integer' })
  limit: number;

  @ApiProperty({ type: 'integer' })
  taken: number;

  @ApiProperty({ type: 'integer' })
  asked: number;
}

export class CapacityDayDto {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: 'integer', description: 'People placed in the unit.' })
  placed: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'People on leave at most; null: no limit.' })
  limit: number | null;

  @ApiProperty({ type: 'integer', description: 'People on approved leave. Sickness does not count.' })
  taken: number;

  @ApiProperty({ type: 'integer', description: 'People whose leave is not decided yet.' })
  asked: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why no leave is planned on the day.' })
  blocked: string | null;

  @ApiProperty({ type: [GroupDayDto] })
  groups: GroupDayDto[];
}

export class CapacityCalendarDto {
  @ApiProperty({ type: [CapacityDayDto] })
  days: CapacityDayDto[];
}

export function leaveLimitsView(limits: LeaveLimitsEntity): LeaveLimitsDto {
  const { unitId, automatic, noticeDays, maxAway, maxAwayPercent, groups, blocked, version } = limits;
  return {
    unitId,
    automatic,
    noticeDays,
    maxAway,
    maxAwayPercent,
    groups: groups.map((group) => ({ ...group, gradeCodes: [...group.gradeCodes] })),
    blocked: blocked.map((period) => ({ ...period })),
    version,
  };
}
