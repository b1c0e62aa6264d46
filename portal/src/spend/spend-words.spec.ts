import { describe, expect, it } from 'vitest';
import { costInWords, totalPence } from './spend-words';

const sum = (pence: number | null, mostPence = pence, places = 1) => ({
  step: 'uncovered' as const,
  places,
  workMin: 480 * places,
  pence,
  mostPence,
});

describe('what a step costs, in words', () => {
  it('is a sum, or from the cheapest to the dearest', () => {
    expect(costInWords(sum(12_000))).toBe('£120.00');
    expect(costInWords(sum(12_000, 24_000))).toBe('£120.00 to £240.00');
  });

  it('says when there is nothing, and when no rate is set', () => {
    expect(costInWords(sum(0, 0, 0))).toBe('–');
    expect(costInWords(sum(null))).toBe('No rate set');
  });
});

it('the sum of all steps is unknown with one that is', () => {
  expect(totalPence([sum(100), sum(50)])).toBe(150);
  expect(totalPence([sum(100), sum(null)])).toBeNull();
});
