import { type WorkedShift } from '../api/types';
import { addDays } from '../common/dates';
import { londonInstant, londonTime } from '../common/london';
import { type FieldProblem } from '../common/problems';

/** A shift to say something of, or null: extra work. */
export interface Opened {
  shift: WorkedShift | null;
}

export type WorkedKind = 'as-planned' | 'changed' | 'not-worked' | 'extra';

export interface WorkedFields {
  kind: WorkedKind;
  personId: string;
  from: string;
  to: string;
  breakMin: string;
  note: string;
}

export interface WorkedTimes {
  startsAt: string | null;
  endsAt: string | null;
  unpaidBreakMin: number | null;
}

/** Which element of the form stands for which member of the request. */
export const FIELDS = {
  personId: 'worked-person',
  startsAt: 'worked-from',
  endsAt: 'worked-to',
  unpaidBreakMin: 'worked-break',
  note: 'worked-note',
};

/** The form as what stands fills it. */
export function fieldsFor({ shift }: Opened): WorkedFields {
  const entry = shift?.entry ?? null;
  const startsAt = entry?.startsAt ?? shift?.plannedStartsAt ?? null;
  const endsAt = entry?.endsAt ?? shift?.plannedEndsAt ?? null;
  return {
    kind: shift === null ? 'extra' : (entry?.kind ?? 'as-planned'),
    personId: shift?.personId ?? '',
    from: startsAt === null ? '' : londonTime(startsAt).time,
    to: endsAt === null ? '' : londonTime(endsAt).time,
    breakMin: String(entry?.unpaidBreakMin ?? shift?.plannedUnpaidBreakMin ?? 0),
    note: entry?.note ?? '',
  };
}

/** The times of the form as moments. An end that is not after the start is on the next day. */
export function timesFrom(
  fields: WorkedFields,
  date: string,
): { times: WorkedTimes; problems: FieldProblem[] } {
  const none: WorkedTimes = { startsAt: null, endsAt: null, unpaidBreakMin: null };
  const problems: FieldProblem[] = [];
  if (fields.kind === 'extra' && fields.personId === '') {
    problems.push({ field: FIELDS.personId, message: 'Choose who worked' });
  }
  if (fields.kind === 'as-planned' || fields.kind === 'not-worked') return { times: none, problems };
  const startsAt = londonInstant(date, fields.from);
  if (startsAt === null)
    problems.push({ field: FIELDS.startsAt, message: 'Enter the start as a time, like 08:30' });
  const sameDay = londonInstant(date, fields.to);
  const isNextDay = startsAt !== null && sameDay !== null && sameDay <= startsAt;
  const endsAt = isNextDay ? londonInstant(addDays(date, 1), fields.to) : sameDay;
  if (endsAt === null)
    problems.push({ field: FIELDS.endsAt, message: 'Enter the end as a time, like 17:00' });
  const isNumber = /^\s*\d{1,4}\s*$/.test(fields.breakMin);
  if (!isNumber) {
    problems.push({ field: FIELDS.unpaidBreakMin, message: 'Enter the unpaid break in minutes; 0 for none' });
  }
  return { times: { startsAt, endsAt, unpaidBreakMin: isNumber ? Number(fields.breakMin) : null }, problems };
}
