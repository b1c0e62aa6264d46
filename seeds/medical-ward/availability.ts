import { type DemoAvailability } from '../demo-types.js';
import { staffNumber } from './people.js';

/** From the first day of the published rota to the last of the second draft. */
const FIRST_DAY = -28;
const LAST_DAY = 55;

export const availability: readonly DemoAvailability[] = [
  { ...entry(5, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [2] },
  { ...entry(6, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working days'), weekdays: [0, 1] },
  { ...entry(13, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [4] },
  { ...entry(19, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working days'), weekdays: [3, 4] },
  { ...entry(27, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [0] },
  { ...entry(29, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working days'), weekdays: [1, 2] },
  // The ward manager works by day.
  { ...entry(1, 'cannot', FIRST_DAY, LAST_DAY, 'No nights in this post'), shiftKind: 'night' },
  { ...entry(31, 'cannot', FIRST_DAY, LAST_DAY, 'No nights on medical advice'), shiftKind: 'night' },

  entry(3, 'cannot', 12, 13, 'Christening'),
  entry(16, 'cannot', 5, 6, 'Family wedding'),
  entry(24, 'cannot', 20, 20, 'House sale'),
  entry(28, 'cannot', 18, 19, 'Taking a daughter to university'),

  { ...entry(4, 'rather-not', FIRST_DAY, LAST_DAY, 'Mass'), weekdays: [6], weight: 10 },
  {
    ...entry(7, 'rather-not', FIRST_DAY, LAST_DAY, 'Evening course'),
    weekdays: [3],
    shiftKind: 'night',
    weight: 15,
  },
  { ...entry(10, 'rather-not', 19, 20, 'Old friends visiting'), weight: 20 },
  { ...entry(12, 'rather-not', 26, 27, 'Temple festival'), weight: 30 },
  { ...entry(17, 'rather-not', 0, 20, 'First months as a nurse'), shiftKind: 'night', weight: 15 },
  {
    ...entry(22, 'rather-not', FIRST_DAY, LAST_DAY, 'Friday prayers with the family'),
    weekdays: [4],
    weight: 10,
  },
  {
    ...entry(26, 'rather-not', FIRST_DAY, LAST_DAY, 'Friday prayers'),
    weekdays: [4],
    shiftKind: 'long-day',
    weight: 15,
  },
  { ...entry(33, 'rather-not', FIRST_DAY, LAST_DAY, 'Nursery is closed'), weekdays: [2], weight: 20 },

  {
    ...entry(9, 'would-like', FIRST_DAY, LAST_DAY, 'Prefers nights'),
    weekdays: [0, 1],
    shiftKind: 'night',
    weight: 8,
  },
  { ...entry(15, 'would-like', 7, 8, 'Before leave'), weight: 10 },
  { ...entry(18, 'would-like', 2, 4, 'Prefers nights together'), shiftKind: 'night', weight: 10 },
  { ...entry(20, 'would-like', 12, 13, 'Partner is at home'), weight: 15 },
  {
    ...entry(30, 'would-like', FIRST_DAY, LAST_DAY, 'Prefers nights'),
    weekdays: [3, 4],
    shiftKind: 'night',
    weight: 8,
  },
  {
    ...entry(31, 'would-like', FIRST_DAY, LAST_DAY, 'School hours suit'),
    weekdays: [0],
    shiftKind: 'day',
    weight: 12,
  },
];

function entry(
  serial: number,
  kind: DemoAvailability['kind'],
  firstDay: number,
  lastDay: number,
  note: string,
): DemoAvailability {
  return { staffNumber: staffNumber(serial), kind, firstDay, lastDay, weight: 10, note };
}
