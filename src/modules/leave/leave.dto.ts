import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf } from '../../common/paging.js';
import { type AbsenceEntity } from './absence.entity.js';

const KINDS = ['annual-leave', 'study-leave', 'parental-leave', 'sickness', 'other'] as const;
const STATES = ['requested', 'approved', 'refused', 'withdrawn', 'cancelled'] as const;

export class AbsenceInput {
  @OneOfField(KINDS)
  kind: (typeof KINDS)[number];

  @DateField()
  firstDate: string;

  @DateField({ description: 'Last day of it.' })
  lastDate: string;

  @TextField({ min: 0, max: 500, optional: true, description: 'Only those who decide can read it.' })
  reason = '';
}

export class NewAbsence extends AbsenceInput {
  @IdField()
  personId: string;
}

/** An absence as it is shown to whoever asks. */
export class AbsenceDto {
  @IdField()
  id: string;

  @IdField()
  personId: string;

  @ApiProperty({
    enum: [...KINDS, 'away'],
    description: '`away` for colleagues; the kind for the person, their coordinators and HR.',
  })
  kind: (typeof KINDS)[number] | 'away';

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @ApiProperty({ enum: STATES })
  state: (typeof STATES)[number];

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

/** With its reason, for the person, their coordinators and HR. */
export class AbsenceWithReasonDto extends AbsenceDto {
  @ApiProperty()
  reason: string;
}

export class AbsencePage extends PageOf(AbsenceDto) {}

export function absenceView(absence: AbsenceEntity, seesKind: boolean): AbsenceDto {
  const { id, personId, kind, firstDate, lastDate, state, version } = absence;
  return { id, personId, kind: seesKind ? kind : 'away', firstDate, lastDate, state, version };
}

export function absenceWithReason(absence: AbsenceEntity): AbsenceWithReasonDto {
  return { ...absenceView(absence, true), reason: absence.reason };
}
