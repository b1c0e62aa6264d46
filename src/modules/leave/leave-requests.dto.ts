import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, DateField, IdField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { GroupDayDto } from './leave-limits.dto.js';
import { type RequestRow } from './leave-requests.repository.js';

/** What staff can ask for; sickness is told, not asked for. */
export const ASKED_KINDS = ['annual-leave', 'study-leave', 'parental-leave', 'other'] as const;
export type AskedKind = (typeof ASKED_KINDS)[number];
const STATES = ['requested', 'approved', 'refused', 'withdrawn', 'cancelled'] as const;

export class LeavePreviewBody {
  @OneOfField(ASKED_KINDS)
  kind: AskedKind;

  @DateField()
  firstDate: string;

  @DateField({ description: 'Last day of it.' })
  lastDate: string;

  @BooleanField({
    optional: true,
    description: 'An event that changes a life; the coordinator always decides.',
  })
  lifeEvent = false;
}

export class NewLeaveRequest extends LeavePreviewBody {
  @TextField({ min: 0, max: 500, optional: true, description: 'Only those who decide can read it.' })
  reason = '';
}

export class LeaveApprovalBody {
  @TextField({ min: 0, max: 500, optional: true, description: 'For the person who asked.' })
  reason = '';

  @TextField({
    optional: true,
    nullable: true,
    max: 500,
    description:
      'Needed where a shift that is lost leaves too few, or breaks a hard rule: why it is approved all the same.',
  })
  overrideReason?: string | null;
}

export class RefusalBody {
  @TextField({
    min: 0,
    max: 500,
    optional: true,
    description: 'Never left out: the person who asked is told.',
  })
  reason = '';

  @BooleanField({
    optional: true,
    description: 'The event is not one that changes a life, so that it need not be granted.',
  })
  disputesLifeEvent = false;
}

export class WithdrawalBody {
  @TextField({ min: 0, max: 500, optional: true, description: 'Coordinators have to say why.' })
  reason = '';
}

export class LeaveRequestQuery extends PageQuery {
  @IdField({ optional: true })
  personId?: string;

  @IdField({ optional: true })
  unitId?: string;

  @OneOfField(STATES, { optional: true })
  state?: (typeof STATES)[number];
}

export class LeaveRequestDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({
    enum: [...ASKED_KINDS, 'sickness'],
    description: 'A coordinator may have made it sickness since.',
  })
  kind: AskedKind | 'sickness';

  @ApiProperty({ format: 'date' })
  firstDate: string;

  @ApiProperty({ format: 'date' })
  lastDate: string;

  @ApiProperty({ enum: STATES })
  state: (typeof STATES)[number];

  @ApiProperty()
  lifeEvent: boolean;

  @ApiProperty({ description: 'Why it is asked for.' })
  reason: string;

  @ApiProperty({ format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ description: 'Approved because it lies within the limits of the unit.' })
  automatic: boolean;

  @ApiProperty({ description: 'Why it was decided so.' })
  decisionReason: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class LeaveRequestPage extends PageOf(LeaveRequestDto) {}

export class PreviewYearDto {
  @ApiProperty({ format: 'date' })
  yearFrom: string;

  @ApiProperty({ format: 'date' })
  yearTo: string;

  @ApiProperty({
    type: 'integer',
    description: 'What this leave costs of the year; 0 for all but annual leave.',
  })
  costMin: number;

  @ApiProperty({ type: 'integer', description: 'What is left of the year before it.' })
  remainingMin: number;
}

export class PreviewDayDto {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ type: 'integer', nullable: true })
  limit: number | null;

  @ApiProperty({ type: 'integer' })
  taken: number;

  @ApiProperty({ type: 'integer' })
  asked: number;

  @ApiProperty({ type: String, nullable: true })
  blocked: string | null;

  @ApiProperty({ type: [GroupDayDto] })
  groups: GroupDayDto[];

  @ApiProperty({ type: [String], description: 'Colleagues who are away.' })
  away: string[];
}

export class PreviewCoverDto {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty()
  lineName: string;

  @ApiProperty({ type: 'integer' })
  minimum: number;

  @ApiProperty({ type: 'integer', description: 'Others who could stand in the line on that day.' })
  able: number;
}

export class LostShiftDto {
  @ApiProperty({ format: 'uuid' })
  assignmentId: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty()
  shiftName: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;
}

export class PreviewRefusalDto {
  @ApiProperty()
  code: string;

  @ApiProperty()
  message: string;
}

/** What a leave would do, before it is asked for or decided. */
export class LeavePreviewDto {
  @ApiProperty({ type: 'integer' })
  costMin: number;

  @ApiProperty({ type: [PreviewYearDto] })
  years: PreviewYearDto[];

  @ApiProperty({ type: [PreviewDayDto] })
  days: PreviewDayDto[];

  @ApiProperty({
    type: [PreviewCoverDto],
    description: 'Cover lines in which the person counts and few others could stand.',
  })
  cover: PreviewCoverDto[];

  @ApiProperty({ type: [LostShiftDto], description: 'Published shifts that would go out as open shifts.' })
  lostShifts: LostShiftDto[];

  @ApiProperty({ type: [String], description: 'Rules and cover that the loss of these shifts would break.' })
  broken: string[];

  @ApiProperty({ description: 'It would be approved at once.' })
  automatic: boolean;

  @ApiProperty({ type: [String], description: 'Why the coordinator has to decide.' })
  reasons: string[];

  @ApiProperty({ type: [PreviewRefusalDto], description: 'Why it cannot be asked for.' })
  refusals: PreviewRefusalDto[];
}

export function leaveRequestView(row: RequestRow): LeaveRequestDto {
  const { id, personId, displayName, kind, firstDate, lastDate, state, lifeEvent, reason, version } = row;
  return {
    id,
    personId,
    displayName,
    kind,
    firstDate,
    lastDate,
    state,
    lifeEvent,
    reason,
    requestedAt: row.requestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    automatic: row.decidedAt !== null && row.decidedBy === null,
    decisionReason: row.decisionReason,
    version,
  };
}
