import { ApiProperty } from '@nestjs/swagger';
import { type Level } from '../../../../solver/model/index.js';
import { type RotaViolation } from '../problem/judge.js';

/** A breach of a rule. */
export class ViolationDto implements RotaViolation {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ example: 'doctors2016.rest-after-nights' })
  rule: string;

  @ApiProperty({ example: 'Rest after nights' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: 'A6', description: 'Where in the contract or law.' })
  clause: string | null;

  @ApiProperty({ enum: ['hard', 'soft', 'advisory'] })
  level: Level;

  @ApiProperty({ format: 'date' })
  fromDate: string;

  @ApiProperty({ format: 'date' })
  toDate: string;

  @ApiProperty()
  message: string;

  @ApiProperty()
  measured: number;

  @ApiProperty()
  limit: number;

  @ApiProperty({ example: 'minutes' })
  unit: string;

  @ApiProperty({ description: 'How far inside the limit; negative for a breach.' })
  margin: number;

  @ApiProperty({ description: 'It exists only because the clock changes.' })
  clockChange: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Start at 07:00 or later.',
    description: 'The smallest change that would end it; null where nothing that may change would.',
  })
  mend: string | null;
}

export class VerdictDto {
  @ApiProperty({ type: [ViolationDto] })
  introduced: ViolationDto[];

  @ApiProperty({ type: [ViolationDto] })
  resolved: ViolationDto[];
}
