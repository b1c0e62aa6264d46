import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IntakeDto, type IntakeRowDto } from '../../src/modules/intake/intake.dto.js';
import { type PostMappingDto } from '../../src/modules/intake/post-mapping.dto.js';
import { type PersonDto } from '../../src/modules/people/person.dto.js';
import { csv, placementRow, type SheetValues, uploadForm } from '../support/deanery-sheet.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const SITE = 'ROYAL SUSSEX COUNTY HOSPITAL';
const NO_SUCH = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

beforeEach(async () => {
  await server.dataSource.query(
    `DELETE FROM intakes; DELETE FROM deanery_placements; DELETE FROM post_mappings; DELETE FROM deanery_people;
     DELETE FROM placements WHERE source = 'deanery'; DELETE FROM absences;
     DELETE FROM people WHERE registration_body = 'GMC' OR staff_number LIKE 'TIS%'`,
  );
});

async function mapPosts(postPrefix = 'KSS/RYR16/030', unitId = hospital.unitId): Promise<PostMappingDto> {
  const answer = await hospital.as.hr.post('/post-mappings', {
    body: { postPrefix, sites: [SITE], unitId, line: null },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as PostMappingDto;
}

async function upload(sheet: string, more = {}): Promise<IntakeDto> {
  const answer = await hospital.as.hr.post('/intakes', { body: uploadForm(sheet, more) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as IntakeDto;
}

async function rowsOf(intake: IntakeDto, state = ''): Promise<IntakeRowDto[]> {
  const query = state === '' ? '' : `&state=${state}`;
  const { body } = await hospital.as.hr.get(`/intakes/${intake.id}/rows?limit=500${query}`);
  return (body as { items: IntakeRowDto[] }).items;
}

async function apply(intake: IntakeDto): Promise<IntakeDto> {
  const answer = await hospital.as.hr.post(`/intakes/${intake.id}/approval`, {
    version: intake.version,
    body: { refused: intake.placements.refused + intake.people.refused, removed: intake.placements.removed },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as IntakeDto;
}

async function applied(rows: readonly SheetValues[], more = {}): Promise<IntakeDto> {
  return apply(await upload(csv(rows), more));
}

async function doctors(): Promise<PersonDto[]> {
  const { body } = await hospital.as.hr.get('/people?limit=500');
  return (body as { items: PersonDto[] }).items.filter(({ staffNumber }) => /^(GMC|TIS)/.test(staffNumber));
}

describe('a sheet of the deanery', () => {
  it('is shown row by row before anything is changed, then applied, then changes nothing', async () => {
    await mapPosts();
    await mapPosts('KSS/RYR16/003', hospital.otherUnitId);
    const sheet = readFileSync(new URL('../fixtures/deanery/placements.csv', import.meta.url), 'utf8');
    const intake = await upload(sheet);
    expect(intake.state).toBe('checked');
    expect(intake.placements).toEqual({ added: 5, changed: 0, removed: 0, unchanged: 0, refused: 0 });
    expect(intake).toMatchObject({ gaps: 2, addressMissing: 3, unmapped: [] });
    expect(intake.notes[0]).toContain('Clinical Supervisor');
    expect(await doctors()).toEqual([]);

    const done = await apply(intake);
    expect(done.state).toBe('applied');
    const [one, three, two] = await doctors();
    expect([one!.familyName, three!.familyName, two!.familyName]).toEqual([
      'Testone',
      'Testthree',
      'Testtwo',
    ]);
    expect(two).toMatchObject({ gradeCode: 'F2', registrationNumber: '9990002', email: null });
    expect(two!.placements).toMatchObject([
      {
        unitId: hospital.unitId,
        firstDate: '2026-08-05',
        lastDate: '2026-12-01',
        wte: 0.8,
        contractCode: 'doctors2016',
      },
    ]);
    expect(three!.placements).toMatchObject([{ unitId: hospital.otherUnitId, wte: 0.6 }]);

    const again = await upload(sheet);
    expect(again.placements).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 5, refused: 0 });
    expect(await rowsOf(again, 'changes')).toEqual([]);
    await apply(again);
    expect(await doctors()).toEqual([one, three, two]);
  });

  it('shows of a resent sheet exactly what is new in it', async () => {
    await mapPosts();
    const row = (serial: number, more: SheetValues = {}): SheetValues =>
      placementRow({
        Surname: `Doctor${serial}`,
        'GMC Number': `900000${serial}`,
        'National Post Number': `KSS/RYR16/030/F2/00${serial}`,
        ...more,
      });
    await applied([row(1), row(2), row(3), row(4)]);
    const intake = await upload(
      csv([row(1), row(2, { WTE: '0.6', 'Date To': '31/12/2026' }), row(4), row(5)]),
    );
    expect(intake.placements).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 2, refused: 0 });
    const rows = await rowsOf(intake, 'changes');
    expect(rows.map(({ state, name }) => [state, name])).toEqual([
      ['changed', 'Doctor2, Dr'],
      ['added', 'Doctor5'],
      ['removed', 'Doctor3, Dr'],
    ]);
    expect(rows[0]!.changes).toEqual([
      { field: 'Date To', from: '01/12/2026', to: '31/12/2026' },
      { field: 'WTE', from: '1', to: '0.6' },
    ]);
    await apply(intake);
    const byName = new Map((await doctors()).map((each) => [each.familyName, each.placements]));
    expect(byName.get('Doctor2')).toMatchObject([{ lastDate: '2026-12-31', wte: 0.6 }]);
    expect(byName.get('Doctor3')).toEqual([]);
  });

  it('merges placements that are split by post, grade or WTE into one person', async () => {
    await mapPosts();
    await applied([
      placementRow({ 'Date To': '06/10/2026' }),
      placementRow({ 'Date From': '07/10/2026', 'Date To': '01/12/2026', WTE: '0.5' }),
      placementRow({
        'Date From': '07/10/2026',
        'Date To': '01/12/2026',
        WTE: '0.5',
        'National Post Number': 'KSS/RYR16/030/F2/009',
      }),
    ]);
    const found = await doctors();
    expect(found).toHaveLength(1);
    expect(found[0]!.placements).toMatchObject([
      { firstDate: '2026-08-05', lastDate: '2026-10-06', wte: 1 },
      { firstDate: '2026-10-07', lastDate: '2026-12-01', wte: 1 },
    ]);
  });

  it('joins people by GMC number or TIS id, and fills in names and addresses', async () => {
    await mapPosts();
    const rows = [
      placementRow({ 'GMC Number': '', 'TIS Person ID': '77' }),
      placementRow({ 'Date From': '02/12/2026', 'Date To': '06/04/2027' }),
    ];
    const people = csv([
      {
        'TIS_Person_ID*': '77',
        Forenames: 'Asha Mary',
        Surname: 'Testone',
        'GMC Number': '9990001',
        'Email Address': 'asha@example.org',
      },
    ]);
    const intake = await upload(csv(rows), { people });
    expect([intake.placements.added, intake.people.added, intake.addressMissing]).toEqual([2, 1, 0]);
    await apply(intake);
    expect(await doctors()).toMatchObject([
      {
        givenName: 'Asha Mary',
        email: 'asha@example.org',
        registrationNumber: '9990001',
        placements: [{}, {}],
      },
    ]);
  });

  it('enters parental leave as an absence and places nobody who is out of programme', async () => {
    await mapPosts();
    await applied([
      placementRow(),
      placementRow({ 'Placement Type': 'Parental Leave', 'Date From': '01/10/2026' }),
      placementRow({
        'Placement Type': 'OOPE',
        'Date From': '02/12/2026',
        'Date To': '01/12/2027',
        Site: '',
      }),
    ]);
    const [doctor] = await doctors();
    expect(doctor!.placements).toMatchObject([{ firstDate: '2026-08-05', lastDate: '2026-12-01' }]);
    const leave = await hospital.as.hr.get(`/leave?personId=${doctor!.id}&from=2026-09-01&to=2027-01-31`);
    expect((leave.body as { items: unknown[] }).items).toMatchObject([
      { kind: 'parental-leave', firstDate: '2026-10-01', lastDate: '2026-12-01', state: 'approved' },
    ]);
    const without = await upload(csv([placementRow()]));
    // The year out begins after everything in this sheet, so it is not for this sheet to end it.
    expect(without.placements.removed).toBe(1);
    await apply(without);
    const after = await hospital.as.hr.get(`/leave?personId=${doctor!.id}&from=2026-09-01&to=2027-01-31`);
    expect((after.body as { items: unknown[] }).items).toEqual([]);
  });

  it('leaves refused rows out once their number is confirmed', async () => {
    await mapPosts();
    const intake = await upload(
      csv([
        placementRow(),
        placementRow({ Surname: 'Testtwo', 'GMC Number': '9990002', WTE: '1.2', 'Date From': '31/02/2026' }),
      ]),
    );
    const [refused] = await rowsOf(intake, 'refused');
    expect(refused).toMatchObject({
      row: 3,
      problems: [
        { column: 'Date From', value: '31/02/2026' },
        { column: 'WTE', value: '1.2' },
      ],
    });
    const wrong = await hospital.as.hr.post(`/intakes/${intake.id}/approval`, {
      version: intake.version,
      body: { refused: 0, removed: 0 },
    });
    expect([wrong.status, (wrong.body as { code: string; current: unknown }).code]).toEqual([
      409,
      'intake-not-confirmed',
    ]);
    expect(await doctors()).toEqual([]);
    await apply(intake);
    expect((await doctors()).map(({ familyName }) => familyName)).toEqual(['Testone']);
  });

  it('takes nobody out for a row that it cannot read', async () => {
    await mapPosts();
    await applied([
      placementRow(),
      placementRow({
        Surname: 'Testtwo',
        'GMC Number': '9990002',
        'National Post Number': 'KSS/RYR16/030/F2/002',
      }),
    ]);
    const intake = await upload(
      csv([
        placementRow(),
        placementRow({
          Surname: 'Testtwo',
          'GMC Number': '9990002',
          'National Post Number': 'KSS/RYR16/030/F2/002',
          WTE: 'full',
        }),
      ]),
    );
    expect(intake.placements).toMatchObject({ unchanged: 1, refused: 1, removed: 0 });
  });

  it('names posts without a unit, and accepts them when they have one', async () => {
    const intake = await upload(csv([placementRow()]));
    expect(intake.unmapped).toEqual([
      { postPrefix: 'KSS/RYR16/030', sites: [SITE], specialties: ['Emergency Medicine'], rows: 1 },
    ]);
    await mapPosts();
    const late = await hospital.as.hr.post(`/intakes/${intake.id}/approval`, {
      version: intake.version,
      body: { refused: 1, removed: 0 },
    });
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'intake-outdated']);
    const checked = await hospital.as.hr.post(`/intakes/${intake.id}/check`, { version: intake.version });
    expect(checked.body).toMatchObject({
      placements: { added: 1, refused: 0 },
      unmapped: [],
      version: intake.version + 1,
    });
    await apply(checked.body as IntakeDto);
    expect(await doctors()).toHaveLength(1);
  });

  it('comes back with reasons, and formulas as text', async () => {
    await mapPosts();
    const rows = [
      placementRow({ Comments: '=HYPERLINK("http://x")' }),
      placementRow({ Surname: 'Testtwo', 'GMC Number': '12', Comments: '+1' }),
    ];
    const intake = await upload(csv(rows));
    const { body, headers } = await hospital.as.hr.get(`/intakes/${intake.id}/sheet`);
    expect(headers.get('content-disposition')).toContain('placements-with-reasons.csv');
    const lines = (body as string).trim().split('\r\n');
    expect(lines[0]).toMatch(/Comments,Result,Reason$/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")",added`);
    expect(lines[2]).toMatch(/'\+1,refused,"GMC Number ""12"": .*seven digits/);
    const workbook = await hospital.as.hr.get(`/intakes/${intake.id}/sheet?format=xlsx`);
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
  });
});

describe('an intake', () => {
  it.each([
    ['GET', '/intakes'],
    ['POST', '/intakes'],
    ['GET', `/intakes/${NO_SUCH}`],
    ['GET', `/intakes/${NO_SUCH}/rows`],
    ['GET', `/intakes/${NO_SUCH}/sheet`],
    ['POST', `/intakes/${NO_SUCH}/check`],
    ['POST', `/intakes/${NO_SUCH}/approval`],
    ['DELETE', `/intakes/${NO_SUCH}`],
    ['GET', '/post-mappings'],
    ['POST', '/post-mappings'],
    ['GET', `/post-mappings/${NO_SUCH}`],
    ['PUT', `/post-mappings/${NO_SUCH}`],
    ['DELETE', `/post-mappings/${NO_SUCH}`],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await hospital.nobody.request(method, path);
    expect([status, (body as { code: string }).code]).toEqual([401, 'not-signed-in']);
  });

  it('is not for coordinators, not even of the unit', async () => {
    const form = uploadForm(csv([placementRow()]));
    const { status } = await hospital.as.coordinator.post('/intakes', { body: form });
    expect(status).toBe(403);
  });

  it('without a file, or with fields that there are not, is refused by name', async () => {
    const nothing = await hospital.as.hr.post('/intakes', { body: new FormData() });
    expect([nothing.status, nothing.body]).toMatchObject([400, { errors: [{ path: 'sheet' }] }]);
    const odd = await hospital.as.hr.post('/intakes', { body: uploadForm('x', { complete: 'perhaps' }) });
    expect([odd.status, odd.body]).toMatchObject([400, { errors: [{ path: 'complete' }] }]);
  });

  it.each(['check', 'approval'])('is not changed by a late %s', async (action) => {
    await mapPosts();
    const intake = await upload(csv([placementRow()]));
    const body = { refused: 0, removed: 0 };
    const answer = await hospital.as.hr.post(`/intakes/${intake.id}/${action}`, { version: 99, body });
    expect([answer.status, answer.body]).toMatchObject([
      412,
      { code: 'stale-version', current: { id: intake.id } },
    ]);
  });

  it('is applied or discarded once', async () => {
    await mapPosts();
    const intake = await apply(await upload(csv([placementRow()])));
    const again = await hospital.as.hr.post(`/intakes/${intake.id}/approval`, {
      version: intake.version,
      body: { refused: 0, removed: 0 },
    });
    expect([again.status, again.body]).toMatchObject([
      409,
      { code: 'intake-over', current: { state: 'applied' } },
    ]);
    const other = await upload(csv([placementRow()]));
    const gone = await hospital.as.hr.delete(`/intakes/${other.id}`, { version: other.version });
    expect(gone.status).toBe(204);
    expect((await hospital.as.hr.get(`/intakes/${other.id}`)).body).toMatchObject({ state: 'discarded' });
    expect((await hospital.as.hr.get(`/intakes/${other.id}/sheet`)).status).toBe(404);
    const { items } = (await hospital.as.hr.get('/intakes')).body as { items: IntakeDto[] };
    expect(items.map(({ id }) => id)).toEqual([other.id, intake.id]);
  });

  it('that is applied by two at once is applied once', async () => {
    await mapPosts();
    const intake = await upload(csv([placementRow()]));
    const body = { refused: 0, removed: 0 };
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        hospital.as.hr.post(`/intakes/${intake.id}/approval`, { version: intake.version, body }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await doctors()).toHaveLength(1);
  });
});

describe('posts and their units', () => {
  it('are created, changed and removed', async () => {
    const mapping = await mapPosts();
    const same = await hospital.as.hr.post('/post-mappings', {
      body: { postPrefix: 'kss/ryr16/030', sites: [], unitId: hospital.unitId, line: null },
    });
    expect([same.status, same.body]).toMatchObject([409, { code: 'already-exists' }]);
    const input = {
      postPrefix: 'KSS/RYR16/030/F2/001',
      sites: [SITE],
      unitId: hospital.otherUnitId,
      line: 'Line 3',
    };
    const late = await hospital.as.hr.put(`/post-mappings/${mapping.id}`, { version: 7, body: input });
    expect([late.status, late.body]).toMatchObject([412, { current: { id: mapping.id } }]);
    const wrong = await hospital.as.hr.put(`/post-mappings/${mapping.id}`, {
      version: 1,
      body: { ...input, unitId: NO_SUCH, sites: [] },
    });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ path: 'unitId' }] }]);
    const changed = await hospital.as.hr.put(`/post-mappings/${mapping.id}`, { version: 1, body: input });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { unitName: 'Ward B', line: 'Line 3', version: 2 },
    ]);
    const { items } = (await hospital.as.hr.get('/post-mappings')).body as { items: PostMappingDto[] };
    expect(items).toEqual([changed.body]);
    expect((await hospital.as.hr.get(`/post-mappings/${mapping.id}`)).body).toEqual(changed.body);
    expect((await hospital.as.hr.delete(`/post-mappings/${mapping.id}`, { version: 2 })).status).toBe(204);
    expect((await hospital.as.hr.get(`/post-mappings/${mapping.id}`)).status).toBe(404);
  });
});
