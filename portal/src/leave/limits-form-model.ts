import { type DateFields, fieldsOf } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { type FieldProblem } from '../common/problems';
import { type LeaveLimits } from './leave-queries';

export interface GroupFields {
  name: string;
  /** Codes, separated by commas. */
  grades: string;
  skill: string;
  maxAway: string;
}

export interface PeriodFields {
  from: DateFields;
  until: DateFields;
  reason: string;
}

export interface LimitFields {
  automatic: boolean;
  noticeDays: string;
  maxAway: string;
  maxAwayPercent: string;
  groups: GroupFields[];
  blocked: PeriodFields[];
}

type Body = Omit<LeaveLimits, 'unitId' | 'version'>;

export function fieldsOfLimits(limits: LeaveLimits): LimitFields {
  const text = (value: number | null) => (value === null ? '' : String(value));
  return {
    automatic: limits.automatic,
    noticeDays: String(limits.noticeDays),
    maxAway: text(limits.maxAway),
    maxAwayPercent: text(limits.maxAwayPercent),
    groups: limits.groups.map(({ name, gradeCodes, skillCode, maxAway }) => ({
      name,
      grades: gradeCodes.join(', '),
      skill: skillCode ?? '',
      maxAway: String(maxAway),
    })),
    blocked: limits.blocked.map(({ firstDate, lastDate, reason }) => ({
      from: fieldsOf(firstDate),
      until: fieldsOf(lastDate),
      reason,
    })),
  };
}

/** The request, or what is wrong with the form. */
export function limitsFrom(fields: LimitFields): { body: Body | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const whole = (field: string, value: string, max: number): number => {
    if (/^\s*\d{1,4}\s*$/.test(value) && Number(value) <= max) return Number(value);
    problems.push({ field, message: `Enter a whole number from 0 to ${max}` });
    return 0;
  };
  const optional = (field: string, value: string, max: number) =>
    value.trim() === '' ? null : whole(field, value, max);
  const date = (field: string, value: DateFields): string => {
    const found = dateFromParts(value);
    if (found === null) problems.push({ field, message: 'Enter a real date, like 5 8 2026' });
    return found ?? '';
  };
  const body = {
    automatic: fields.automatic,
    noticeDays: whole('notice-days', fields.noticeDays, 366),
    maxAway: optional('max-away', fields.maxAway, 1000),
    maxAwayPercent: optional('max-percent', fields.maxAwayPercent, 100),
    groups: fields.groups.map(({ name, grades, skill, maxAway }, index) => {
      if (name.trim() === '') problems.push({ field: `group-${index}-name`, message: 'Name the group' });
      return {
        name: name.trim(),
        gradeCodes: grades
          .split(',')
          .map((code) => code.trim())
          .filter((code) => code !== ''),
        skillCode: skill.trim() === '' ? null : skill.trim(),
        maxAway: whole(`group-${index}-max`, maxAway, 1000),
      };
    }),
    blocked: fields.blocked.map(({ from, until, reason }, index) => {
      if (reason.trim() === '') problems.push({ field: `period-${index}-reason`, message: 'Say why' });
      return {
        firstDate: date(`period-${index}-from-day`, from),
        lastDate: date(`period-${index}-until-day`, until),
        reason: reason.trim(),
      };
    }),
  };
  return { body: problems.length > 0 ? null : body, problems };
}
