import readWorkbookFile from 'read-excel-file/universal';
import { refuseSheet, type SheetRow } from './sheet-table.js';
import { guardWorkbook } from './workbook-guard.js';

export interface NamedRows {
  readonly name: string;
  readonly rows: SheetRow[];
}

/**
 * Every sheet of a workbook as text: dates as 05/08/2026, numbers as they are, formulas as what they came to.
 *
 * @throws DomainError with what is wrong with it
 */
export async function readWorkbook(bytes: Buffer): Promise<NamedRows[]> {
  const safe = guardWorkbook(bytes);
  const sheets = await readSheets(safe);
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((cells, index) => ({ number: index + 1, cells: cells.map(textOf) })),
  }));
}

async function readSheets(safe: Uint8Array): Promise<{ sheet: string; data: unknown[][] }[]> {
  try {
    return await readWorkbookFile(new Uint8Array(safe).buffer);
  } catch (error) {
    throw refuseSheet(
      'sheet-unreadable',
      `The workbook cannot be read (${(error as Error).message.slice(0, 200)}); open it in a spreadsheet and save it again as .xlsx.`,
    );
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  return typeof value === 'string' ? storable(value) : JSON.stringify(value);
}

/** A workbook can name characters that no text has. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\u{FFFD}').replaceAll(/\p{Surrogate}/gu, '\u{FFFD}');
}

/** A cell of a date and time is the date. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return 'not a date';
  const [year = '', month = '', day = ''] = value.toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
