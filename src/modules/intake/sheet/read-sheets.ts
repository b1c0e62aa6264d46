import { type KnownSheet, knownSheet, type SheetKind } from './columns.js';
import { readCsv } from './read-csv.js';
import { readWorkbook } from './read-workbook.js';
import { refuseSheet, SHEET_LIMITS, type SheetRow } from './sheet-table.js';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Workbooks of before 2007, and those that a password protects. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** The sheets of an upload, at most one of each kind. */
export type KnownSheets = Partial<Readonly<Record<SheetKind, KnownSheet>>>;

/**
 * Reads uploaded files, told apart by their content and not by their names. Of workbooks every sheet with a known header counts.
 *
 * @throws DomainError with everything that is wrong
 */
export async function readSheets(files: readonly Buffer[]): Promise<KnownSheets> {
  const found: { placements?: KnownSheet; people?: KnownSheet } = {};
  for (const bytes of files) {
    for (const sheet of await sheetsOf(bytes)) {
      if (found[sheet.kind] !== undefined) {
        throw refuseSheet(
          'sheet-columns',
          `There are two sheets of ${sheet.kind}; upload one, or put their rows into one sheet.`,
        );
      }
      found[sheet.kind] = sheet;
    }
  }
  return found;
}

async function sheetsOf(bytes: Buffer): Promise<KnownSheet[]> {
  const named = await openSheets(bytes);
  const known = named.flatMap(({ name, rows }) => knownSheet(name, rows) ?? []);
  if (known.length > 0) return known;
  throw refuseSheet(
    'sheet-columns',
    'No header was found in the first rows; it has to name columns such as "Surname", "GMC Number" and "National Post Number".',
  );
}

/**
 * The sheets of a text file or workbook, told apart by its content and not by its name.
 *
 * @throws DomainError with everything that is wrong
 */
export async function openSheets(bytes: Buffer): Promise<{ name: string | null; rows: SheetRow[] }[]> {
  if (bytes.length === 0) throw refuseSheet('sheet-unreadable', 'The file is empty.');
  if (bytes.length > SHEET_LIMITS.bytes) {
    throw refuseSheet(
      'sheet-too-large',
      `The file is larger than ${SHEET_LIMITS.bytes / 1024 / 1024} MB; split it, for example by programme.`,
    );
  }
  if (bytes.subarray(0, 4).equals(OLE)) {
    throw refuseSheet(
      'sheet-unreadable',
      'This is a workbook of an old kind, or one that a password protects; save it as .xlsx without a password.',
    );
  }
  return bytes.subarray(0, 4).equals(ZIP) ? readWorkbook(bytes) : [{ name: null, rows: readCsv(bytes) }];
}
