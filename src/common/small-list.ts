import { decodeCursor, toPage, type Page, type PageQuery } from './paging.js';
import { invalid } from './domain-error.js';

/** A page of a list that is small enough to be read whole. Its cursors name the last item of the page before. */
export function pageOfSmallList<T>(
  items: readonly T[],
  query: PageQuery,
  idOf: (item: T) => string,
): Page<T> {
  const after = decodeCursor(query.cursor, ['string'])?.[0];
  const start = after === undefined ? 0 : items.findIndex((item) => idOf(item) === after) + 1;
  if (after !== undefined && start === 0) {
    throw invalid({
      path: 'cursor',
      message: 'The list has changed since this cursor was given; leave it out to start again.',
    });
  }
  return toPage(
    items.slice(start, start + query.limit + 1),
    query.limit,
    (item) => [idOf(item)],
    (item) => item,
  );
}
