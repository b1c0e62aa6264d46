import { unzipSync, zipSync, type UnzipFileInfo, type Unzipped } from 'fflate';
import { refuseSheet, SHEET_LIMITS, tooManyRows } from './sheet-table.js';

const MACROS = /vbaProject|\/macrosheets\/|xlmMacro/i;
/** As spreadsheets write them; a place in any other form is not one, though a reader may take `A1e9` for a number. */
const CELL =
  /^(?:\s+(?:s|t|cm|vm|ph)\s*=\s*(?:"[^"]*"|'[^']*'))*(?:\s+r\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'])?(?:\s+(?:s|t|cm|vm|ph)\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?$/;
const ROW_PLACE = /\sr\s*=\s*["'](\d{1,7})["']/;
const NAMES_A_PLACE = /[\s:]r\s*=/g;
const RANGE = /\sref\s*=\s*["']([^"']{1,40})["']/;
/** Longer than any that a spreadsheet writes for a cell, a row or a merged range. */
const LONGEST_TAG = 2000;
const TAG_NAME = /^((?:[^\s<>/]*:)?([^\s<>/:]+))/;
const GUARDED = new Set(['c', 'row', 'mergeCell', '!DOCTYPE', '!ENTITY']);
const FAR = SHEET_LIMITS.rows + 100;

/**
 * Unpacks a workbook within the limits and packs what a reader needs of it anew, without compression: so the reader can be
 * handed no archive that grows while it is read, no cell at the far end of a sheet and no macros.
 *
 * @throws DomainError with what is wrong with it
 */
export function guardWorkbook(bytes: Buffer): Uint8Array {
  const entries = unpack(bytes);
  if (Object.keys(entries).some((name) => MACROS.test(name)) || declaresMacros(entries)) {
    throw refuseSheet(
      'sheet-with-macros',
      'The workbook has macros, which are not accepted; save it as .xlsx without macros, or as CSV.',
    );
  }
  // Where its sheets lie is for the workbook to say, so everything in it is looked at.
  for (const content of Object.values(entries)) guardXml(new TextDecoder().decode(content));
  return zipSync(entries, { level: 0 });
}

function unpack(bytes: Buffer): Unzipped {
  let count = 0;
  let size = 0;
  const wanted = (file: UnzipFileInfo): boolean => {
    count += 1;
    size += file.originalSize;
    if (count > SHEET_LIMITS.archiveEntries || size > SHEET_LIMITS.unpackedBytes) throw tooMuchUnpacked();
    return file.name.endsWith('.xml') || file.name.endsWith('.rels') || MACROS.test(file.name);
  };
  try {
    return unzipSync(bytes, { filter: wanted });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'sheet-too-large') throw error;
    throw refuseSheet(
      'sheet-unreadable',
      'The workbook is damaged or protected by a password; open it in a spreadsheet and save it again as .xlsx.',
    );
  }
}

function tooMuchUnpacked(): Error {
  return refuseSheet(
    'sheet-too-large',
    `Unpacked, the workbook is larger than ${SHEET_LIMITS.unpackedBytes / 1024 / 1024} MB; save the one sheet that is needed by itself.`,
  );
}

function declaresMacros(entries: Unzipped): boolean {
  const types = entries['[Content_Types].xml'];
  return types !== undefined && /macroEnabled|vbaProject/i.test(new TextDecoder().decode(types));
}

function guardXml(xml: string): void {
  const merged: string[] = [];
  let rows = 0;
  for (const { name, attributes } of tagsOf(xml)) {
    if (name === 'c') guardCell(attributes);
    else if (name === 'row') {
      rows += 1;
      if (rows > FAR) throw tooManyRows();
      guardRow(attributes);
    } else if (name === 'mergeCell') merged.push(RANGE.exec(attributes)?.[1] ?? 'somewhere');
    else
      throw refuseSheet('sheet-unreadable', 'The workbook defines its own entities; save it again as .xlsx.');
  }
  if (merged.length > 0) {
    throw refuseSheet(
      'sheet-columns',
      `Cells are merged (${merged.slice(0, 10).join(', ')}), so it is not clear which column or row they stand for; unmerge them and upload the sheet again.`,
    );
  }
}

function guardCell(attributes: string): void {
  const cell = CELL.exec(attributes);
  if (cell === null) throw damaged();
  const [, column = '', row = '0'] = cell;
  if (Number(row) > FAR) throw tooManyRows();
  if (columnNumber(column) > SHEET_LIMITS.columns) throw tooManyColumns(`${column}${row}`);
}

function guardRow(attributes: string): void {
  const places = attributes.match(NAMES_A_PLACE)?.length ?? 0;
  if (places === 0) return;
  const row = ROW_PLACE.exec(attributes)?.[1];
  if (places > 1 || row === undefined) throw damaged();
  if (Number(row) > FAR) throw tooManyRows();
}

function damaged(): Error {
  return refuseSheet(
    'sheet-unreadable',
    'The workbook is damaged; open it in a spreadsheet and save it again as .xlsx.',
  );
}

/** The opening tags of cells, rows and merged ranges, and declarations, in one pass over the text; prefixes do not count. */
function* tagsOf(xml: string): Generator<{ readonly name: string; readonly attributes: string }> {
  for (let start = xml.indexOf('<'); start !== -1; start = xml.indexOf('<', start + 1)) {
    const [, whole = '', name = ''] = TAG_NAME.exec(xml.slice(start + 1, start + LONGEST_TAG)) ?? [];
    if (!GUARDED.has(name)) continue;
    const end = xml.indexOf('>', start);
    const attributes = xml.slice(start + 1 + whole.length, end);
    if (end === -1 || attributes.length > LONGEST_TAG) throw damaged();
    yield { name, attributes };
  }
}

function tooManyColumns(cell: string): Error {
  return refuseSheet(
    'sheet-too-large',
    `The sheet has a cell at ${cell}, beyond its ${SHEET_LIMITS.columns} columns that are read at most; delete the columns that are not needed.`,
  );
}

/** `A` is 1, `AA` is 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
