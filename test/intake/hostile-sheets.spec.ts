import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeWorkbookFile from 'write-excel-file/node';
import { type IntakeDto } from '../../src/modules/intake/intake.dto.js';
import { csv, placementRow, type SheetValues, uploadForm } from '../support/deanery-sheet.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

/** All 5,000 are asked for with HOSTILE_SHEETS=5000; they take some minutes. */
const SHEETS = Number(process.env.HOSTILE_SHEETS ?? 150);
/** Longer than a busy machine needs for such small sheets, by far: it hangs. */
const HANGS_MS = 60_000;

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
  for (const [postPrefix, unitId] of [
    ['KSS/RYR16/030', hospital.unitId],
    ['KSS/RYR16/003', hospital.otherUnitId],
  ]) {
    const mapping = { postPrefix, unitId, sites: ['ROYAL SUSSEX COUNTY HOSPITAL'], line: null };
    await hospital.as.hr.post('/post-mappings', { body: mapping });
  }
});

afterAll(() => server.close());

const either = <T>(good: readonly T[], bad: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: bad });
const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '31/02/2026',
    '1.2',
    '-1',
    '=1+1',
    '\u0000',
    '9'.repeat(400),
    '"',
    "'",
    '\r\n',
    '<b>',
    '1e999',
    'NaN',
    '2026-02-30',
    '٣',
  ),
);
const date = either(
  ['05/08/2026', '07/10/2026', '01/12/2026', '02/12/2026', '06/04/2027', '2027-08-03'],
  junk,
);
const row: fc.Arbitrary<SheetValues> = fc
  .record({
    Surname: either(['Testone', 'Testtwo', 'Testthree', 'HOLD'], junk),
    'GMC Number': either(['9990001', '9990002', 'C9990003', ''], junk),
    'TIS Person ID': either(['', '', '71', '72'], junk),
    'National Post Number': either(
      ['KSS/RYR16/030/F2/001', 'KSS/RYR16/030/F2/002', 'KSS/RYR16/003/ST3/001'],
      junk,
    ),
    'Date From': date,
    'Date To': date,
    'Placement Type': either(['In Post', 'In Post', 'HOLD', 'RECRUIT', 'OOPR', 'Parental Leave'], junk),
    'Placement Status': either(['Future', 'Current', 'Delete'], junk),
    WTE: either(['1', '0.5', '0,6', '80%'], junk),
    Grade: either(['F2', 'Foundation Year 2', 'ST3'], junk),
    Site: either(['ROYAL SUSSEX COUNTY HOSPITAL'], junk),
    Forenames: either(['', 'Asha', 'Ben'], junk),
    'Email Address': either(['', 'a@example.org'], junk),
  })
  .map((values) => placementRow(values));
const rows = fc.array(row, { minLength: 0, maxLength: 12 });
const text = fc
  .tuple(rows, fc.constantFrom(',', ';', '\t'))
  .map(([found, delimiter]) => csv(found, delimiter));
const encoded = fc
  .tuple(text, fc.constantFrom<BufferEncoding>('utf8', 'latin1', 'utf16le'))
  .map(([found, encoding]) => Buffer.from(found, encoding));
const workbook = rows.map((found) => async (): Promise<Buffer> => {
  const columns = Object.keys(placementRow());
  const lines = [columns, ...found.map((each) => columns.map((column) => each[column] ?? ''))];
  const cells = lines.map((line) =>
    line.map((value) => ({ value: value.replaceAll(/[^\t\n\r -\u{D7FF}]/gu, '?'), type: String })),
  );
  return writeWorkbookFile(cells, { sheet: 'S' }).toBuffer();
});
/** Cut off, with other bytes in between, or unpacked, damaged and packed again. */
const damage = fc.oneof(
  fc.nat(4000).map((at) => (bytes: Buffer) => bytes.subarray(0, at)),
  fc
    .tuple(fc.nat(4000), fc.uint8Array({ minLength: 1, maxLength: 8 }))
    .map(([at, put]) => (bytes: Buffer) => {
      return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + put.length)]);
    }),
  fc.tuple(fc.nat(3000), fc.string({ maxLength: 40 })).map(([at, put]) => (bytes: Buffer) => {
    if (bytes.subarray(0, 2).toString() !== 'PK') return bytes;
    const entries = unzipSync(bytes);
    const name = Object.keys(entries).find((each) => each.includes('worksheets/sheet'));
    if (name === undefined) return bytes;
    const xml = new TextDecoder().decode(entries[name]);
    const spot = at % xml.length;
    entries[name] = new TextEncoder().encode(xml.slice(0, spot) + put + xml.slice(spot));
    return Buffer.from(zipSync(entries));
  }),
);

const upload: fc.Arbitrary<() => Promise<Buffer>> = fc.oneof(
  { weight: 6, arbitrary: encoded.map((bytes) => () => Promise.resolve(bytes)) },
  { weight: 2, arbitrary: workbook },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.oneof(
          encoded.map((bytes) => () => Promise.resolve(bytes)),
          workbook,
        ),
        damage,
      )
      .map(
        ([make, harm]) =>
          async () =>
            harm(await make()),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => () => Promise.resolve(Buffer.from(bytes))),
  },
);

/** Everything that an intake writes, as one text. */
async function everything(): Promise<string> {
  const rowsOf = await server.dataSource.query<[{ all: string }]>(
    `SELECT concat((SELECT json_agg(p ORDER BY p.id) FROM people p), (SELECT json_agg(d ORDER BY d.id) FROM deanery_placements d),
       (SELECT json_agg(l ORDER BY l.id) FROM placements l), (SELECT json_agg(n ORDER BY n.person_id) FROM deanery_people n),
       (SELECT json_agg(a ORDER BY a.id) FROM absences a)) AS all`,
  );
  return rowsOf[0].all;
}

async function listed(): Promise<number> {
  const found = await server.dataSource.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM deanery_placements',
  );
  return found[0].count;
}

describe('hostile sheets', () => {
  it(
    `${SHEETS} of them are refused with a reason or applied whole, and applied again change nothing`,
    async () => {
      await fc.assert(
        fc.asyncProperty(upload, async (make) => {
          const bytes = new Uint8Array(await make());
          const before = await everything();
          const began = performance.now();
          const send = async () => hospital.as.hr.post('/intakes', { body: uploadForm(bytes) });
          const answer = await send();
          expect(performance.now() - began).toBeLessThan(HANGS_MS);
          if (answer.status !== 201) {
            const { errors } = answer.body as { errors?: { message: string }[] };
            expect([answer.status, errors?.[0]?.message], JSON.stringify(answer.body)).toEqual([
              400,
              expect.stringMatching(/\S{2}/),
            ]);
            expect(await everything()).toBe(before);
            return;
          }
          const intake = answer.body as IntakeDto;
          expect(await everything()).toBe(before);
          const [stood, { placements, people }] = [await listed(), intake];
          const approval = await hospital.as.hr.post(`/intakes/${intake.id}/approval`, {
            version: intake.version,
            body: { refused: placements.refused + people.refused, removed: placements.removed },
          });
          expect(approval.status, JSON.stringify(approval.body)).toBe(200);
          expect(await listed()).toBe(stood + placements.added - placements.removed);
          const again = (await send()).body as IntakeDto;
          const counts = [again.placements.added, again.placements.changed, again.placements.removed];
          expect(counts, JSON.stringify(again)).toEqual([0, 0, 0]);
        }),
        { numRuns: SHEETS },
      );
    },
    SHEETS * 3000,
  );
});
