import { expect, it } from 'vitest';
import { formatDecimal, formatPence, formatPounds } from './money';

it('writes pence as pounds', () => {
  expect([0, 5, 123_456].map(formatPence)).toEqual(['£0.00', '£0.05', '£1,234.56']);
});

it('keeps the places of an exact amount', () => {
  expect(['26.201400', '1048.0500', '3.0000'].map(formatPounds)).toEqual(['£26.2014', '£1,048.05', '£3.00']);
});

it('writes quantities without idle zeros', () => {
  expect(['12.5000', '4.0000', '0.1429', '10.0'].map(formatDecimal)).toEqual(['12.5', '4', '0.1429', '10']);
});
