import { stringify } from 'csv-stringify/sync';
import writeWorkbookFile from 'write-excel-file/node';
import { type PlannedRow } from '../plan/plan-types.js';
import { normalised } from './columns.js';
import { type SheetTable } from './sheet-table.js';

const RESULT = 'Result';
const REASON = 'Reason';
/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A sheet as it was uploaded, with what became of each row and why. Cells that a spreadsheet would take for a formula are made
 * text by a leading apostrophe.
 */
export function withReasons(table: SheetTable, rows: readonly PlannedRow[]): string[][] {
  const byNumber = new Map(rows.flatMap((row) => (row.row === null ? [] : [[row.row, row]])));
  // A sheet that comes back with the columns of the last time gets them anew.
  const kept = table.header.flatMap((title, index) =>
    [RESULT, REASON].some((own) => normalised(own) === normalised(title)) ? [] : [index],
  );
  const lines = table.rows.map(({ number, cells }) => {
    const row = byNumber.get(number);
    return [
      ...kept.map((index) => cells[index] ?? ''),
      row?.state ?? '',
      row === undefined ? '' : reasonOf(row),
    ];
  });
  const header = [...kept.map((index) => table.header[index] ?? ''), RESULT, REASON];
  return [header, ...lines].map((cells) => cells.map(neutralised));
}

/** Everything that there is to say of a row, in one cell. */
export function reasonOf({ problems, notes, changes, addressMissing }: PlannedRow): string {
  return [
    ...problems.map(
      ({ column, value, message }) => `${column}${value === '' ? '' : ` "${value}"`}: ${message}`,
    ),
    ...changes.map(({ field, from, to }) => `${field}: ${from ?? 'nothing'} becomes ${to ?? 'nothing'}.`),
    ...(addressMissing ? ['The mail address is missing; ask for it.'] : []),
    ...notes,
  ].join(' ');
}

/** What no spreadsheet takes for a formula. */
export function neutralised(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function asCsv(lines: readonly (readonly string[])[]): Buffer {
  const text = stringify(
    lines.map((cells) => [...cells]),
    { bom: true, record_delimiter: 'windows' },
  );
  return Buffer.from(text, 'utf8');
}

export async function asWorkbook(lines: readonly (readonly string[])[], name: string): Promise<Buffer> {
  const cells = lines.map((line) => line.map((value) => ({ value: printable(value), type: String })));
  return writeWorkbookFile(cells, { sheet: name }).toBuffer();
}

/** XML has no place for control characters; a cell holds 32,767 characters. */
function printable(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Control}|\p{Surrogate}|[\u{FFFE}\u{FFFF}]/gu, '\u{FFFD}')
    .slice(0, 32_000);
}
