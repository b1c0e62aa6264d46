import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type DomainError } from '../../../common/domain-error.js';
import { readSheets } from './read-sheets.js';
import { CELLS, csvOf, rewritten, workbookOf } from './sheet.testing.js';

async function cellsOf(bytes: Buffer): Promise<Record<string, string>> {
  const { placements } = await readSheets([bytes]);
  const cells = placements?.table.rows[0]?.cells ?? [];
  return Object.fromEntries([...(placements?.places ?? [])].map(([key, place]) => [key, cells[place] ?? '']));
}

async function refusal(bytes: Buffer | readonly Buffer[]): Promise<{ code: string; messages: string[] }> {
  const files = Buffer.isBuffer(bytes) ? [bytes] : bytes;
  const error = await readSheets(files).then(
    () => null,
    (caught: unknown) => caught as DomainError,
  );
  return { code: error?.code ?? 'accepted', messages: (error?.errors ?? []).map(({ message }) => message) };
}

const KNOWN = { surname: 'Müller', gmc: '9990001', site: 'St Élan’s', wte: '0.8', from: '05/08/2026' };

describe('a sheet is read the same', () => {
  const text = csvOf(CELLS);
  const utf16 = (content: string): Buffer => Buffer.from(content, 'utf16le');
  const windows1252 = Buffer.from(text.replace('’', '\u0092'), 'latin1');
  it.each<[string, Buffer]>([
    ['in UTF-8', Buffer.from(text)],
    ['in UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['in UTF-16 with a mark', utf16(`\uFEFF${text}`)],
    ['in UTF-16 without a mark', utf16(text)],
    ['in big-endian UTF-16', utf16(`\uFEFF${text}`).swap16()],
    ['in Windows-1252', windows1252],
    ['with semicolons', Buffer.from(csvOf(CELLS, ';'))],
    ['with tabs', Buffer.from(csvOf(CELLS, '\t'))],
    ['with a line that names the separator', Buffer.from(`sep=;\r\n${csvOf(CELLS, ';')}`)],
    ['below titles', Buffer.from(`Placements of August\r\n\r\n${text}`)],
    ['with other line ends', Buffer.from(text.replaceAll('\r\n', '\n'))],
  ])('%s', async (_, bytes) => {
    expect(await cellsOf(bytes)).toMatchObject(KNOWN);
  });

  it('as a workbook of texts, and of numbers and dates', async () => {
    expect(await cellsOf(await workbookOf(CELLS))).toMatchObject(KNOWN);
    const typed = CELLS[1]!.map((value) => {
      if (value === '05/08/2026') return new Date(Date.UTC(2026, 7, 5));
      return value === '0.8' || value === '9990001' ? Number(value) : value;
    });
    expect(await cellsOf(await workbookOf([CELLS[0]!, typed]))).toMatchObject(KNOWN);
  });

  it('with its columns in any order, and says which are not used', async () => {
    const reversed = CELLS.map((line) => [...line].reverse());
    const more = reversed.map((line, index) => [...line, index === 0 ? 'Favourite colour' : 'blue']);
    const bytes = Buffer.from(csvOf(more));
    expect(await cellsOf(bytes)).toMatchObject(KNOWN);
    expect((await readSheets([bytes])).placements?.unused).toEqual(['Favourite colour']);
  });

  it('counts rows as a spreadsheet does', async () => {
    const bytes = Buffer.from(`Title\r\n\r\n${csvOf(CELLS)}\r\n\r\n${csvOf([CELLS[1]!])}`);
    const { placements } = await readSheets([bytes]);
    expect(placements?.table.rows.map(({ number }) => number)).toEqual([4, 6]);
  });
});

describe('a sheet is refused', () => {
  it('with every column named that is missing or there twice', async () => {
    const lines = [
      ['Surname', 'Surname', 'National Post Number', 'Date From'],
      ['a', 'b', 'c', 'd'],
    ];
    const { code, messages } = await refusal(Buffer.from(csvOf(lines)));
    expect(code).toBe('sheet-columns');
    for (const name of [
      'Date To',
      'Placement Type',
      'Site',
      'WTE',
      'Grade',
      'Specialty1',
      'GMC Number',
      'two columns "Surname"',
    ]) {
      expect(messages.join(' ')).toContain(name);
    }
  });

  it.each<[string, string, Buffer]>([
    ['when it is empty', 'sheet-unreadable', Buffer.alloc(0)],
    ['when it is a picture', 'sheet-unreadable', Buffer.from([0x89, 0x50, 0, 0, 0, 1, 0, 0, 9, 0])],
    ['when it is an old workbook', 'sheet-unreadable', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['when it is a broken archive', 'sheet-unreadable', Buffer.from('504b0304aabbccdd', 'hex')],
    ['without a header', 'sheet-columns', Buffer.from('a,b,c\n1,2,3')],
    [
      'with a quotation mark that is not closed',
      'sheet-unreadable',
      Buffer.from(`${csvOf(CELLS)}\r\n"${'x'.repeat(60_000)}`),
    ],
    ['above the limit of bytes', 'sheet-too-large', Buffer.alloc(8 * 1024 * 1024 + 1, 65)],
    [
      'of 50,000 rows',
      'sheet-too-large',
      Buffer.from(csvOf([CELLS[0]!, ...Array.from({ length: 50_000 }, () => CELLS[1]!)])),
    ],
    [
      'with too many columns',
      'sheet-too-large',
      Buffer.from(csvOf([[...CELLS[0]!, ...Array.from({ length: 300 }, (__, n) => `c${n}`)]])),
    ],
  ])('%s', async (_, code, bytes) => {
    const { code: found, messages } = await refusal(bytes);
    expect(found).toBe(code);
    expect(messages.length).toBeGreaterThan(0);
  });

  it('when there are two of a kind', async () => {
    const bytes = Buffer.from(csvOf(CELLS));
    expect((await refusal([bytes, bytes])).messages[0]).toContain('two sheets of placements');
  });
});

describe('a damaged workbook', () => {
  it('is read or refused, whatever is put into its sheet, and never ends the process', async () => {
    const whole = await workbookOf([...CELLS, ...CELLS.slice(1), ...CELLS.slice(1)]);
    const put = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'e9',
        '0x',
        'r="A9e9"',
        '~~~~',
        '<c r="ZZZ1"/>',
        '<row r="1e8">',
        '<x:c r="A1e8"/>',
        '</row>',
        '"',
        "'",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(4000), put, async (at, text) => {
        const spoilt = rewritten(
          whole,
          /worksheets\/sheet/,
          (xml) => xml.slice(0, at % xml.length) + text + xml.slice(at % xml.length),
        );
        const { code } = await refusal(spoilt);
        expect([
          'accepted',
          'sheet-unreadable',
          'sheet-columns',
          'sheet-too-large',
          'sheet-with-macros',
        ]).toContain(code);
      }),
      { numRuns: Number(process.env.HOSTILE_SHEETS ?? 500) },
    );
  });
});

describe('a workbook is refused', () => {
  const SHEET = /worksheets\/sheet/;
  const far = (place: string): string =>
    `<row r="3"><c r="${place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>`;
  const end = '</sheetData>';
  it.each<[string, string, RegExp, (xml: string) => string]>([
    [
      'with merged cells',
      'sheet-columns',
      SHEET,
      (xml) => xml.replace(end, `${end}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`),
    ],
    ['with a row far down', 'sheet-too-large', SHEET, (xml) => xml.replace(end, far('A1048576'))],
    ['with a column far right', 'sheet-too-large', SHEET, (xml) => xml.replace(end, far('XFD3'))],
    [
      'with a column far right behind spaces',
      'sheet-too-large',
      SHEET,
      (xml) => xml.replace(end, far('XFD3').replace('<c r', `<c ${' '.repeat(1500)}r`)),
    ],
    [
      'with 50,000 rows',
      'sheet-too-large',
      SHEET,
      (xml) => xml.replace(end, `${'<row><c><v>1</v></c></row>'.repeat(50_000)}${end}`),
    ],
    ['with a row number that is none', 'sheet-unreadable', SHEET, (xml) => xml.replace(end, far('A3e9'))],
    ['with a column that is none', 'sheet-unreadable', SHEET, (xml) => xml.replace(end, far('~~~~3'))],
    ['with a second place', 'sheet-unreadable', SHEET, (xml) => xml.replace(end, far('A3" r="A900000'))],
    [
      'with a place far down under a long name',
      'sheet-too-large',
      SHEET,
      (xml) => xml.replace(end, far('A900000').replace('<c', `<${'x'.repeat(500)}:c`)),
    ],
    ['with a row far down', 'sheet-too-large', SHEET, (xml) => xml.replace(end, `<row r="900000"/>${end}`)],
    [
      'with entities of its own',
      'sheet-unreadable',
      SHEET,
      (xml) => xml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    ],
    [
      'that declares macros',
      'sheet-with-macros',
      /Content_Types/,
      (xml) =>
        xml.replace(
          '</Types>',
          '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
    ],
    ['that is damaged', 'sheet-unreadable', SHEET, (xml) => xml.slice(0, xml.length / 2)],
  ])('%s', async (_, code, path, change) => {
    const workbook = rewritten(await workbookOf(CELLS), path, change);
    const { code: found, messages } = await refusal(workbook);
    expect([found, messages.length > 0]).toEqual([code, true]);
  });

  it('with macros in it', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/vbaProject.bin': new Uint8Array(9) }));
    expect((await refusal(bomb)).code).toBe('sheet-with-macros');
  });

  it('that unpacks to more than it may', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(100 * 1024 * 1024) }));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await refusal(bomb)).code).toBe('sheet-too-large');
  });

  it('that unpacks to more than it says', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(100 * 1024 * 1024) }));
    const said = Buffer.alloc(4);
    said.writeUInt32LE(100 * 1024 * 1024);
    // Of the central directory, which readers believe.
    bomb.writeUInt32LE(1000, bomb.lastIndexOf(said));
    const before = process.memoryUsage().arrayBuffers;
    expect((await refusal(bomb)).code).not.toBe('accepted');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });
});
