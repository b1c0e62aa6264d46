import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField, InstantField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type PlannedShift } from '../rotas/planned-work.service.js';
import { type WorkedEntryEntity, type WorkedKind } from './worked-entry.entity.js';

const KINDS = ['changed', 'not-worked', 'extra'] as const;
const NULL_WHEN_NOT_WORKED = 'Null when it was not worked.';

/** What was worked instead. */
export class WorkedEntryInput {
  @OneOfField(KINDS, {
    description: '`changed` and `not-worked`: of a planned shift; `extra`: of work that was not planned.',
  })
  kind: WorkedKind;

  @InstantField({ nullable: true, description: NULL_WHEN_NOT_WORKED })
  startsAt: string | null;

  @InstantField({ nullable: true, description: NULL_WHEN_NOT_WORKED })
  endsAt: string | null;

  @IntField({ min: 0, max: 1440, nullable: true, description: NULL_WHEN_NOT_WORKED })
  unpaidBreakMin: number | null;

  @TextField({ min: 0, max: 500, optional: true, description: 'Not shown in the audit log.' })
  note = '';
}

export class NewWorkedEntry extends WorkedEntryInput {
  @IdField({ description: 'The unit in which it was worked.' })
  unitId: string;

  @IdField()
  personId: string;

  @IdField({ nullable: true, description: 'The planned shift; null for work that was not planned.' })
  assignmentId: string | null;
}

export class WorkedEntryDto extends WorkedEntryInput {
  @IdField()
  id: string;

  @IdField()
  unitId: string;

  @IdField()
  personId: string;

  @IdField({ nullable: true })
  assignmentId: string | null;

  @DateField({ description: 'The day that it belongs to.' })
  date: string;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

/** A planned shift with what became of it, or work that was not planned. */
export class WorkedShiftDto {
  @IdField({ description: 'Of the planned shift, or of the entry of work that was not planned.' })
  id: string;

  @IdField()
  personId: string;

  @DateField()
  date: string;

  @TextField({ nullable: true, description: 'Null for work that was not planned.' })
  shiftCode: string | null;

  @InstantField({ nullable: true })
  plannedStartsAt: string | null;

  @InstantField({ nullable: true })
  plannedEndsAt: string | null;

  @IntField({ min: 0, max: 1500, nullable: true })
  plannedUnpaidBreakMin: number | null;

  @ApiProperty({ type: WorkedEntryDto, nullable: true, description: 'Null: worked as planned.' })
  entry: WorkedEntryDto | null;
}

export class WorkedHoursQuery extends PageQuery {
  @IdField()
  unitId: string;

  @DateField()
  from: string;

  @DateField({ description: 'Last day, at most 400 days after the first.' })
  to: string;

  @IdField({ optional: true, description: 'Only of this person.' })
  personId?: string;
}

export class WorkedShiftPage extends PageOf(WorkedShiftDto) {}

export function workedEntryView(entry: WorkedEntryEntity): WorkedEntryDto {
  const { id, unitId, personId, assignmentId, kind, date, unpaidBreakMin, note, version } = entry;
  return {
    id,
    unitId,
    personId,
    assignmentId,
    kind,
    date,
    startsAt: entry.startsAt?.toISOString() ?? null,
    endsAt: entry.endsAt?.toISOString() ?? null,
    unpaidBreakMin,
    note,
    version,
  };
}

export function workedShiftView(planned: PlannedShift, entry: WorkedEntryEntity | undefined): WorkedShiftDto {
  return {
    id: planned.assignmentId,
    personId: planned.personId,
    date: planned.date,
    shiftCode: planned.shiftCode,
    plannedStartsAt: planned.startsAt.toISOString(),
    plannedEndsAt: planned.endsAt.toISOString(),
    plannedUnpaidBreakMin: planned.unpaidBreakMin,
    entry: entry === undefined ? null : workedEntryView(entry),
  };
}

export function extraWorkView(entry: WorkedEntryEntity): WorkedShiftDto {
  return {
    id: entry.id,
    personId: entry.personId,
    date: entry.date,
    shiftCode: null,
    plannedStartsAt: null,
    plannedEndsAt: null,
    plannedUnpaidBreakMin: null,
    entry: workedEntryView(entry),
  };
}
