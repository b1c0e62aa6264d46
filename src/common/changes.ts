import { canonicalJson } from './canonical-json.js';

/** What an edit changes, for the audit log: `{name: {from, to}}`, without the fields that stay. */
export function changesOf<T extends object>(
  before: T,
  after: Partial<T>,
): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  for (const [key, to] of Object.entries(after)) {
    const from = (before as Record<string, unknown>)[key];
    if (canonicalJson(from ?? null) !== canonicalJson(to ?? null)) changes[key] = { from, to };
  }
  return changes;
}
