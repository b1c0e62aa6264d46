import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryHash, type HashedEntry } from './audit-hash.js';
import { readCopiedRows } from './copied-rows.js';
import { Chain } from './sealed-row.js';

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const END = int(-1, 2);
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** A row in the binary form of COPY, its time `microsLater` than the entry says. */
function copied(entry: HashedEntry, hash: Buffer, microsLater = 0): Buffer {
  const { seq, at, actor, action, subjectType, subjectId, detail, previousHash } = entry;
  const micros = BigInt(at.getTime() - EPOCH_MS) * 1000n + BigInt(microsLater);
  const texts = [actor, action, subjectType, subjectId].map((text) => Buffer.from(text));
  const jsonb = Buffer.concat([Buffer.from([1]), Buffer.from(asPostgresWrites(detail))]);
  const values = [int8(BigInt(seq)), int8(micros), ...texts, jsonb, previousHash, hash];
  return Buffer.concat([int(9, 2), ...values.flatMap((value) => [int(value.length, 4), value])]);
}

function int(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
}

function int8(value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(value);
  return buffer;
}

/** Objects with one member need no order. */
function asPostgresWrites(detail: Record<string, unknown>): string {
  const members = Object.entries(detail).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{${members.join(', ')}}`;
}

async function* inPieces(bytes: Buffer, ends: readonly number[]): AsyncGenerator<Buffer> {
  const places = [...new Set(ends.map((end) => end % (bytes.length + 1)))].sort((a, b) => a - b);
  for (const [k, end] of [...places, bytes.length].entries()) {
    await Promise.resolve();
    yield bytes.subarray(k === 0 ? 0 : places[k - 1]!, end);
  }
}

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.uuid());
const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const anyEntry: fc.Arbitrary<HashedEntry> = fc.record({
  chain: fc.constantFrom('a chain', 'another "chain"'),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  at: fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
  actor: anyText,
  action: anyText,
  subjectType: anyText,
  subjectId: anyText,
  detail: fc.dictionary(anyText, anyText, { maxKeys: 1, noNullPrototype: true }),
  previousHash: anyHash,
});

describe('rows of the log as PostgreSQL copies them', () => {
  it('have the hash with which they were written, wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry), fc.array(fc.nat()), async (entries, ends) => {
        const rows = entries.map((entry) => copied(entry, entryHash(entry)));
        const found: unknown[] = [];
        await readCopiedRows(inPieces(Buffer.concat([HEADER, ...rows, END]), ends), (row) => {
          const { chain } = entries[found.length]!;
          const previous = entries[found.length]!.previousHash.toString('latin1');
          found.push([
            row.seq,
            row.hasPreviousHash(previous),
            row.hash(),
            row.hashOfContent(new Chain(chain)),
          ]);
        });
        expect(found).toEqual(
          entries.map((entry) => {
            const hash = entryHash(entry).toString('latin1');
            return [entry.seq, true, hash, hash];
          }),
        );
      }),
    );
  });

  it('were never written where their time is no whole millisecond', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntry, fc.integer({ min: 1, max: 999 }), async (entry, micros) => {
        const bytes = Buffer.concat([HEADER, copied(entry, entryHash(entry), micros), END]);
        await readCopiedRows(inPieces(bytes, []), (row) => {
          expect(row.hashOfContent(new Chain(entry.chain))).toBeNull();
        });
      }),
    );
  });

  it('are not taken for all of them where the end is missing', async () => {
    await expect(readCopiedRows(inPieces(HEADER, []), () => undefined)).rejects.toThrow(/ended before/);
    const other = Buffer.from('something else of that length');
    await expect(readCopiedRows(inPieces(other, []), () => undefined)).rejects.toThrow(/binary form/);
  });

  it('are read to their end before a failure is told', async () => {
    let ended = false;
    const pieces = (async function* () {
      const at = new Date(0);
      const entry = {
        chain: 'c',
        seq: 1,
        at,
        actor: '',
        action: '',
        subjectType: '',
        subjectId: '',
        detail: {},
      };
      await Promise.resolve();
      yield HEADER;
      yield copied({ ...entry, previousHash: Buffer.alloc(32) }, Buffer.alloc(32));
      yield END;
      ended = true;
    })();
    const failing = (): void => {
      throw new Error('not this one');
    };
    await expect(readCopiedRows(pieces, failing)).rejects.toThrow('not this one');
    expect(ended).toBe(true);
  });
});
