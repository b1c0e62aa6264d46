import { type DemoAbsence } from '../demo-types.js';
import { staffNumber } from './people.js';

export const absences: readonly DemoAbsence[] = [
  away(1, 'annual-leave', 14, 20),
  away(2, 'annual-leave', 0, 6),
  away(3, 'annual-leave', 28, 41),
  away(4, 'annual-leave', 21, 27),
  away(5, 'study-leave', 10, 11),
  away(5, 'annual-leave', 35, 41),
  away(6, 'annual-leave', 42, 48),
  away(7, 'annual-leave', 14, 20),
  away(8, 'sickness', -47, 8, 'Recovering from an operation'),
  away(9, 'annual-leave', 35, 41),
  away(10, 'annual-leave', 7, 13),
  away(11, 'annual-leave', 21, 34),
  away(12, 'study-leave', 3, 4),
  away(12, 'annual-leave', 28, 34),
  away(13, 'annual-leave', 49, 55),
  away(14, 'annual-leave', 0, 6),
  away(15, 'annual-leave', 12, 20),
  away(16, 'study-leave', 24, 25),
  away(16, 'annual-leave', 47, 55),
  away(17, 'study-leave', 8, 10),
  away(18, 'annual-leave', 26, 34),
  away(19, 'annual-leave', 7, 13),
  away(20, 'parental-leave', 21, 55),
  away(21, 'annual-leave', 42, 48),
  away(22, 'study-leave', 22, 22),
  away(23, 'annual-leave', 49, 55),
  away(25, 'annual-leave', 0, 6),
  away(26, 'annual-leave', 14, 20),
  away(27, 'annual-leave', 42, 48),
  away(28, 'annual-leave', 28, 41),
  away(30, 'annual-leave', 7, 13),
  away(32, 'annual-leave', 35, 44),
  away(33, 'annual-leave', 21, 27),
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
