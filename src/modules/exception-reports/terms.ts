/** What a report is about. A concern for safety can come with each of them. */
export const KINDS = ['hours', 'pattern', 'missed-break', 'support', 'education'] as const;
export type ReportKind = (typeof KINDS)[number];

/** Who deals with a report. */
export const ROUTES = ['hr', 'director-of-medical-education'] as const;
export type Route = (typeof ROUTES)[number];

/** Education goes to the director of medical education, all else to HR; nothing to supervisors. */
export function routeOf(kind: ReportKind): Route {
  return kind === 'education' ? 'director-of-medical-education' : 'hr';
}

/** Under which contract doctors report exceptions. */
export const CONTRACT = 'doctors2016';

export const CHOICES = ['time-off', 'pay'] as const;
export type Choice = (typeof CHOICES)[number];

export const STATES = ['submitted', 'approved', 'refused', 'escalated', 'withdrawn'] as const;
export type ReportState = (typeof STATES)[number];

/** How well a figure is sourced: read on a page of an official body, union or employer, or not confirmed. */
export type Evidence = 'C' | 'M';

interface Term {
  readonly value: number;
  readonly unit: 'days' | 'minutes';
  readonly evidence: Evidence;
  readonly source: string;
}

export const TERM_CODES = [
  'raise-within',
  'decide-within',
  'decide-safety-concern-within',
  'routine-up-to',
] as const;
export type TermCode = (typeof TERM_CODES)[number];

/** From when on the terms hold: version 13 of the doctors' terms of 2016. */
export const EFFECTIVE_FROM = '2026-02-04';

export const TERMS: Readonly<Record<TermCode, Term>> = {
  'raise-within': {
    value: 28,
    unit: 'days',
    evidence: 'C',
    source: 'BMA, exception reporting reforms: the window for a report is 28 days',
  },
  'decide-within': {
    value: 7,
    unit: 'days',
    evidence: 'M',
    source:
      'Terms of 2016 before version 13, schedule 5: an outcome within seven days; version 13 was not read',
  },
  'decide-safety-concern-within': {
    value: 1,
    unit: 'days',
    evidence: 'M',
    source:
      'Terms of 2016 before version 13, schedule 5: an immediate concern is put in writing within 24 hours; a limit of our own for the answer',
  },
  'routine-up-to': {
    value: 120,
    unit: 'minutes',
    evidence: 'C',
    source:
      'NHS Employers, guidance for HR: up to two hours are a matter of whether they were worked, not of why',
  },
};

const MS_PER_DAY = 86_400_000;

/** The calendar date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The last day on which an answer is in time. */
export function actBy(raisedOn: string, immediateSafetyConcern: boolean): string {
  const term = immediateSafetyConcern ? 'decide-safety-concern-within' : 'decide-within';
  return daysAfter(raisedOn, TERMS[term].value);
}

export const TIMELINESS = ['waiting', 'overdue', 'on-time', 'late', 'withdrawn'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/**
 * Whether an answer came, or can still come, in time.
 *
 * @param decidedOn by the hospital's calendar; null: not yet
 */
export function timeliness(
  report: { readonly state: ReportState; readonly actBy: string; readonly decidedOn: string | null },
  today: string,
): Timeliness {
  if (report.state === 'withdrawn') return 'withdrawn';
  const isOpen = report.state === 'submitted' || report.state === 'escalated';
  if (isOpen || report.decidedOn === null) return today > report.actBy ? 'overdue' : 'waiting';
  return report.decidedOn > report.actBy ? 'late' : 'on-time';
}
