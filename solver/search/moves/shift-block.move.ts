import { type Move } from './move.js';

/** Moves the edge of a run: a day next to a worked one takes its shift, or a run's last day at either end becomes free and the far end grows. */
export const shiftBlock: Move = {
  name: 'shift-block',
  propose(score, random) {
    const person = random.below(score.people.length);
    const day = random.below(score.dayCount);
    const token = score.token(person, day);
    if (token === 0) return false;
    let first = day;
    while (first > 0 && score.token(person, first - 1) !== 0) first--;
    let last = day;
    while (last + 1 < score.dayCount && score.token(person, last + 1) !== 0) last++;
    const later = random.below(2) === 1;
    const grows = later ? last + 1 : first - 1;
    const frees = later ? first : last;
    if (grows < 0 || grows >= score.dayCount) return false;
    const taken = random.below(2) === 1 ? token : random.pick(score.people[person]!.options[grows]!);
    if (taken === 0 || !score.may(person, grows, taken) || !score.may(person, frees, 0)) return false;
    score.set(person, grows, taken);
    score.set(person, frees, 0);
    return true;
  },
};
