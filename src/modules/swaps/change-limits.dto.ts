import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, IntField } from '../../common/fields.js';
import { type ChangeLimitsEntity } from './change-limits.entity.js';

export class ChangeLimitsBody {
  @BooleanField({ description: 'Legal swaps within the other limits are applied without the coordinator.' })
  swapsAutomatic: boolean;

  @IntField({
    min: 0,
    max: 8760,
    description: 'A swap of a shift that begins sooner is for the coordinator.',
  })
  swapNoticeHours: number;

  @BooleanField({ description: 'A swap between grades is for the coordinator.' })
  sameGradeOnly: boolean;

  @BooleanField({ description: 'False: a swap that newly breaks a soft rule is for the coordinator.' })
  softBreachesAllowed: boolean;

  @IntField({
    min: 1,
    max: 1000,
    nullable: true,
    description: 'After so many swaps of a person within 28 days the coordinator decides; null: any number.',
  })
  swapsAPerson: number | null;
}

export class ChangeLimitsDto extends ChangeLimitsBody {
  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export function changeLimitsView(limits: ChangeLimitsEntity): ChangeLimitsDto {
  const {
    unitId,
    swapsAutomatic,
    swapNoticeHours,
    sameGradeOnly,
    softBreachesAllowed,
    swapsAPerson,
    version,
  } = limits;
  return {
    unitId,
    swapsAutomatic,
    swapNoticeHours,
    sameGradeOnly,
    softBreachesAllowed,
    swapsAPerson,
    version,
  };
}
