import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField, IntField, TextField } from '../../common/fields.js';
import { UNPLACED, type UnplacedWhy } from '../rotas/duty-rosters.service.js';

const COUNT = { min: 0, max: 1_000_000 };

export class DutyRosterInput {
  @IdField({
    optional: true,
    nullable: true,
    description: 'A draft of the unit; a new one with the days of the allocation when left out.',
  })
  rotaId: string | null = null;

  @TextField({ max: 120, optional: true, description: 'Of a new rota.' })
  name?: string;
}

export class DutyRosterQuery {
  @IdField({ description: 'A rota of the unit.' })
  rotaId: string;
}

export class RosterRotaDto {
  @IdField()
  id: string;

  @ApiProperty()
  name: string;

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;
}

export class UnplacedShiftDto {
  @IdField()
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty()
  lineName: string;

  @DateField()
  date: string;

  @IdField()
  shiftTypeId: string;

  @ApiProperty({ example: 'N' })
  code: string;

  @ApiProperty({ enum: UNPLACED })
  why: UnplacedWhy;

  @ApiProperty({ type: String, nullable: true, example: 'doctors2016.rest-after-nights' })
  rule: string | null;

  @ApiProperty()
  message: string;
}

export const OPEN_WHY = ['nobody', 'day-off', 'beyond-share'] as const;

export class OpenLineShiftDto {
  @ApiProperty()
  lineName: string;

  @DateField()
  date: string;

  @IdField()
  shiftTypeId: string;

  @ApiProperty({ example: 'N' })
  code: string;

  @ApiProperty({
    enum: OPEN_WHY,
    description:
      'Nobody is on the line, it is the fixed day off of who is, or it is beyond their share of full time.',
  })
  why: (typeof OPEN_WHY)[number];
}

export class DutyRosterDto {
  @ApiProperty({ type: RosterRotaDto })
  rota: RosterRotaDto;

  @IntField({ ...COUNT, description: 'Shifts of lines that the rota holds.' })
  placed: number;

  @IntField(COUNT)
  added: number;

  @IntField(COUNT)
  changed: number;

  @IntField(COUNT)
  removed: number;

  @IntField({ ...COUNT, description: 'As they were.' })
  kept: number;

  @ApiProperty({
    type: [UnplacedShiftDto],
    description: 'Shifts that a line gives and the rota cannot take, by date.',
  })
  unplaced: UnplacedShiftDto[];

  @ApiProperty({ type: [OpenLineShiftDto], description: 'Shifts of lines that are nobody’s, for a fill.' })
  open: OpenLineShiftDto[];
}
