import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, DateField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type Level } from '../../../solver/model/index.js';
import { type ClaimRow, type VacancyRow } from './vacancies.repository.js';
import { AUDIENCES, type Audience, type VacancyMode, type VacancyState } from './vacancy.entity.js';

const STATES = ['open', 'filled', 'withdrawn', 'expired'] as const;
const MODES = ['first-able', 'coordinator'] as const;
const BEYOND = AUDIENCES.filter((audience) => audience !== 'unit');

export class NewVacancyBody {
  @IdField()
  rotaId: string;

  @DateField()
  date: string;

  @IdField()
  shiftTypeId: string;

  @OneOfField(MODES, {
    optional: true,
    description: 'Whether the first who can gets it, or the coordinator chooses among those who claim.',
  })
  mode: VacancyMode = 'first-able';

  @TextField({ min: 0, max: 500, optional: true })
  note = '';
}

export class ReleaseBody {
  @OneOfField(BEYOND, { description: 'How far it goes out; includes the steps before.' })
  audience: Exclude<Audience, 'unit'>;
}

export class AwardBody {
  @IdField()
  personId: string;

  @TextField({
    optional: true,
    nullable: true,
    max: 500,
    description: 'Needed where it breaks a hard rule: why it is given all the same.',
  })
  overrideReason?: string | null;
}

export class VacancyListQuery extends PageQuery {
  @IdField({ optional: true })
  unitId?: string;

  @OneOfField(STATES, { optional: true })
  state?: VacancyState;

  @BooleanField({
    optional: true,
    query: true,
    description: 'Only those that are offered to oneself, each with whether one may work it.',
  })
  mine = false;
}

export class VacancyPersonDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;
}

export class VacancyReasonDto {
  @ApiProperty()
  rule: string;

  @ApiProperty({ enum: ['hard', 'soft', 'advisory'] })
  level: Level;

  @ApiProperty()
  message: string;
}

export class VacancyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ format: 'uuid' })
  rotaId: string;

  @ApiProperty({ format: 'uuid' })
  shiftTypeId: string;

  @ApiProperty()
  shiftCode: string;

  @ApiProperty()
  shiftName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;

  @ApiProperty({ enum: STATES })
  state: VacancyState;

  @ApiProperty({ enum: MODES })
  mode: VacancyMode;

  @ApiProperty({ enum: AUDIENCES, description: 'How far it has gone out.' })
  audience: Audience;

  @ApiProperty({
    enum: AUDIENCES,
    type: String,
    nullable: true,
    description: 'The step that is due but costs more than its limit: the coordinator may release it.',
  })
  heldAudience: Audience | null;

  @ApiProperty()
  note: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: VacancyPersonDto, nullable: true, description: 'Who works it, when it is filled.' })
  winner: VacancyPersonDto | null;

  @ApiProperty({ type: 'integer' })
  version: number;
}

/** As it is offered to whoever asks. */
export class OfferedVacancyDto extends VacancyDto {
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether one may work it; null: not asked for.',
  })
  able: boolean | null;

  @ApiProperty({ type: [VacancyReasonDto], description: 'What it would newly break, soft rules included.' })
  reasons: VacancyReasonDto[];
}

export class VacancyPage extends PageOf(OfferedVacancyDto) {}

export class ClaimDto extends VacancyPersonDto {
  @ApiProperty({ enum: ['waiting', 'won', 'lost', 'withdrawn'] })
  state: ClaimRow['state'];

  @ApiProperty({ format: 'date-time' })
  claimedAt: string;
}

export class VacancyWithClaimsDto extends VacancyDto {
  @ApiProperty({ type: [ClaimDto], description: 'For coordinators; staff see their own.' })
  claims: ClaimDto[];
}

export class LadderStepDto {
  @OneOfField(BEYOND)
  audience: Exclude<Audience, 'unit'>;

  @IntField({ min: 0, max: 8760, nullable: true, description: 'So many hours after it was opened.' })
  afterHours: number | null;

  @IntField({ min: 0, max: 8760, nullable: true, description: 'When less than so many hours are left.' })
  beforeStartHours: number | null;

  @IntField({ min: 0, max: 1_000_000, description: 'What an hour costs at this step, in pence.' })
  hourlyPence: number;

  @IntField({
    min: 0,
    max: 100_000_000,
    nullable: true,
    description: 'A shift that costs more waits for the coordinator; null: no limit.',
  })
  maxCostPence: number | null;
}

export function vacancyView(row: VacancyRow): VacancyDto {
  return {
    id: row.id,
    unitId: row.unitId,
    unitName: row.unitName,
    rotaId: row.rotaId,
    shiftTypeId: row.shiftTypeId,
    shiftCode: row.shiftCode,
    shiftName: row.shiftName,
    date: row.date,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    state: row.state,
    mode: row.mode,
    audience: row.audience,
    heldAudience: row.heldAudience,
    note: row.note,
    createdAt: row.createdAt.toISOString(),
    winner: row.winnerId === null ? null : { personId: row.winnerId, displayName: row.winnerName ?? '' },
    version: row.version,
  };
}

export function claimView({ personId, displayName, state, claimedAt }: ClaimRow): ClaimDto {
  return { personId, displayName, state, claimedAt: claimedAt.toISOString() };
}
