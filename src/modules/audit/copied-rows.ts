import { SealedRow } from './sealed-row.js';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Signature, flags, length of the extension. */
const HEADER_BYTES = SIGNATURE.length + 8;
const LAST = -1;

/**
 * Reads rows from the binary form of COPY as it comes, in pieces that end anywhere.
 *
 * @param take is given each row; the object is that of the next row when it returns. What it throws is thrown when all pieces have
 *   come: a connection can be used again only then.
 * @throws Error for bytes that are no such form, or that end before its end.
 */
export async function readCopiedRows(
  pieces: AsyncIterable<Buffer>,
  take: (row: SealedRow) => void,
): Promise<void> {
  const row = new SealedRow();
  let bytes: Buffer = Buffer.alloc(0);
  let at = 0;
  let isOver = false;
  let isBegun = false;
  const failures: unknown[] = [];
  const taken = (): void => {
    if (failures.length > 0) return;
    try {
      take(row);
    } catch (error) {
      failures.push(error);
    }
  };
  for await (const piece of pieces) {
    bytes = at === bytes.length ? piece : Buffer.concat([bytes.subarray(at), piece]);
    at = 0;
    if (!isBegun) {
      if (bytes.length < HEADER_BYTES) continue;
      at = afterHeader(bytes);
      isBegun = true;
    }
    while (!isOver && at + 2 <= bytes.length) {
      isOver = bytes.readInt16BE(at) === LAST;
      const after = isOver ? at + 2 : row.read(bytes, at + 2);
      if (after < 0) break;
      if (!isOver) taken();
      at = after;
    }
  }
  if (failures.length > 0) throw failures[0];
  if (!isOver) throw new Error('the answer of the database ended before its end');
}

function afterHeader(bytes: Buffer): number {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    throw new Error('the answer of the database is not the binary form of COPY');
  }
  // An extension may follow; there is none in any version of today.
  return HEADER_BYTES + bytes.readInt32BE(HEADER_BYTES - 4);
}
