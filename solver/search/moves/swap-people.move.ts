import { type Move } from './move.js';

const LONGEST_BLOCK = 7;

/** Two people swap the same block of days. */
export const swapPeople: Move = {
  name: 'swap-people',
  propose(score, random) {
    if (score.people.length < 2) return false;
    const one = random.below(score.people.length);
    let other = random.below(score.people.length - 1);
    if (other >= one) other++;
    const from = random.below(score.dayCount);
    const to = Math.min(score.dayCount, from + 1 + random.below(LONGEST_BLOCK));
    let differs = false;
    for (let day = from; day < to; day++) {
      const a = score.token(one, day);
      const b = score.token(other, day);
      if (a === b) continue;
      if (!score.may(one, day, b) || !score.may(other, day, a)) return false;
      differs = true;
    }
    if (!differs) return false;
    for (let day = from; day < to; day++) {
      const a = score.token(one, day);
      score.set(one, day, score.token(other, day));
      score.set(other, day, a);
    }
    return true;
  },
};
