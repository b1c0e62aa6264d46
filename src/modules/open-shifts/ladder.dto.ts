import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, ValidateNested } from 'class-validator';
import { LadderStepDto } from './vacancy.dto.js';
import { type VacancyLadderEntity } from './vacancy-ladder.entity.js';

export class LadderBody {
  @ApiProperty({
    type: [LadderStepDto],
    maxItems: 3,
    description: 'Each audience once; the unit is always first.',
  })
  @IsArray({ message: 'give a list of steps' })
  @ArrayMaxSize(3, { message: 'there are at most three steps' })
  @ArrayUnique((step: LadderStepDto | null) => step?.audience, { message: 'an audience is named twice' })
  @ValidateNested({ each: true })
  @Type(() => LadderStepDto)
  steps: LadderStepDto[];
}

export class LadderDto extends LadderBody {
  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export function ladderView({ unitId, steps, version }: VacancyLadderEntity): LadderDto {
  return { unitId, steps: steps.map((step) => ({ ...step })), version };
}
