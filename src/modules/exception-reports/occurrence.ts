import { isoDateIn } from '../../common/clock.js';
import { type FieldError, invalid } from '../../common/domain-error.js';
import { type NewExceptionReport } from './exception-report.dto.js';
import { daysAfter, TERMS } from './terms.js';

const MS_PER_MIN = 60_000;
/** No shift is longer, and no two in a row are one. */
const LONGEST_MIN = 2880;

export interface Planned {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What happened, in moments, and how much of it was more than planned. */
export interface Occurrence {
  readonly plannedStartsAt: Date | null;
  readonly plannedEndsAt: Date | null;
  readonly actualStartsAt: Date | null;
  readonly actualEndsAt: Date | null;
  readonly extraMin: number;
}

/** True for kinds that are about times of work. */
export function isAboutTimes(kind: NewExceptionReport['kind']): boolean {
  return kind === 'hours' || kind === 'pattern';
}

/**
 * @param shift what a published shift plans; null: the report says what was planned, if anything
 * @throws DomainError 400 naming each field that does not fit
 */
export function occurrenceOf(
  input: NewExceptionReport,
  shift: Planned | null,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Occurrence {
  const errors = [
    ...dayErrors(input.date, isoDateIn(now, timeZone)),
    ...planErrors(input, shift),
    ...actualErrors(input, now, timeZone),
    ...breakErrors(input),
  ];
  refuse(errors);
  const planned = shift ?? spanOf(input.plannedStartsAt, input.plannedEndsAt);
  const actual = spanOf(input.actualStartsAt, input.actualEndsAt);
  const extraMin = input.missedBreakMin ?? Math.max(0, lengthMin(actual) - lengthMin(planned));
  refuse(choiceErrors(input, isAboutTimes(input.kind) || input.missedBreakMin !== null ? extraMin : 0));
  return {
    plannedStartsAt: planned?.startsAt ?? null,
    plannedEndsAt: planned?.endsAt ?? null,
    actualStartsAt: actual?.startsAt ?? null,
    actualEndsAt: actual?.endsAt ?? null,
    extraMin: actual === null && input.missedBreakMin === null ? 0 : extraMin,
  };
}

function refuse(errors: readonly FieldError[]): void {
  const [first, ...rest] = errors;
  if (first !== undefined) throw invalid(first, ...rest);
}

function dayErrors(date: string, today: string): FieldError[] {
  const within = TERMS['raise-within'].value;
  if (date > today)
    return [{ path: 'date', message: `"${date}" is still to come; report what has happened.` }];
  const last = daysAfter(date, within);
  if (today <= last) return [];
  return [
    {
      path: 'date',
      message: `What happened on "${date}" could be reported until ${last}, ${within} days later; talk to the guardian of safe working hours.`,
    },
  ];
}

function planErrors(input: NewExceptionReport, shift: Planned | null): FieldError[] {
  const { plannedStartsAt: from, plannedEndsAt: to } = input;
  if (shift !== null) {
    if (from === null && to === null) return [];
    return [
      {
        path: 'plannedStartsAt',
        message: 'The shift that you name says what was planned; leave the times null.',
      },
    ];
  }
  return spanErrors('planned', from, to);
}

function actualErrors(input: NewExceptionReport, now: Date, timeZone: string): FieldError[] {
  const { kind, actualStartsAt: from, actualEndsAt: to } = input;
  if (!isAboutTimes(kind)) {
    if (from === null && to === null) return [];
    return [
      { path: 'actualStartsAt', message: `A report of "${kind}" has no times of work; leave them null.` },
    ];
  }
  if (from === null) {
    return [
      { path: 'actualStartsAt', message: `A report of "${kind}" needs to say when you began and ended.` },
    ];
  }
  const errors = spanErrors('actual', from, to);
  if (errors.length > 0) return errors;
  const began = isoDateIn(new Date(from), timeZone);
  if (began < daysAfter(input.date, -1) || began > daysAfter(input.date, 1)) {
    return [{ path: 'actualStartsAt', message: `${from} is not near ${input.date}; correct one of them.` }];
  }
  if (to !== null && new Date(to) > now) {
    return [{ path: 'actualEndsAt', message: `${to} is still to come; report it once you have ended.` }];
  }
  return [];
}

function spanErrors(which: 'planned' | 'actual', from: string | null, to: string | null): FieldError[] {
  if (from === null && to === null) return [];
  const path = `${which}EndsAt`;
  if (from === null || to === null)
    return [{ path, message: 'Give both the start and the end, or neither.' }];
  const length = (Date.parse(to) - Date.parse(from)) / MS_PER_MIN;
  if (length <= 0) return [{ path, message: `The end ${to} is not after the start ${from}.` }];
  if (length > LONGEST_MIN) return [{ path, message: `From ${from} to ${to} is more than two days.` }];
  return [];
}

function breakErrors({ kind, missedBreakMin }: NewExceptionReport): FieldError[] {
  if ((kind === 'missed-break') === (missedBreakMin !== null)) return [];
  const message =
    missedBreakMin === null
      ? 'Say how many minutes of break you missed.'
      : `A report of "${kind}" is not about breaks; leave missedBreakMin null, or report "missed-break".`;
  return [{ path: 'missedBreakMin', message }];
}

function choiceErrors({ choice }: NewExceptionReport, extraMin: number): FieldError[] {
  if ((choice === null) === (extraMin === 0)) return [];
  const message =
    choice === null
      ? `You worked ${extraMin} minutes beyond what was planned: choose "time-off" or "pay" for them.`
      : 'Nothing was worked beyond what was planned, so there is nothing to choose; leave choice null.';
  return [{ path: 'choice', message }];
}

function spanOf(from: string | null, to: string | null): Planned | null {
  return from === null || to === null ? null : { startsAt: new Date(from), endsAt: new Date(to) };
}

function lengthMin(span: Planned | null): number {
  return span === null ? 0 : Math.round((span.endsAt.getTime() - span.startsAt.getTime()) / MS_PER_MIN);
}
