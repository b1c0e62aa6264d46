import { describe, expect, it } from 'vitest';
import { minuteOf, timeOf } from './time-words';

describe('a time of the day', () => {
  it('is read as it is written, every minute of it', () => {
    for (let min = 0; min < 1440; min++) expect(minuteOf(timeOf(min))).toBe(min);
  });

  it.each(['', '24:00', '12:60', '7:30', 'noon'])('is not %j', (text) => {
    expect(minuteOf(text)).toBeNull();
  });
});
