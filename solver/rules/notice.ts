import { type Evidence } from './rule.js';

/** What has to be known so many weeks before a rotation begins. */
export interface NoticeRule {
  /** `code-of-practice.duty-roster`. */
  readonly code: string;
  readonly name: string;
  readonly weeksBefore: number;
  readonly source: string;
  readonly evidence: Evidence;
}

const SOURCE = 'Code of Practice: provision of information for postgraduate medical training';

/** The 12/8/6 weeks of the Code of Practice, in the order in which they fall due. */
export const noticeRules: readonly NoticeRule[] = [
  notice('placement-data', 'Deanery data to the employer', 12),
  notice('work-schedule', 'Generic work schedule', 8),
  notice('duty-roster', 'Duty roster', 6),
];

function notice(name: string, words: string, weeksBefore: number): NoticeRule {
  return { code: `code-of-practice.${name}`, name: words, weeksBefore, source: SOURCE, evidence: 'C' };
}

export interface NoticeDeadline {
  readonly rule: NoticeRule;
  /** ISO date; done on this day is on time. */
  readonly by: string;
}

const MS_PER_WEEK = 7 * 86_400_000;

/**
 * By when each has to be done for a rotation.
 *
 * @param startDate ISO date of the rotation's first day.
 * @throws RangeError for a date that does not exist.
 */
export function noticeDeadlines(startDate: string): NoticeDeadline[] {
  const start = Date.parse(`${startDate}T00:00:00Z`);
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== startDate)
    throw new RangeError(`"${startDate}" is not a date; write it as 2026-08-05`);
  return noticeRules.map((rule) => ({
    rule,
    by: new Date(start - rule.weeksBefore * MS_PER_WEEK).toISOString().slice(0, 10),
  }));
}

/** @param doneOn ISO date on which it was done. */
export function isOnTime(deadline: NoticeDeadline, doneOn: string): boolean {
  return doneOn <= deadline.by;
}
