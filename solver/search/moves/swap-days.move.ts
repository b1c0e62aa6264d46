import { type Move } from './move.js';

/** One person's shifts of two days change places. */
export const swapDays: Move = {
  name: 'swap-days',
  propose(score, random) {
    if (score.dayCount < 2) return false;
    const person = random.below(score.people.length);
    const day = random.below(score.dayCount);
    const other = random.below(score.dayCount);
    const a = score.token(person, day);
    const b = score.token(person, other);
    if (a === b || !score.may(person, day, b) || !score.may(person, other, a)) return false;
    score.set(person, day, b);
    score.set(person, other, a);
    return true;
  },
};
