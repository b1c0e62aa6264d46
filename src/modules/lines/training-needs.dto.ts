import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { IdField, IntField } from '../../common/fields.js';

const MOST_NEEDS = 500;
const VERSION = { min: 1, max: 2_147_483_647 };

export class TrainingNeedDto {
  @IdField()
  personId: string;

  @IdField()
  shiftTypeId: string;

  @IntField({ min: 1, max: 400, description: 'Shifts in the days of the allocation.' })
  atLeast: number;
}

export class TrainingNeedsInput {
  @ApiProperty({ type: [TrainingNeedDto], maxItems: MOST_NEEDS })
  @IsArray({ message: 'needs is not a list' })
  @ArrayMaxSize(MOST_NEEDS, { message: `at most ${MOST_NEEDS} needs` })
  @ValidateNested({ each: true })
  @Type(() => TrainingNeedDto)
  needs: TrainingNeedDto[];
}

export class NamedTrainingNeedDto extends TrainingNeedDto {
  @ApiProperty()
  displayName: string;

  @ApiProperty({ example: 'N', description: 'Code of the shift type.' })
  code: string;
}

export class TrainingNeedsVersionDto {
  @IntField(VERSION)
  number: number;

  @ApiProperty({ description: 'Who has set them.' })
  setBy: string;

  @ApiProperty({ format: 'date-time' })
  setAt: string;

  @ApiProperty({ type: [NamedTrainingNeedDto], description: 'By name.' })
  needs: NamedTrainingNeedDto[];
}

export class TrainingNeedsDto {
  @IntField({ ...VERSION, description: 'Of the allocation, for If-Match.' })
  version: number;

  @ApiProperty({ type: [NamedTrainingNeedDto], description: 'By name.' })
  needs: NamedTrainingNeedDto[];

  @ApiProperty({ type: [TrainingNeedsVersionDto], description: 'All that were ever set, newest first.' })
  versions: TrainingNeedsVersionDto[];
}
