import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closedQuarters,
  FEWEST_PLACED,
  FEWEST_REPORTERS,
  type QuarterCounts,
  shownCounts,
} from './shown-counts.js';
import { daysAfter, KINDS, type ReportKind } from './terms.js';

/** Reports as pairs of a doctor and a kind, and how many doctors there are. */
const world = fc.record({
  reports: fc.array(fc.tuple(fc.nat(14), fc.constantFrom(...KINDS)), { maxLength: 60 }),
  placed: fc.integer({ min: 0, max: 30 }),
});

function countsOf(reports: readonly (readonly [number, ReportKind])[], placed: number): QuarterCounts {
  const people = (of: readonly (readonly [number, ReportKind])[]): number =>
    new Set(of.map(([person]) => person)).size;
  const kinds = KINDS.map((kind) => {
    const own = reports.filter(([, each]) => each === kind);
    return { kind, reports: own.length, people: people(own) };
  });
  return { kinds, people: people(reports), placed };
}

describe('what is shown of reports', () => {
  it('never lets a group of fewer than five be seen, nor be reckoned from what is seen', () => {
    fc.assert(
      fc.property(world, ({ reports, placed }) => {
        const counts = countsOf(reports, placed);
        const shown = shownCounts(counts);
        if (counts.people < FEWEST_REPORTERS || placed < FEWEST_PLACED) {
          expect(shown).toEqual({ reports: null, kinds: null });
          return;
        }
        expect(shown.reports).toBe(reports.length);
        const hidden = counts.kinds.filter(({ people }) => people > 0 && people < FEWEST_REPORTERS);
        if (hidden.length > 0) expect(shown.kinds).toBeNull();
        else {
          const sum = shown.kinds!.reduce((total, each) => total + each.reports, 0);
          expect(sum).toBe(reports.length);
        }
      }),
    );
  });

  it('does not tell a quarter without reports from one with few', () => {
    const few = countsOf([[1, 'hours']], 20);
    expect(shownCounts(countsOf([], 20))).toEqual(shownCounts(few));
  });
});

describe('the quarters', () => {
  it('are those of which nobody can report any more', () => {
    const names = (today: string): string[] => closedQuarters(today, 28, 2).map(({ name }) => name);
    // 28 days after 30 June 2026 is 28 July.
    expect(names('2026-07-28')).toEqual(['2026-Q1', '2025-Q4']);
    expect(names('2026-07-29')).toEqual(['2026-Q2', '2026-Q1']);
  });

  it('follow each other without a gap', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const quarters = closedQuarters(date.toISOString().slice(0, 10), 28, 4);
        expect(quarters).toHaveLength(4);
        quarters.slice(1).forEach((each, index) => {
          expect(daysAfter(each.to, 1)).toBe(quarters[index]!.from);
        });
      }),
    );
  });
});
