import { type Move } from './move.js';

const LONGEST_BLOCK = 5;

/** Gives a block of consecutive days of one person the same shift, or makes it free. */
export const setBlock: Move = {
  name: 'set-block',
  propose(score, random) {
    const person = random.below(score.people.length);
    const from = random.below(score.dayCount);
    const to = Math.min(score.dayCount, from + 2 + random.below(LONGEST_BLOCK - 1));
    const token = random.pick(score.people[person]!.options[from]!);
    let differs = false;
    for (let day = from; day < to; day++) {
      if (!score.may(person, day, token)) return false;
      if (score.token(person, day) !== token) differs = true;
    }
    if (!differs) return false;
    for (let day = from; day < to; day++) score.set(person, day, token);
    return true;
  },
};
