import { type DemoAbsence } from '../demo-types.js';
import { staffNumber } from './people.js';

export const absences: readonly DemoAbsence[] = [
  away(1, 'annual-leave', 7, 13),
  away(2, 'annual-leave', 35, 48),
  away(3, 'study-leave', 9, 10),
  away(4, 'annual-leave', 21, 27),
  away(5, 'annual-leave', 42, 48),
  away(6, 'annual-leave', 0, 6),
  away(6, 'study-leave', 30, 32),
  away(7, 'annual-leave', 21, 27),
  away(8, 'study-leave', 15, 17),
  away(9, 'annual-leave', 40, 48),
  away(10, 'annual-leave', 14, 20),
  away(11, 'annual-leave', 7, 13),
  away(12, 'annual-leave', 49, 55),
  away(14, 'annual-leave', 14, 20),
  away(15, 'study-leave', 22, 24),
  away(15, 'annual-leave', 33, 41),
  away(16, 'annual-leave', 0, 6),
  away(17, 'annual-leave', 26, 34),
  away(18, 'annual-leave', 28, 34),
  away(19, 'study-leave', 8, 9),
  away(20, 'annual-leave', 14, 20),
  away(21, 'annual-leave', 42, 55),
  away(22, 'sickness', -50, 4, 'Back in the second week by the fit note'),
  away(23, 'annual-leave', 28, 34),
  away(24, 'annual-leave', 3, 9),
  away(25, 'annual-leave', 35, 41),
  // The regional trauma day takes most consultants away at once: one shift of that day cannot be covered.
  away(26, 'study-leave', 7, 8),
  away(27, 'study-leave', 8, 8),
  away(27, 'annual-leave', 21, 27),
  away(28, 'annual-leave', 49, 55),
];

function away(
  serial: number,
  kind: DemoAbsence['kind'],
  firstDay: number,
  lastDay: number,
  reason = '',
): DemoAbsence {
  return { staffNumber: staffNumber(serial), kind, firstDay, lastDay, reason };
}
