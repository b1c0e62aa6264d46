import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contrastRatio, textColourOn } from './contrast';

it('reads on any colour with the contrast that WCAG asks of text', () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, (background) => {
      expect(contrastRatio(textColourOn(background), background)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 2000 },
  );
});

it('measures contrast as WCAG defines it', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrastRatio('#005eb8', '#005eb8')).toBe(1);
});
