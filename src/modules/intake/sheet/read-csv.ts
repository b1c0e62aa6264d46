import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.js';
import { refuseSheet, SHEET_LIMITS, type SheetRow } from './sheet-table.js';

const DELIMITERS = [',', ';', '\t'] as const;
const SEPARATOR_LINE = /^"?sep=([,;\t])"?\r?\n/i;
/** Where titles stand above the header. */
const ROWS_ABOVE = 20;

/**
 * The rows of a text file, whichever of comma, semicolon and tab separates its cells.
 *
 * @throws DomainError `sheet-unreadable`
 */
export function readCsv(bytes: Buffer): SheetRow[] {
  const { text } = decodeText(bytes);
  const stated = SEPARATOR_LINE.exec(text);
  const above = stated === null ? 0 : 1;
  const body = stated === null ? text : text.slice(stated[0].length);
  const records = parseRecords(body, stated?.[1] ?? delimiterOf(body));
  return records.map((cells, index) => ({ number: index + 1 + above, cells }));
}

function parseRecords(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: SHEET_LIMITS.rowCharacters,
      to: SHEET_LIMITS.rows + ROWS_ABOVE + 2,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refuseSheet(
      'sheet-unreadable',
      `The text cannot be split into rows and cells: ${error.message}. Often a quotation mark is not closed; save the sheet again from the spreadsheet.`,
    );
  }
}

/** The one that is in most of the first lines, and of several the one that splits one into most cells: cells may have the others in them. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r\n|\n|\r/, ROWS_ABOVE);
  const cells = (delimiter: string): number[] =>
    lines.map((line) => withoutQuoted(line).split(delimiter).length);
  const found = DELIMITERS.map((delimiter) => {
    const counts = cells(delimiter);
    return { delimiter, lines: counts.filter((count) => count > 1).length, most: Math.max(...counts) };
  });
  return found.toSorted((a, b) => b.lines - a.lines || b.most - a.most)[0]!.delimiter;
}

function withoutQuoted(line: string): string {
  return line.replaceAll(/"[^"]*"/g, '');
}
