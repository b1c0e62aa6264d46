import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, DateField, IdField, InstantField, IntField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type PickRow, type RoundRow } from './rounds.repository.js';

const STATES = ['planned', 'open', 'closing', 'closed'] as const;
export type RoundState = (typeof STATES)[number];

export class RoundBody {
  @InstantField()
  opensAt: string;

  @InstantField()
  closesAt: string;

  @InstantField({ nullable: true, description: 'Who has not taken part is reminded then; null: nobody.' })
  remindAt: string | null;

  @IntField({
    min: 0,
    max: 366,
    nullable: true,
    description: 'Days that a person may say they cannot work; null: any number.',
  })
  maxCannot: number | null;

  @IntField({
    min: 0,
    max: 366,
    nullable: true,
    description: 'Days that a person may say they would rather not work.',
  })
  maxRatherNot: number | null;

  @IntField({
    min: 0,
    max: 366,
    nullable: true,
    description: 'Days that a person may say they would like to work.',
  })
  maxWouldLike: number | null;

  @BooleanField({ description: 'Staff pick shifts themselves.' })
  picks: boolean;

  @IntField({
    min: 1,
    max: 366,
    nullable: true,
    description: 'Shifts that a person may pick; null: any number.',
  })
  maxPicks: number | null;
}

export class NewRoundBody extends RoundBody {
  @IdField({ description: 'A draft.' })
  rotaId: string;
}

export class RoundQuery extends PageQuery {
  @IdField({ optional: true })
  unitId?: string;

  @IdField({ optional: true })
  rotaId?: string;
}

export class RoundDto extends NewRoundBody {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', description: 'Of the rota, from 1.' })
  number: number;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty()
  rotaName: string;

  @ApiProperty({ format: 'date' })
  firstDate: string;

  @ApiProperty({ format: 'date' })
  lastDate: string;

  @ApiProperty({ enum: STATES, description: '`closing`: its time is over and its picks are being decided.' })
  state: RoundState;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class RoundPage extends PageOf(RoundDto) {}

export class PickBody {
  @DateField({ description: 'The day on which the shift starts.' })
  date: string;

  @IdField()
  shiftTypeId: string;
}

export class PickDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ format: 'uuid' })
  shiftTypeId: string;

  @ApiProperty()
  shiftName: string;

  @ApiProperty({ enum: ['waiting', 'won', 'lost', 'refused'] })
  state: PickRow['state'];

  @ApiProperty({ description: 'More people could have had it than it has places.' })
  contested: boolean;

  @ApiProperty({ description: 'Why it was lost or refused.' })
  reason: string;
}

export class PickListDto {
  @ApiProperty({ type: [PickDto] })
  items: PickDto[];
}

export class PickableShiftDto {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ format: 'uuid' })
  shiftTypeId: string;

  @ApiProperty({ type: 'integer', description: 'Places that cover still wants.' })
  places: number;

  @ApiProperty({ type: 'integer', description: 'People who have picked it so far, oneself included.' })
  pickers: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why one cannot have it; null: one can.' })
  refusal: string | null;
}

export class PickableListDto {
  @ApiProperty({ type: [PickableShiftDto] })
  items: PickableShiftDto[];
}

export function roundStateOf(
  { opensAt, closesAt, closedAt }: Pick<RoundRow, 'opensAt' | 'closesAt' | 'closedAt'>,
  now: Date,
): RoundState {
  if (closedAt !== null) return 'closed';
  if (now < opensAt) return 'planned';
  return now < closesAt ? 'open' : 'closing';
}

export function roundView(row: RoundRow, now: Date): RoundDto {
  const { id, rotaId, number, unitId, unitName, rotaName, firstDate, lastDate, picks, maxPicks, version } =
    row;
  return {
    id,
    rotaId,
    number,
    unitId,
    unitName,
    rotaName,
    firstDate,
    lastDate,
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    remindAt: row.remindAt?.toISOString() ?? null,
    maxCannot: row.maxCannot,
    maxRatherNot: row.maxRatherNot,
    maxWouldLike: row.maxWouldLike,
    picks,
    maxPicks,
    state: roundStateOf(row, now),
    version,
  };
}

export function pickView(row: PickRow): PickDto {
  const { id, personId, displayName, date, shiftTypeId, shiftName, state, contested, reason } = row;
  return { id, personId, displayName, date, shiftTypeId, shiftName, state, contested, reason };
}
