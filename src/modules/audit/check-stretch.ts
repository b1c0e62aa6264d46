import { type AuditReader, type Stretch } from './audit-reader.js';
import { beginning, type KnownEnd, StretchCheck, type StretchReport } from './chain-check.js';

/** Checks the entries of a stretch as they are read. */
export async function checkStretch(
  reader: AuditReader,
  stretch: Stretch,
  known: readonly KnownEnd[],
): Promise<StretchReport> {
  const { chain, after } = stretch;
  const before = after === 0 ? null : await reader.entryUpTo(chain, after);
  const check = new StretchCheck(chain, before ?? beginning(chain), known);
  await reader.read(stretch, (row) => {
    check.add(row);
  });
  return check.report();
}
