import { ApiProperty } from '@nestjs/swagger';
import { DateField, IntField, OneOfField, TextField } from '../../common/fields.js';

export class AccountQuery {
  @DateField({ optional: true, description: 'Any day of the leave year; today if left out.' })
  on?: string;
}

export class AdjustmentBody {
  @DateField({ description: 'Any day of the leave year that it is for.' })
  on: string;

  @OneOfField(['carry-over', 'adjustment'])
  kind: 'carry-over' | 'adjustment';

  @IntField({
    min: -60_000,
    max: 60_000,
    description: 'More, or with a minus fewer, minutes of leave; not 0.',
  })
  minutes: number;

  @TextField({ max: 500 })
  reason: string;
}

export class ServiceBody {
  @DateField({ description: 'Since when years of service count, elsewhere included.' })
  serviceFrom: string;
}

export class AdjustmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['carry-over', 'adjustment'] })
  kind: 'carry-over' | 'adjustment';

  @ApiProperty({ type: 'integer' })
  minutes: number;

  @ApiProperty()
  reason: string;

  @ApiProperty({ format: 'date-time' })
  madeAt: string;
}

export class LeaveTermsDto {
  @ApiProperty()
  contractCode: string;

  @ApiProperty()
  source: string;

  @ApiProperty({ enum: ['C', 'M'], description: 'C: official; M: not confirmed.' })
  evidence: 'C' | 'M';
}

export class LeaveStatementDto {
  @ApiProperty({ format: 'date' })
  yearFrom: string;

  @ApiProperty({ format: 'date' })
  yearTo: string;

  @ApiProperty({ type: 'integer', description: 'By contract, pro rata.' })
  entitlementMin: number;

  @ApiProperty({ type: 'integer' })
  carriedOverMin: number;

  @ApiProperty({ type: 'integer' })
  adjustedMin: number;

  @ApiProperty({ type: 'integer' })
  approvedMin: number;

  @ApiProperty({ type: 'integer' })
  askedMin: number;

  @ApiProperty({ type: 'integer', description: 'What can still be asked for.' })
  remainingMin: number;
}

export class LeaveAccountDto extends LeaveStatementDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null: never placed here.' })
  serviceFrom: string | null;

  @ApiProperty({ type: [AdjustmentDto] })
  adjustments: AdjustmentDto[];

  @ApiProperty({ type: [LeaveTermsDto], description: 'Where the entitlement comes from.' })
  terms: LeaveTermsDto[];

  @ApiProperty({ type: 'integer', description: 'Of the date of service.' })
  version: number;
}
