import { type LeaveRequest } from './leave-queries';

export const KINDS = [
  ['annual-leave', 'Annual leave'],
  ['study-leave', 'Study leave'],
  ['parental-leave', 'Parental leave'],
  ['other', 'Other leave'],
] as const;

export type AskedKind = (typeof KINDS)[number][0];

export function kindWords(kind: LeaveRequest['kind']): string {
  return KINDS.find(([known]) => known === kind)?.[1] ?? 'Sickness';
}

const STATES: Readonly<Record<LeaveRequest['state'], string>> = {
  requested: 'Waits for the coordinator',
  approved: 'Approved',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  cancelled: 'Cancelled',
};

export function stateWords({ state, automatic }: Pick<LeaveRequest, 'state' | 'automatic'>): string {
  return state === 'approved' && automatic ? 'Approved at once' : STATES[state];
}
