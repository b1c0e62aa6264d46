import { describe, expect, it } from 'vitest';
import { lengthMin, shiftInWords, spokenName } from './shift-words';

/** The night on which the clock goes back. */
const NIGHT = {
  shiftName: 'Night',
  date: '2026-10-24',
  startsAt: '2026-10-24T19:30:00.000Z',
  endsAt: '2026-10-25T08:30:00.000Z',
};

describe('a shift in words', () => {
  it('has its times by the clock of the hospital, and the length that it really is', () => {
    expect(shiftInWords(NIGHT)).toBe('Night, Saturday 24 October 2026, 20:30 to 08:30');
    expect(lengthMin(NIGHT)).toBe(13 * 60);
  });
});

describe('a name as one says it', () => {
  it('begins with the given name', () => {
    expect(spokenName('Adeyemi, Sam')).toBe('Sam Adeyemi');
    expect(spokenName('Cher')).toBe('Cher');
  });
});
