import { type Audience } from '../api/staff-types';

const AUDIENCES: Readonly<Record<Audience, string>> = {
  unit: 'the unit',
  'other-units': 'other units as well',
  bank: 'the bank as well',
  agency: 'agencies as well',
};
const STATES = {
  open: 'Open',
  filled: 'Taken',
  withdrawn: 'Withdrawn',
  expired: 'Nobody took it in time',
} as const;

/** How far an open shift has gone out. */
export function audienceWords(audience: Audience): string {
  return AUDIENCES[audience];
}

export function vacancyStateWords(state: keyof typeof STATES): string {
  return STATES[state];
}

/** The steps beyond the unit, in their order; each includes those before it. */
export const BEYOND = ['other-units', 'bank', 'agency'] as const;

/** Where a shift that has gone out so far can still go. */
export function furtherThan(audience: Audience): readonly (typeof BEYOND)[number][] {
  return audience === 'unit' ? BEYOND : BEYOND.slice(BEYOND.indexOf(audience) + 1);
}
