import { describe, expect, it } from 'vitest';
import { minutesTyped } from './hours-typed';

describe('hours as they are typed', () => {
  it.each([
    ['7.5', 450],
    [' 12 ', 720],
    ['-12', -720],
    ['− 0,25', -15],
    ['7:30', 450],
    ['-7:05', -425],
  ])('%s', (text, minutes) => {
    expect(minutesTyped(text)).toBe(minutes);
  });

  it.each(['', '0', '0:00', 'two', '7:60', '1000', '7.555', '--7', '7h'])('%s says nothing', (text) => {
    expect(minutesTyped(text)).toBeNull();
  });
});
