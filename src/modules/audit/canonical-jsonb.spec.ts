import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../common/canonical-json.js';
import { writeCanonicalJsonb } from './canonical-jsonb.js';
import { TextSink } from './text-sink.js';

const AROUND = '{"a": [1]}';

/** The text stands amid others, as it does in what the database sends. */
function canonicalJsonb(text: string): string {
  const sink = new TextSink();
  const from = Buffer.byteLength(AROUND);
  writeCanonicalJsonb(sink, Buffer.from(`${AROUND}${text}${AROUND}`), from, from + Buffer.byteLength(text));
  return sink.toString();
}

/** As PostgreSQL writes a `jsonb`: shorter keys first, a blank after each colon and comma. */
function asPostgresWrites(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asPostgresWrites).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.from(a).compare(Buffer.from(b)))
    .map(([key, member]) => `${JSON.stringify(key)}: ${asPostgresWrites(member)}`);
  return `{${members.join(', ')}}`;
}

describe('writeCanonicalJsonb', () => {
  it('gives the canonical JSON of every value', () => {
    const key = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'b', 'aa', '"', '\\'),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false, 0, 1e21, 1.5e-7, -3, 123456789012345680000),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.string({ unit: 'binary' }),
        fc.array(tie('tree')),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const stored: unknown = JSON.parse(JSON.stringify(value));
        expect(canonicalJsonb(asPostgresWrites(stored))).toBe(canonicalJson(stored));
      }),
    );
  });

  it.each(['', '{', '[1, 2', '{"a" 1}', '{"a":1}', '[1,2]', '"open', '1 2', 'nul', '{}{}'])(
    'refuses %j, which PostgreSQL would not write',
    (text) => {
      expect(() => canonicalJsonb(text)).toThrow();
    },
  );
});
