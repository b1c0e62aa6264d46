import { Fraction, roundToPence } from '../../../solver/pay/index.js';
import { type ExceptionReportEntity } from './exception-report.entity.js';
import { type Evidence } from './terms.js';

/** Breaches of the rules of hours for which the guardian fines. */
export const BREACHES = ['average-48', 'hours-72', 'shift-13', 'rest-11', 'on-call-rest-5'] as const;
export type Breach = (typeof BREACHES)[number];

interface BreachTerm {
  readonly words: string;
  readonly evidence: Evidence;
  readonly source: string;
}

const GUIDANCE = 'NHS Employers, guidance for guardians to identify contractual breaches, 19 June 2023';

/** That there is a fine for each is sourced; what an hour of it costs is not known here, so each fine says by what it was set. */
export const BREACH_TERMS: Readonly<Record<Breach, BreachTerm>> = {
  'average-48': { words: 'More than 48 hours a week on average', evidence: 'C', source: GUIDANCE },
  'hours-72': { words: 'More than 72 hours in 168', evidence: 'C', source: GUIDANCE },
  'shift-13': { words: 'A shift longer than 13 hours', evidence: 'C', source: GUIDANCE },
  'rest-11': { words: 'Less than 11 hours of rest in 24', evidence: 'C', source: GUIDANCE },
  'on-call-rest-5': {
    words: 'Less than 5 hours of rest in one piece between 22:00 and 07:00, on call from home',
    evidence: 'C',
    source: GUIDANCE,
  },
};

const LONGEST_SHIFT_MIN = 780;
const MIN_PER_HOUR = 60;
const MS_PER_MIN = 60_000;

/** What a report tells by itself of a breach; more than one shift is behind all others. */
export function toldBreaches({
  kind,
  actualStartsAt,
  actualEndsAt,
}: Pick<ExceptionReportEntity, 'kind' | 'actualStartsAt' | 'actualEndsAt'>): {
  breach: Breach;
  breachMin: number;
}[] {
  if ((kind !== 'hours' && kind !== 'pattern') || actualStartsAt === null || actualEndsAt === null) return [];
  const workedMin = Math.round((actualEndsAt.getTime() - actualStartsAt.getTime()) / MS_PER_MIN);
  return workedMin <= LONGEST_SHIFT_MIN
    ? []
    : [{ breach: 'shift-13', breachMin: workedMin - LONGEST_SHIFT_MIN }];
}

/** Pence of so many minutes by an hourly rate, rounded once. */
export function penceFor(minutes: number, hourlyPence: number): number {
  return roundToPence(new Fraction(minutes).mul(hourlyPence).div(MIN_PER_HOUR));
}
