import { expect, it } from 'vitest';
import { ownNotes, sharedNotes } from './notes-of-people';

const people = [{ notes: ['old table'] }, { notes: ['old table', 'no point'] }, { notes: [] }];

it('says once what several people have, and of each what they alone have', () => {
  expect(sharedNotes(people)).toEqual(['2 people: old table']);
  expect([...ownNotes(people)]).toEqual([[people[1], 1]]);
});
