import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAY_ELEMENT_CODES, payElement } from './index.js';
import { afcTables } from './tables/afc.tables.js';
import { doctors2016Tables } from './tables/doctors2016.tables.js';

const page = readFileSync(new URL('../../docs/pay.md', import.meta.url), 'utf8');

describe('the page on pay', () => {
  it.each(PAY_ELEMENT_CODES)('has %s with its unit and evidence', (code) => {
    const { unit, evidence } = payElement(code);
    const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\``));
    expect(
      row
        ?.split('|')
        .slice(-3, -1)
        .map((cell) => cell.trim()),
    ).toEqual([unit, evidence]);
  });

  it('has no element that there is not', () => {
    const rows = [...page.matchAll(/^\| `([a-z0-9.-]+)`/gm)].map(([, code]) => code);
    expect(rows).toEqual(PAY_ELEMENT_CODES);
  });

  it('names every table by the day from which it pays', () => {
    for (const { effectiveFrom } of [...doctors2016Tables, ...afcTables])
      expect(page).toContain(effectiveFrom);
  });
});
