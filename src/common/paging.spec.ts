import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from './domain-error.js';
import { decodeCursor, encodeCursor, PageQuery, toPage } from './paging.js';
import { pageOfSmallList } from './small-list.js';

describe('a cursor', () => {
  it('comes back as it was given', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        expect(decodeCursor(encodeCursor([text, number]), ['string', 'number'])).toEqual([text, number]);
      }),
    );
  });

  it('that was made up is refused, never followed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor(text, ['string', 'string', 'number'])).toThrow(DomainError);
      }),
    );
  });
});

describe('pages', () => {
  const query = (limit: number, cursor: string | null): PageQuery =>
    Object.assign(new PageQuery(), { limit, ...(cursor === null ? {} : { cursor }) });

  it('of a small list are the list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid()), fc.integer({ min: 1, max: 500 }), (ids, limit) => {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page: { items: string[]; nextCursor: string | null } = pageOfSmallList(
            ids,
            query(limit, cursor),
            (id) => id,
          );
          seen.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen).toEqual(ids);
      }),
    );
  });

  it('end without a cursor when there is nothing more', () => {
    const page = (rows: number[]): string | null =>
      toPage(
        rows,
        2,
        (n) => [n],
        (n) => n,
      ).nextCursor;
    expect(page([])).toBeNull();
    expect(page([1, 2])).toBeNull();
    expect(page([1, 2, 3])).toBe(encodeCursor([2]));
  });
});
