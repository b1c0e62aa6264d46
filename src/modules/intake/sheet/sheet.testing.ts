import writeWorkbookFile from 'write-excel-file/node';
import { unzipSync, zipSync } from 'fflate';

/** The cells of a small sheet of placements. */
export const CELLS: readonly (readonly string[])[] = [
  [
    'Site',
    'Grade',
    'WTE',
    'Surname',
    'GMC Number',
    'National Post Number',
    'Date From',
    'Date To',
    'Placement Type',
    'Placement Status',
    'Specialty1',
  ],
  [
    'St Élan’s',
    'F2',
    '0.8',
    'Müller',
    '9990001',
    'KSS/X/030/F2/001',
    '05/08/2026',
    '01/12/2026',
    'In Post',
    'Future',
    'Emergency Medicine',
  ],
];

export function csvOf(cells: readonly (readonly string[])[], delimiter = ','): string {
  return cells.map((line) => line.join(delimiter)).join('\r\n');
}

/** A workbook of texts; other values as they are given. */
export async function workbookOf(cells: readonly (readonly unknown[])[]): Promise<Buffer> {
  const typed = cells.map((line) =>
    line.map((value) => {
      if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy' };
      return typeof value === 'number' ? { value, type: Number } : { value: String(value), type: String };
    }),
  );
  return writeWorkbookFile(typed, { sheet: 'Placements' }).toBuffer();
}

/** The workbook with another text in place of one of its files. */
export function rewritten(workbook: Buffer, path: RegExp, change: (xml: string) => string): Buffer {
  const entries = unzipSync(workbook);
  for (const [name, content] of Object.entries(entries)) {
    if (path.test(name)) entries[name] = new TextEncoder().encode(change(new TextDecoder().decode(content)));
  }
  return Buffer.from(zipSync(entries));
}
