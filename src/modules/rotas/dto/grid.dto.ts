import { ApiProperty } from '@nestjs/swagger';
import { type ShiftKind } from '../../../../solver/model/index.js';
import { AssignmentDto } from './assignment.dto.js';
import { RotaDto } from './rota.dto.js';
import { ViolationDto } from './violation.dto.js';

const SHIFT_KINDS = ['day', 'long-day', 'evening', 'night', 'on-call', 'off'];

export class GridDayDto {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: 'integer', description: '0 = Monday' })
  weekday: number;

  @ApiProperty({ type: String, nullable: true, description: 'Its name, on a bank holiday.' })
  bankHoliday: string | null;
}

export class GridShiftTypeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  code: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: SHIFT_KINDS })
  kind: ShiftKind;

  @ApiProperty({ type: 'integer', description: 'Local minutes after midnight.' })
  startMin: number;

  @ApiProperty({ type: 'integer', description: 'After the same midnight; above 1440 on the next day.' })
  endMin: number;

  @ApiProperty({ type: 'integer' })
  workMin: number;

  @ApiProperty({ example: '#005eb8' })
  colour: string;

  @ApiProperty({ type: [String], description: 'Empty: every grade.' })
  gradeCodes: string[];

  @ApiProperty({ type: [String], description: 'All are needed.' })
  skillCodes: string[];

  @ApiProperty()
  active: boolean;
}

export class GridAbsenceDto {
  @ApiProperty({ format: 'date' })
  firstDate: string;

  @ApiProperty({ format: 'date' })
  lastDate: string;

  @ApiProperty({ example: 'annual-leave', description: '`away` for those who may not know more.' })
  kind: string;
}

export class GridRequestDto {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ enum: ['cannot', 'rather-not', 'would-like'] })
  kind: 'cannot' | 'rather-not' | 'would-like';

  @ApiProperty({ type: String, enum: SHIFT_KINDS, nullable: true, description: 'Null: any shift.' })
  shiftKind: ShiftKind | null;
}

export class GridPersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'Family name first.' })
  displayName: string;

  @ApiProperty()
  gradeCode: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Null: not placed in this unit in the period.' })
  wte: number | null;

  @ApiProperty({ type: String, nullable: true })
  contractCode: string | null;

  @ApiProperty({
    type: [String],
    description: 'Skills that count on the first day of the rota or begin within it.',
  })
  skills: string[];

  @ApiProperty({ type: 'integer', description: 'Contracted minutes over the days of the placement.' })
  targetMin: number;

  @ApiProperty({ type: 'integer', description: 'Minutes on this rota, without unpaid breaks.' })
  workedMin: number;

  @ApiProperty({ type: [GridAbsenceDto] })
  absences: GridAbsenceDto[];

  @ApiProperty({ type: [GridRequestDto] })
  requests: GridRequestDto[];
}

export class GridCoverDto {
  @ApiProperty({ format: 'uuid' })
  lineId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  shiftTypeIds: string[];

  @ApiProperty({ enum: ['count', 'share'] })
  measure: 'count' | 'share';

  @ApiProperty({ type: 'integer', nullable: true })
  minimum: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  target: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  maximum: number | null;

  @ApiProperty({ type: Number, nullable: true })
  minShare: number | null;

  @ApiProperty({ type: 'integer', description: 'People on these shifts who match the line.' })
  have: number;

  @ApiProperty({ type: 'integer', description: 'People on these shifts.' })
  base: number;

  @ApiProperty({ type: 'integer', description: 'People short of the minimum, or of the share.' })
  short: number;
}

export class GridDto {
  @ApiProperty({ type: RotaDto })
  rota: RotaDto;

  @ApiProperty({ type: [GridDayDto] })
  days: GridDayDto[];

  @ApiProperty({ type: [GridShiftTypeDto] })
  shiftTypes: GridShiftTypeDto[];

  @ApiProperty({ type: [GridPersonDto] })
  people: GridPersonDto[];

  @ApiProperty({ type: [AssignmentDto] })
  assignments: AssignmentDto[];

  @ApiProperty({ type: [GridCoverDto] })
  cover: GridCoverDto[];

  @ApiProperty({ type: [ViolationDto] })
  violations: ViolationDto[];

  @ApiProperty({ type: [String], description: 'What contradicts itself or cannot be met, in words.' })
  notes: string[];
}
