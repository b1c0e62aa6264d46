import { count, formatHours } from '../common/dates';
import { type Choice, type Report, type ReportEvent, type ReportItem, type ReportKind } from './types';

export const KINDS: readonly (readonly [ReportKind, string, string])[] = [
  ['hours', 'I worked longer, or had less rest', 'Hours and rest'],
  ['missed-break', 'I missed a break', 'Missed break'],
  ['pattern', 'I worked at other times than planned', 'Pattern of work'],
  ['support', 'I had too little support', 'Support on duty'],
  ['education', 'I missed teaching or training', 'Education and training'],
];

export function kindWords(kind: ReportKind): string {
  return KINDS.find(([each]) => each === kind)?.[2] ?? kind;
}

export const CHOICE_WORDS: Readonly<Record<Choice, string>> = { 'time-off': 'Time off', pay: 'Pay' };

export const TIMELINESS_TAGS: Readonly<
  Record<ReportItem['timeliness'], { readonly label: string; readonly tag: string }>
> = {
  waiting: { label: 'Waits', tag: 'nhsuk-tag nhsuk-tag--grey' },
  overdue: { label: 'Overdue', tag: 'nhsuk-tag nhsuk-tag--red' },
  'on-time': { label: 'Answered in time', tag: 'nhsuk-tag nhsuk-tag--green' },
  late: { label: 'Answered late', tag: 'nhsuk-tag nhsuk-tag--orange' },
  withdrawn: { label: 'Withdrawn', tag: 'nhsuk-tag nhsuk-tag--white' },
};

/** "3 days left", "Today is the last day", "1 day over". */
export function daysWords(daysLeft: number): string {
  if (daysLeft === 0) return 'Today is the last day';
  return daysLeft > 0 ? `${count(daysLeft, 'day')} left` : `${count(-daysLeft, 'day')} over`;
}

/** "HR", "the director of medical education", or the guardian of what was escalated. */
export function deskWords({ route, escalated }: Pick<ReportItem, 'route' | 'escalated'>): string {
  if (escalated) return 'the guardian of safe working hours';
  return route === 'hr' ? 'HR' : 'the director of medical education';
}

/** What came of it: "Approved: pay for 1 h 30 min". */
export function outcomeWords({ state, decision, escalated, route }: Report): string {
  if (state === 'withdrawn') return 'You withdrew it';
  if (state === 'submitted' || state === 'escalated') return `Waits for ${deskWords({ route, escalated })}`;
  if (decision === null || decision.outcome === 'refused') return 'Refused';
  if (decision.compensation === null) return 'Approved';
  return `Approved: ${CHOICE_WORDS[decision.compensation].toLowerCase()} for ${formatHours(decision.compensatedMin)}`;
}

const EVENT_WORDS: Readonly<Record<ReportEvent['event'], string>> = {
  raised: 'sent it',
  opened: 'opened it',
  withdrawn: 'withdrew it',
  escalated: 'asked the guardian to decide',
  approved: 'approved it',
  refused: 'refused it',
  fined: 'set a fine',
};

const ROLE_WORDS: Readonly<Record<string, string>> = {
  staff: 'the doctor',
  hr: 'HR',
  'director-of-medical-education': 'director of medical education',
  guardian: 'guardian of safe working hours',
};

/** "Denise Fotherby (HR) opened it" */
export function eventWords({ event, displayName, role }: ReportEvent): string {
  return `${displayName} (${ROLE_WORDS[role] ?? role}) ${EVENT_WORDS[event]}`;
}
