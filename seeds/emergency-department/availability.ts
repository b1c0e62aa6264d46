import { type DemoAvailability } from '../demo-types.js';
import { staffNumber } from './people.js';

/** From the first day of the published rota to the last of the second draft. */
const FIRST_DAY = -28;
const LAST_DAY = 55;

export const availability: readonly DemoAvailability[] = [
  // Fixed days of those who work less than full time.
  { ...entry(5, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [2] },
  { ...entry(10, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working days'), weekdays: [3, 4] },
  { ...entry(16, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [4] },
  { ...entry(18, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working days'), weekdays: [0, 1] },
  { ...entry(22, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [1] },
  { ...entry(26, 'cannot', FIRST_DAY, LAST_DAY, 'Non-working day'), weekdays: [2] },

  entry(2, 'cannot', 5, 6, 'Sister’s wedding'),
  { ...entry(4, 'cannot', 10, 10, 'Examination in the morning after'), shiftKind: 'night' },
  entry(8, 'cannot', 26, 27, 'Moving house'),
  entry(17, 'cannot', 12, 13, 'Examining for the college'),
  entry(21, 'cannot', 19, 20, 'Naming ceremony'),
  entry(25, 'cannot', 8, 8, 'Speaks at the regional trauma day'),
  entry(12, 'cannot', 33, 34, 'Marathon'),

  {
    ...entry(1, 'rather-not', FIRST_DAY, LAST_DAY, 'Choir practice'),
    weekdays: [3],
    shiftKind: 'evening',
    weight: 10,
  },
  { ...entry(3, 'rather-not', 14, 20, 'Visitors from home'), shiftKind: 'night', weight: 20 },
  { ...entry(6, 'rather-not', 12, 13, 'Cousin’s birthday'), weight: 30 },
  {
    ...entry(7, 'rather-not', FIRST_DAY, LAST_DAY, 'Childcare ends at six'),
    weekdays: [1],
    shiftKind: 'evening',
    weight: 15,
  },
  { ...entry(9, 'rather-not', 19, 20, 'Climbing weekend'), weight: 20 },
  { ...entry(13, 'rather-not', 14, 17, 'First days in the department'), shiftKind: 'night', weight: 60 },
  { ...entry(15, 'rather-not', 5, 6, 'Anniversary'), weight: 30 },
  {
    ...entry(20, 'rather-not', FIRST_DAY, LAST_DAY, 'School run'),
    weekdays: [0],
    shiftKind: 'day',
    weight: 10,
  },
  { ...entry(23, 'rather-not', FIRST_DAY, LAST_DAY, 'Church'), weekdays: [6], weight: 10 },
  { ...entry(24, 'rather-not', 19, 20, 'Family visit'), weight: 20 },
  {
    ...entry(28, 'rather-not', FIRST_DAY, LAST_DAY, 'Governors’ meeting'),
    weekdays: [1],
    shiftKind: 'evening',
    weight: 10,
  },

  { ...entry(4, 'would-like', 3, 5, 'Would like the weekend after free'), shiftKind: 'night', weight: 10 },
  { ...entry(11, 'would-like', 18, 20, 'Free before the examination'), shiftKind: 'night', weight: 15 },
  { ...entry(14, 'would-like', 1, 1, 'Case presentation at noon'), shiftKind: 'day', weight: 20 },
  { ...entry(19, 'would-like', 23, 23, 'Teaches the juniors'), shiftKind: 'day', weight: 20 },
  {
    ...entry(22, 'would-like', FIRST_DAY, LAST_DAY, 'Prefers lates'),
    weekdays: [3],
    shiftKind: 'evening',
    weight: 8,
  },
  { ...entry(27, 'would-like', 2, 2, 'Governance meeting in the afternoon'), shiftKind: 'day', weight: 20 },
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
