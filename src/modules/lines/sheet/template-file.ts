import { DomainError, type FieldError } from '../../../common/domain-error.js';
import { openSheets } from '../../intake/sheet/read-sheets.js';
import { refuseSheet } from '../../intake/sheet/sheet-table.js';
import { asCsv, asWorkbook, neutralised } from '../../intake/sheet/write-sheet.js';
import {
  type CodedLine,
  readTemplateRows,
  type ReadLines,
  type SheetMeaning,
  templateRows,
} from './template-sheet.js';

/** Whoever sends a whole table of faults is helped by the first of them. */
const MOST_FAULTS = 200;

/** @throws DomainError 400 for a file that is no table, or has no header of a template */
export async function readTemplateFile(bytes: Buffer, meaning: SheetMeaning): Promise<ReadLines> {
  const sheets = await openSheets(bytes);
  for (const { rows } of sheets) {
    const read = readTemplateRows(rows, meaning);
    if (read !== null) return read;
  }
  throw refuseSheet(
    'sheet-columns',
    'No header was found in the first rows; it has to name the columns line, week, Mon, Tue, Wed, Thu, Fri, Sat and Sun.',
  );
}

export async function writeTemplateFile(
  lines: readonly CodedLine[],
  format: 'csv' | 'xlsx',
): Promise<Buffer> {
  const rows = templateRows(lines);
  // Cells of a workbook are texts already.
  return format === 'csv' ? asCsv(rows.map((cells) => cells.map(neutralised))) : asWorkbook(rows, 'Lines');
}

/** 400 `invalid-template` with every fault, each with its place and value. */
export function refuseTemplate(faults: readonly FieldError[]): DomainError {
  const shown = faults.slice(0, MOST_FAULTS);
  const more = faults.length - shown.length;
  return new DomainError({
    kind: 'invalid',
    code: 'invalid-template',
    message: `${faults.length === 1 ? 'One fault is' : `${faults.length} faults are`} in the template. Correct all that is listed and send it again.`,
    errors: more > 0 ? [...shown, { path: '', message: `There are ${more} more faults.` }] : shown,
  });
}
