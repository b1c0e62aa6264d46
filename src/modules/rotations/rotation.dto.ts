import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type DeadlineState, STATES, type Step, STEPS } from './notice-clock.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const COUNT = { min: 0, max: 1_000_000 };

export class RotationInput {
  @TextField({ max: 120, description: 'The programme whose doctors move.' })
  programme: string;

  @DateField()
  startDate: string;

  @IdField({ list: { min: 1, max: 200, unique: true }, description: 'Units to which they come.' })
  unitIds: string[];
}

export class DeadlineInput {
  @IdField({ description: 'Account of whoever answers for it and is reminded.' })
  ownerId: string;

  @DateField({ nullable: true, description: 'When it was done; null: not yet.' })
  doneOn: string | null;

  @TextField({ min: 0, max: 500, optional: true, description: 'Why it was late.' })
  lateReason = '';
}

export class DeadlineDto {
  @IdField()
  id: string;

  @IdField()
  rotationId: string;

  @IdField()
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ enum: STEPS })
  step: Step;

  @ApiProperty({ description: 'In words.' })
  stepName: string;

  @DateField({ description: 'The last day that is on time.' })
  dueDate: string;

  @ApiProperty({ type: String, nullable: true, description: 'A bank holiday does not move the deadline.' })
  bankHoliday: string | null;

  @ApiProperty({ enum: STATES })
  state: DeadlineState;

  @ApiProperty({ type: 'integer', description: 'Until the deadline; negative: since it.' })
  daysLeft: number;

  @IdField()
  ownerId: string;

  @ApiProperty()
  ownerName: string;

  @DateField({ nullable: true })
  doneOn: string | null;

  @ApiProperty({ description: 'The service saw by itself that it was done.' })
  doneBySystem: boolean;

  @ApiProperty()
  lateReason: string;

  @IntField(VERSION)
  version: number;
}

export class RotationDto {
  @IdField()
  id: string;

  @ApiProperty()
  programme: string;

  @DateField()
  startDate: string;

  @ApiProperty({ type: [DeadlineDto], description: 'By unit, then by day.' })
  deadlines: DeadlineDto[];

  @IntField(VERSION)
  version: number;
}

export class RotationPage extends PageOf(RotationDto) {}

export class RotationsQuery extends PageQuery {}

export class OwnerDto {
  @IdField()
  id: string;

  @ApiProperty()
  displayName: string;
}

export class OwnersQuery extends PageQuery {
  @IdField({ optional: true, description: 'Also coordinators of this unit.' })
  unitId?: string;
}

export class OwnerPage extends PageOf(OwnerDto) {}

export class OnTimeCountDto {
  @OneOfField(STEPS)
  step: Step;

  @ApiProperty()
  stepName: string;

  @IntField(COUNT)
  onTime: number;

  @IntField({ ...COUNT, description: 'Deadlines of which it is known: done, or past.' })
  known: number;
}

export class OnTimeUnitDto {
  @IdField()
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ type: [OnTimeCountDto] })
  steps: OnTimeCountDto[];
}

export class StartShareDto {
  @DateField()
  startDate: string;

  @ApiProperty({ type: [OnTimeCountDto] })
  steps: OnTimeCountDto[];
}

export class OnTimeShareDto {
  @ApiProperty({ type: [OnTimeCountDto], description: 'Of everything.' })
  steps: OnTimeCountDto[];

  @ApiProperty({ type: [OnTimeUnitDto] })
  units: OnTimeUnitDto[];

  @ApiProperty({ type: [StartShareDto], description: 'Over time, by the day on which rotations begin.' })
  starts: StartShareDto[];
}
