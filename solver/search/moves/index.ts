import { type Move } from './move.js';
import { setBlock } from './set-block.move.js';
import { setCell } from './set-cell.move.js';
import { shiftBlock } from './shift-block.move.js';
import { swapDays } from './swap-days.move.js';
import { swapPeople } from './swap-people.move.js';

export { type Move } from './move.js';

/** Every small move; one that is listed twice is tried twice as often. */
export const moves: readonly Move[] = [
  setCell,
  setCell,
  swapPeople,
  swapPeople,
  swapDays,
  setBlock,
  shiftBlock,
];
