import { ApiProperty } from '@nestjs/swagger';
import { IdField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type ClosedReason, type SwapKind, type SwapState } from './swap.entity.js';
import { type LegRow, type PartyRow, type WholeSwap } from './swaps.repository.js';

const KINDS = ['give-away', 'pool', 'direct', 'chain'] as const;
const STATES = ['proposed', 'accepted', 'applied', 'refused', 'withdrawn', 'expired'] as const;
const CLOSED_REASONS = ['declined', 'coordinator', 'shift-changed', 'overtaken', 'answered'] as const;

export class NewSwapBody {
  @IdField({
    list: { min: 1, max: 3, unique: true },
    description:
      'Published shifts, your own first. One is given away; of several each goes to the owner of the next, and the last one comes to you.',
  })
  assignmentIds: string[];

  @IdField({
    optional: true,
    nullable: true,
    description: 'With one shift: who should take it. Left out: anybody of the unit who can.',
  })
  toPersonId?: string | null;

  @TextField({ min: 0, max: 500, optional: true, description: 'For those who are asked.' })
  note = '';
}

export class AcceptBody {
  @IdField({
    optional: true,
    nullable: true,
    description: 'Of a shift in the pool: the shift of yours that you offer for it. Left out: you take it.',
  })
  assignmentId?: string | null;
}

export class DeclineBody {
  @TextField({ min: 0, max: 500, optional: true, description: 'Why; coordinators have to say it.' })
  reason = '';
}

export class ApproveBody {
  @TextField({
    optional: true,
    nullable: true,
    max: 500,
    description: 'Needed where it breaks a hard rule or leaves too few: why it is made all the same.',
  })
  overrideReason?: string | null;
}

export class SwapListQuery extends PageQuery {
  @IdField({ optional: true, description: 'Swaps about shifts of this unit.' })
  unitId?: string;

  @OneOfField(['under-way', ...STATES], { optional: true })
  state?: 'under-way' | SwapState;
}

export class SwapPersonDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;
}

export class SwapLegDto {
  @ApiProperty({ format: 'uuid' })
  assignmentId: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty()
  shiftCode: string;

  @ApiProperty()
  shiftName: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;

  @ApiProperty({ type: SwapPersonDto })
  from: SwapPersonDto;

  @ApiProperty({ type: SwapPersonDto, nullable: true, description: 'Null: whoever takes it from the pool.' })
  to: SwapPersonDto | null;
}

export class SwapPartyDto extends SwapPersonDto {
  @ApiProperty({ enum: ['asked', 'accepted', 'declined'] })
  answer: 'asked' | 'accepted' | 'declined';

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;
}

export class SwapDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid', description: 'Of the first shift.' })
  unitId: string;

  @ApiProperty({ enum: KINDS })
  kind: SwapKind;

  @ApiProperty({ enum: STATES, description: '`accepted`: everybody agrees, the coordinator has to decide.' })
  state: SwapState;

  @ApiProperty({ format: 'uuid' })
  requestedBy: string;

  @ApiProperty()
  note: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', description: 'When the first of its shifts begins.' })
  expiresAt: string;

  @ApiProperty({ type: [SwapLegDto] })
  legs: SwapLegDto[];

  @ApiProperty({ type: [SwapPartyDto], description: 'Who has to agree.' })
  parties: SwapPartyDto[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The entry in the pool that it answers.',
  })
  answers: string | null;

  @ApiProperty({ type: [String], format: 'uuid', description: 'Units whose coordinator has to decide.' })
  awaitingUnitIds: string[];

  @ApiProperty({ type: [String], description: 'Why they are asked.' })
  approvalReasons: string[];

  @ApiProperty({ enum: CLOSED_REASONS, type: String, nullable: true })
  closedReason: ClosedReason | null;

  @ApiProperty()
  decisionReason: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class SwapPage extends PageOf(SwapDto) {}

export function swapView({ swap, legs, parties, answers }: WholeSwap): SwapDto {
  return {
    id: swap.id,
    unitId: swap.unitId,
    kind: swap.kind,
    state: swap.state,
    requestedBy: swap.requestedBy,
    note: swap.note,
    createdAt: swap.createdAt.toISOString(),
    expiresAt: swap.expiresAt.toISOString(),
    legs: legs.map(legView),
    parties: parties.map(partyView),
    answers,
    awaitingUnitIds: swap.awaitingUnitIds,
    approvalReasons: swap.approvalReasons,
    closedReason: swap.closedReason,
    decisionReason: swap.decisionReason,
    version: swap.version,
  };
}

function legView(leg: LegRow): SwapLegDto {
  return {
    assignmentId: leg.assignmentId,
    unitId: leg.unitId,
    unitName: leg.unitName,
    date: leg.date,
    shiftCode: leg.shiftCode,
    shiftName: leg.shiftName,
    startsAt: leg.startsAt.toISOString(),
    endsAt: leg.endsAt.toISOString(),
    from: { personId: leg.fromPersonId, displayName: leg.fromName },
    to: leg.toPersonId === null ? null : { personId: leg.toPersonId, displayName: leg.toName ?? '' },
  };
}

function partyView({ personId, name, answer, answeredAt }: PartyRow): SwapPartyDto {
  return { personId, displayName: name, answer, answeredAt: answeredAt?.toISOString() ?? null };
}
