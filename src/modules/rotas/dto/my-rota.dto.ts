import { ApiProperty } from '@nestjs/swagger';
import { DateField, InstantField, TextField } from '../../../common/fields.js';
import { SHARED_KINDS, type SharedKind } from '../problem/unit-share.js';
import { ChangesDto, MyShiftDto } from './publication.dto.js';

/** `<rota>:<version>` with commas between; a page's mark, not for people. */
const SEEN = /^([0-9a-f-]{36}:\d{1,6})(,[0-9a-f-]{36}:\d{1,6})*$/;

export class MyChangesQuery {
  @InstantField({
    description: 'What was published later than this; of rotas in `seen`, after that version.',
  })
  since: string;

  @TextField({
    optional: true,
    max: 4000,
    pattern: SEEN,
    patternHint: 'give `seen` as an answer told it',
    description: 'Versions that are known already: `seen` of the answer before.',
  })
  seen?: string;
}

export class PublishedRotaDto {
  @ApiProperty({ format: 'uuid' })
  rotaId: string;

  @ApiProperty()
  rotaName: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ format: 'date' })
  firstDate: string;

  @ApiProperty({ format: 'date' })
  lastDate: string;

  @ApiProperty({ type: 'integer', description: 'Shifts of whoever asks.' })
  shifts: number;
}

export class MyChangesDto {
  @ApiProperty({
    format: 'date-time',
    description: 'Give it as `since` the next time, together with `seen`.',
  })
  until: string;

  @ApiProperty({ description: 'The versions that this answer tells of.' })
  seen: string;

  @ApiProperty({ type: [PublishedRotaDto], description: 'Rotas that were published for the first time.' })
  newRotas: PublishedRotaDto[];

  @ApiProperty({ type: ChangesDto, description: 'In rotas that were published before, from today on.' })
  changes: ChangesDto;
}

export class MyStandingQuery {
  @DateField({ optional: true, description: 'Of the rotas that are worked on this day; left out: today.' })
  on?: string;
}

export class UnitShareDto {
  @ApiProperty({ enum: SHARED_KINDS })
  kind: SharedKind;

  @ApiProperty({ type: 'integer' })
  own: number;

  @ApiProperty({
    type: Number,
    description: "One's share of all of the unit, by working time among those who may work the same shifts.",
  })
  fair: number;

  @ApiProperty({ type: 'integer', description: 'Of the whole unit.' })
  unit: number;
}

export class UnitStandingDto extends PublishedRotaDto {
  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ type: 'integer', description: 'Minutes of work published in this rota.' })
  workedMin: number;

  @ApiProperty({
    type: 'integer',
    description: 'Minutes that the contract with this unit asks for, apart from days away.',
  })
  contractMin: number;

  @ApiProperty({ type: 'integer', description: 'Minutes that count as done because of leave.' })
  awayMin: number;

  @ApiProperty({ type: [UnitShareDto] })
  shares: UnitShareDto[];
}

export class WeekendOffDto {
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Its Saturday; null: none in what is published.',
  })
  saturday: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day that is published of every unit of theirs; null: nothing is.',
  })
  publishedUntil: string | null;
}

export class MyStandingDto {
  @ApiProperty({ type: [UnitStandingDto], description: 'One a unit in which they have a post.' })
  units: UnitStandingDto[];

  @ApiProperty({ type: WeekendOffDto })
  weekendOff: WeekendOffDto;
}

export class ColleagueDto {
  @ApiProperty()
  displayName: string;

  @ApiProperty()
  gradeName: string;

  @ApiProperty()
  shiftName: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;
}

export class MyShiftDetailDto {
  @ApiProperty({ type: MyShiftDto })
  shift: MyShiftDto;

  @ApiProperty({
    type: [ColleagueDto],
    description: 'Who works in the unit during some of it, by beginning and name.',
  })
  colleagues: ColleagueDto[];
}
