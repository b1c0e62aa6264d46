import { describe, expect, it } from 'vitest';
import { numberWords, parameterWords, parametersInWords } from './number-words';

describe('the numbers of a rule', () => {
  it.each([
    ['minRestH', { words: 'min rest', unit: 'h' }],
    ['eachMin', { words: 'each', unit: 'min' }],
    ['referenceWeeks', { words: 'reference', unit: 'weeks' }],
    ['maxShortPercent', { words: 'max short', unit: '%' }],
    ['max', { words: 'max', unit: '' }],
    ['proRata', { words: 'pro rata', unit: '' }],
  ])('are named without their unit: %s', (name, words) => {
    expect(parameterWords(name)).toEqual(words);
  });

  it.each([
    [
      { name: 'minRestH', value: '11', atLeast: 11, atMost: null },
      'min rest 11 h (a unit may set at least 11)',
    ],
    [{ name: 'max', value: '7', atLeast: null, atMost: 8 }, 'max 7 (a unit may set at most 8)'],
    [{ name: 'max', value: '7', atLeast: 5, atMost: 8 }, 'max 7 (a unit may set from 5 to 8)'],
    [{ name: 'proRata', value: 'true', atLeast: null, atMost: null }, 'pro rata yes'],
    [{ name: 'shiftTypeIds', value: '', atLeast: null, atMost: null }, 'shift type ids none'],
  ])('are told with how far a unit may go: %o', (number, words) => {
    expect(numberWords(number)).toBe(words);
  });

  it('that a unit set are listed', () => {
    expect(parametersInWords({ max: 8, authorised: true })).toBe('max 8, authorised yes');
  });
});
