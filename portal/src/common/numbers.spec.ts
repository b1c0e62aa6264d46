import { describe, expect, it } from 'vitest';
import { penceFrom, wholeNumber } from './numbers';

describe('numbers as somebody types them', () => {
  it('are whole and in their range', () => {
    expect(wholeNumber(' 48 ', 0, 100)).toBe(48);
    for (const text of ['', '-1', '1.5', '101', 'ten', '1e2']) expect(wholeNumber(text, 0, 100)).toBeNull();
  });

  it('are pounds with at most two places', () => {
    expect(penceFrom('£1,200.50')).toBe(120_050);
    expect(penceFrom('19.99')).toBe(1999);
    expect(penceFrom('12')).toBe(1200);
    for (const text of ['', '1.999', '-3', 'free']) expect(penceFrom(text)).toBeNull();
  });
});
