import { type Move } from './move.js';

/** Gives one cell another shift, or makes it free. */
export const setCell: Move = {
  name: 'set-cell',
  propose(score, random) {
    const person = random.below(score.people.length);
    const day = random.below(score.dayCount);
    const options = score.people[person]!.options[day]!;
    if (options.length < 2) return false;
    const token = random.pick(options);
    if (token === score.token(person, day)) return false;
    score.set(person, day, token);
    return true;
  },
};
