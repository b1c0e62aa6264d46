import { ApiProperty } from '@nestjs/swagger';

export const checkResults = ['ok', 'failing'] as const;
export type CheckResult = (typeof checkResults)[number];

export class HealthChecksDto {
  @ApiProperty({ enum: checkResults })
  database: CheckResult;

  @ApiProperty({ enum: checkResults })
  queue: CheckResult;
}

/** Whether a process can do its work now. */
export class HealthDto {
  @ApiProperty({ enum: checkResults })
  status: CheckResult;

  @ApiProperty({ type: HealthChecksDto })
  checks: HealthChecksDto;
}
