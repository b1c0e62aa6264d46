import { invalid } from '../../common/domain-error.js';
import { type WorkedKind } from './worked-entry.entity.js';
import { type WorkedEntryInput } from './worked-hours.dto.js';

const LONGEST_MIN = 36 * 60;
const MS_PER_MINUTE = 60_000;

/** When something was worked; all null when it was not. */
export interface WorkedTimes {
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly unpaidBreakMin: number | null;
}

/**
 * The times of an entry, checked.
 *
 * @throws DomainError `invalid-input` naming what does not fit, in the order start, end, break
 */
export function workedTimes(input: WorkedEntryInput, now: Date): WorkedTimes {
  const { kind, startsAt, endsAt, unpaidBreakMin } = input;
  if (kind === 'not-worked') {
    if (startsAt === null && endsAt === null && unpaidBreakMin === null)
      return { startsAt, endsAt, unpaidBreakMin };
    throw invalid({
      path: startsAt !== null ? 'startsAt' : endsAt !== null ? 'endsAt' : 'unpaidBreakMin',
      message: 'A shift that was not worked has no times: leave startsAt, endsAt and unpaidBreakMin null.',
    });
  }
  const start = given('startsAt', startsAt);
  const end = given('endsAt', endsAt);
  if (unpaidBreakMin === null) throw missing('unpaidBreakMin');
  const lengthMin = (end.getTime() - start.getTime()) / MS_PER_MINUTE;
  if (lengthMin <= 0 || lengthMin > LONGEST_MIN) {
    throw invalid({
      path: 'endsAt',
      message: `${input.endsAt} is ${lengthMin} minutes after ${input.startsAt}; work lasts from 1 to ${LONGEST_MIN} minutes.`,
    });
  }
  if (unpaidBreakMin >= lengthMin) {
    throw invalid({
      path: 'unpaidBreakMin',
      message: `A break of ${unpaidBreakMin} minutes leaves nothing of ${lengthMin} minutes of work.`,
    });
  }
  if (end > now) {
    throw invalid({
      path: 'endsAt',
      message: `${input.endsAt} is still to come; enter what was worked once it has been.`,
    });
  }
  return { startsAt: start, endsAt: end, unpaidBreakMin };
}

function given(path: 'startsAt' | 'endsAt', value: string | null): Date {
  if (value === null) throw missing(path);
  return new Date(value);
}

function missing(path: string): Error {
  return invalid({ path, message: `${path} is missing: say when it was worked, or that it was not-worked.` });
}

const FARTHEST_MIN = 24 * 60;

/** @throws DomainError `invalid-input` for a shift that is still to come */
export function assertBegun(plannedStart: Date, now: Date): void {
  if (plannedStart <= now) return;
  throw invalid({
    path: 'assignmentId',
    message: `This shift starts only at ${plannedStart.toISOString()}; enter what was worked once it has begun.`,
  });
}

/** @throws DomainError `invalid-input` for a start that can hardly be that of the planned shift */
export function assertNear(plannedStart: Date, { startsAt }: WorkedTimes): void {
  if (startsAt === null) return;
  const apartMin = Math.abs(startsAt.getTime() - plannedStart.getTime()) / MS_PER_MINUTE;
  if (apartMin <= FARTHEST_MIN) return;
  throw invalid({
    path: 'startsAt',
    message: `${startsAt.toISOString()} is more than a day away from the planned start, ${plannedStart.toISOString()}; enter the shift as not-worked, and the work as extra.`,
  });
}

/** @throws DomainError `invalid-input` when an entry of a shift is to become extra work, or the other way about */
export function assertSameSort(before: WorkedKind, after: WorkedKind): void {
  if ((before === 'extra') === (after === 'extra')) return;
  throw invalid({
    path: 'kind',
    message: `An entry that is "${before}" cannot become "${after}"; take it back and enter another.`,
  });
}
