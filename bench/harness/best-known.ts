import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface BestKnown {
  readonly source: string;
  readonly values: Readonly<Record<string, number>>;
}

/** The best objectives that are known of a set's instances, by instance; none for a set that is not listed. */
export function bestKnownOf(set: string): ReadonlyMap<string, number> {
  const sets = JSON.parse(readFileSync(join('bench', 'best-known.json'), 'utf8')) as Record<
    string,
    BestKnown
  >;
  return new Map(Object.entries(sets[set]?.values ?? {}));
}
