import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';
import { BooleanField, IdField, IntField, OneOfField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { ACCOUNT_STATES, type AccountState } from '../auth/person-account.dto.js';
import { RUN_STATES, RUN_STEPS, type RunState, type RunStep } from './run-steps.js';

const COUNT = { min: 0, max: 1_000_000 };

/** A dry run of a sheet, confirmed as its own approval confirms it. */
export class RunIntakeBody {
  @IdField()
  id: string;

  @IntField({ min: 1, max: 2_147_483_647, description: 'As you have seen it.' })
  version: number;

  @IntField({ ...COUNT, description: 'How many rows stay out, as the dry run says.' })
  refused: number;

  @IntField({ ...COUNT, description: 'How many placements are removed, as the dry run says.' })
  removed: number;
}

export class NewApprovalRun {
  @IdField()
  rotationId: string;

  @ApiProperty({ type: RunIntakeBody, required: false, description: 'A sheet to apply as the first step.' })
  @IsOptional()
  @IsObject({ message: 'intake is not an object of id, version, refused and removed' })
  @ValidateNested()
  @Type(() => RunIntakeBody)
  intake?: RunIntakeBody;

  @IntField({
    min: 1,
    max: 600,
    optional: true,
    description: 'How long the gaps of each duty roster are searched. Left out: gaps are told, not filled.',
  })
  fillSeconds?: number;
}

export class ApprovalRunsQuery extends PageQuery {
  @IdField()
  rotationId: string;
}

export class RunApprovalBody {
  @IntField({ ...COUNT, description: 'How many findings you have seen and accept: as many as there are.' })
  findings: number;

  @BooleanField({
    optional: true,
    description: 'Publish the duty rosters that are drafts, with their mails.',
  })
  publish = false;
}

export class RunFindingDto {
  @IdField({ nullable: true, description: 'Null: about the unit.' })
  personId: string | null;

  @ApiProperty()
  who: string;

  @ApiProperty({ description: 'What it is, and the way out.' })
  what: string;
}

export class RunStepDto {
  @IdField({ nullable: true, description: 'Null: about all units.' })
  unitId: string | null;

  @ApiProperty({ type: String, nullable: true })
  unitName: string | null;

  @OneOfField(RUN_STEPS)
  step: RunStep;

  @ApiProperty({ description: 'In words.' })
  stepName: string;

  @ApiProperty()
  done: boolean;

  @IntField(COUNT)
  doctors: number;

  @IntField({ min: 0, max: 2_147_483_647 })
  spentMs: number;

  @ApiProperty({ type: String, nullable: true, description: 'What it has done, or how far it is, in words.' })
  note: string | null;

  @ApiProperty({ type: [RunFindingDto] })
  findings: RunFindingDto[];
}

export class RunTimeDto {
  @OneOfField(RUN_STEPS)
  step: RunStep;

  @ApiProperty()
  stepName: string;

  @IntField(COUNT)
  doctors: number;

  @IntField({ min: 0, max: 2_147_483_647 })
  spentMs: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Seconds for each doctor; null without any.' })
  secondsADoctor: number | null;
}

export class RunTotalDto {
  @IntField({ ...COUNT, description: 'Whom it is about.' })
  doctors: number;

  @IntField({ min: 0, max: 2_147_483_647 })
  spentMs: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Seconds for each doctor; null without any.' })
  secondsADoctor: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'The same without the search for gaps.' })
  secondsADoctorWithoutSearch: number | null;
}

export class ApprovalRunDto {
  @IdField()
  id: string;

  @IdField()
  rotationId: string;

  @IdField({ nullable: true, description: 'The sheet that is its first step.' })
  intakeId: string | null;

  @IntField({ min: 1, max: 600, nullable: true, description: 'Null: gaps are left to the coordinators.' })
  fillSeconds: number | null;

  @BooleanField({ description: 'With its approval, duty rosters are published.' })
  publishes: boolean;

  @OneOfField(RUN_STATES)
  state: RunState;

  @ApiProperty({ format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  approvedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;

  @IntField({ ...COUNT, description: 'Of the preparation, before the approval.' })
  findings: number;

  @ApiProperty({ type: [RunStepDto], description: 'Those of all units, then by unit, in their order.' })
  steps: RunStepDto[];

  @ApiProperty({ type: [RunTimeDto], description: 'By step, over all units.' })
  times: RunTimeDto[];

  @ApiProperty({ type: RunTotalDto })
  total: RunTotalDto;

  @ApiProperty({ type: String, nullable: true, description: 'Why the last attempt ended early.' })
  error: string | null;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class ApprovalRunPage extends PageOf(ApprovalRunDto) {}

export class RunDoctorDto {
  @IdField()
  personId: string;

  @ApiProperty()
  displayName: string;

  @IdField()
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ description: 'False: the address is missing, so no invitation can be sent.' })
  hasAddress: boolean;

  @OneOfField(ACCOUNT_STATES)
  signIn: AccountState;

  @ApiProperty({ type: String, nullable: true, description: 'Why the mail could not be delivered.' })
  mailError: string | null;
}

export class RunDoctorPage extends PageOf(RunDoctorDto) {}
