import { DateField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf } from '../../common/paging.js';
import { type AvailabilityEntryEntity } from './availability-entry.entity.js';

const KINDS = ['cannot', 'rather-not', 'would-like'] as const;
const SHIFT_KINDS = ['day', 'long-day', 'evening', 'night', 'on-call'] as const;

export class AvailabilityInput {
  @OneOfField(KINDS)
  kind: (typeof KINDS)[number];

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IntField({
    min: 0,
    max: 6,
    list: { max: 7, unique: true },
    optional: true,
    description: '0 = Monday; empty: every day.',
  })
  weekdays: number[] = [];

  @OneOfField(SHIFT_KINDS, { optional: true, nullable: true, description: 'Null: any shift.' })
  shiftKind: (typeof SHIFT_KINDS)[number] | null = null;

  @IntField({ min: 1, max: 100, optional: true, description: 'How much it matters.' })
  weight = 10;

  @TextField({ min: 0, max: 500, optional: true })
  note = '';
}

export class NewAvailability extends AvailabilityInput {
  @IdField()
  personId: string;
}

export class AvailabilityDto extends NewAvailability {
  @IdField()
  id: string;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class AvailabilityPage extends PageOf(AvailabilityDto) {}

export function availabilityView(entry: AvailabilityEntryEntity): AvailabilityDto {
  const { id, personId, kind, firstDate, lastDate, weekdays, shiftKind, weight, note, version } = entry;
  return { id, personId, kind, firstDate, lastDate, weekdays, shiftKind, weight, note, version };
}
