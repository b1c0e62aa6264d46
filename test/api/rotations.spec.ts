import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import { RotationClockService } from '../../src/modules/rotations/rotation-clock.service.js';
import {
  type DeadlineDto,
  type OnTimeShareDto,
  type RotationDto,
} from '../../src/modules/rotations/rotation.dto.js';
import { csv, placementRow, uploadForm } from '../support/deanery-sheet.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const NO_SUCH = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let hospital: Hospital;
let next = 0;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

afterEach(async () => {
  vi.restoreAllMocks();
  await server.dataSource.query('DELETE FROM rotations; DELETE FROM mails; DELETE FROM deanery_placements');
});

/** From now on it is that moment for the service. */
function at(instant: string): void {
  vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(new Date(instant));
}

async function create(more: object = {}): Promise<RotationDto> {
  next += 1;
  const input = {
    programme: `Foundation ${next}`,
    startDate: '2026-08-05',
    unitIds: [hospital.unitId],
    ...more,
  };
  const answer = await hospital.as.hr.post('/rotations', { body: input });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as RotationDto;
}

async function look({ id }: RotationDto): Promise<RotationDto> {
  return (await hospital.as.hr.get(`/rotations/${id}`)).body as RotationDto;
}

const sweep = async (): Promise<number> => server.app.get(RotationClockService).sweep();

async function mails(): Promise<Pick<MailEntity, 'toAddress' | 'subject' | 'textBody'>[]> {
  return server.dataSource.manager.find(MailEntity, { order: { createdAt: 'ASC' } });
}

async function setDeadline(
  deadline: DeadlineDto,
  more: object,
): Promise<Awaited<ReturnType<Hospital['as']['hr']['put']>>> {
  const { id, rotationId, ownerId, doneOn, lateReason, version } = deadline;
  return hospital.as.hr.put(`/rotations/${rotationId}/deadlines/${id}`, {
    version,
    body: { ownerId, doneOn, lateReason, ...more },
  });
}

describe('a rotation', () => {
  it('has its deadlines, with what is left until each', async () => {
    at('2026-05-14T09:00:00Z');
    const { deadlines } = await create();
    expect(deadlines.map(({ step, dueDate, state, daysLeft }) => [step, dueDate, state, daysLeft])).toEqual([
      ['deanery-data', '2026-05-13', 'overdue', -1],
      ['work-schedule', '2026-06-10', 'upcoming', 27],
      ['duty-roster', '2026-06-24', 'upcoming', 41],
    ]);
    expect(new Set(deadlines.map(({ ownerName }) => ownerName))).toEqual(new Set(['hr@example.org']));
  });

  it('says when a deadline is a bank holiday, and does not move it', async () => {
    const { deadlines } = await create({ startDate: '2027-03-19' });
    expect(deadlines[0]).toMatchObject({ dueDate: '2026-12-25', bankHoliday: 'Christmas Day' });
  });

  it('moves its deadlines with its start, and follows its units', async () => {
    at('2026-04-01T09:00:00Z');
    const rotation = await create();
    await setDeadline(rotation.deadlines[0]!, { doneOn: '2026-03-31' });
    const { programme } = rotation;
    const body = { programme, startDate: '2026-08-12', unitIds: [hospital.unitId, hospital.otherUnitId] };
    const answer = await hospital.as.hr.put(`/rotations/${rotation.id}`, { version: rotation.version, body });
    const { deadlines, version } = answer.body as RotationDto;
    expect(deadlines.map(({ dueDate }) => dueDate)).toEqual([
      ...['2026-05-20', '2026-06-17', '2026-07-01'],
      ...['2026-05-20', '2026-06-17', '2026-07-01'],
    ]);
    expect(deadlines[0]).toMatchObject({ doneOn: '2026-03-31', state: 'on-time' });
    const fewer = await hospital.as.hr.put(`/rotations/${rotation.id}`, {
      version,
      body: { ...body, unitIds: [hospital.otherUnitId] },
    });
    expect(fewer.body).toMatchObject({ version: version + 1, deadlines: [{}, {}, {}] });
    const gone = await hospital.as.hr.delete(`/rotations/${rotation.id}`, { version: version + 1 });
    expect(gone.status).toBe(204);
    expect((await hospital.as.hr.get(`/rotations/${rotation.id}`)).status).toBe(404);
  });

  it.each([
    ['a start that is no day', { startDate: '2026-02-31' }, 'startDate'],
    ['no units', { unitIds: [] }, 'unitIds'],
    ['a unit that there is not', { unitIds: [NO_SUCH] }, 'unitIds'],
    ['no programme', { programme: '' }, 'programme'],
  ])('is refused with %s', async (_, wrong, path) => {
    const body = { programme: 'F', startDate: '2026-08-05', unitIds: [hospital.unitId], ...wrong };
    const { status, body: problem } = await hospital.as.hr.post('/rotations', { body });
    expect([status, problem]).toMatchObject([400, { errors: [{ path }] }]);
  });

  it('is one of its programme and day, and is not changed by whoever is late', async () => {
    const { id, programme, startDate, version } = await create();
    const body = { programme, startDate, unitIds: [hospital.unitId] };
    const twice = await hospital.as.hr.post('/rotations', { body });
    expect([twice.status, twice.body]).toMatchObject([409, { code: 'already-exists' }]);
    const late = await hospital.as.hr.put(`/rotations/${id}`, { version: version + 5, body });
    expect([late.status, late.body]).toMatchObject([412, { current: { id, version } }]);
  });

  it.each([
    ['GET', '/rotations'],
    ['POST', '/rotations'],
    ['GET', '/rotations/on-time-share'],
    ['GET', '/rotations/owners'],
    ['GET', `/rotations/${NO_SUCH}`],
    ['PUT', `/rotations/${NO_SUCH}`],
    ['DELETE', `/rotations/${NO_SUCH}`],
    ['PUT', `/rotations/${NO_SUCH}/deadlines/${NO_SUCH}`],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await hospital.nobody.request(method, path);
    expect([status, (body as { code: string }).code]).toEqual([401, 'not-signed-in']);
  });
});

describe('a deadline', () => {
  it('is given to somebody who can answer for it', async () => {
    const { deadlines } = await create();
    const owners = (await hospital.as.hr.get(`/rotations/owners?unitId=${hospital.unitId}`)).body as {
      items: { id: string; displayName: string }[];
    };
    expect(owners.items.map(({ displayName }) => displayName)).toEqual([
      'coordinator@example.org',
      'hr@example.org',
    ]);
    const given = await setDeadline(deadlines[2]!, { ownerId: owners.items[0]!.id });
    expect([given.status, given.body]).toMatchObject([200, { ownerName: 'coordinator@example.org' }]);
    const late = await setDeadline(deadlines[2]!, {});
    expect([late.status, late.body]).toMatchObject([
      412,
      { current: { ownerName: 'coordinator@example.org' } },
    ]);
    const wrong = await setDeadline(deadlines[0]!, { ownerId: NO_SUCH });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ path: 'ownerId' }] }]);
  });

  it('is done on a day, with the reason when that was late', async () => {
    at('2026-06-25T09:00:00Z');
    const { deadlines } = await create();
    const future = await setDeadline(deadlines[1]!, { doneOn: '2026-06-26' });
    expect([future.status, future.body]).toMatchObject([400, { errors: [{ path: 'doneOn' }] }]);
    expect((await setDeadline(deadlines[1]!, { doneOn: '2026-06-10' })).body).toMatchObject({
      state: 'on-time',
      doneBySystem: false,
    });
    const late = await setDeadline(deadlines[2]!, { doneOn: '2026-06-25', lateReason: 'Two gaps came late' });
    expect(late.body).toMatchObject({ state: 'late', lateReason: 'Two gaps came late' });
  });

  it('is seen to be done when the sheet is applied and the rota published', async () => {
    const rotation = await create({ unitIds: [hospital.otherUnitId] });
    const mapping = {
      postPrefix: 'KSS/RYR16/030',
      sites: ['ROYAL SUSSEX COUNTY HOSPITAL'],
      unitId: hospital.otherUnitId,
      line: null,
    };
    await hospital.as.hr.post('/post-mappings', { body: mapping });
    at('2026-05-13T22:30:00Z');
    const intake = (await hospital.as.hr.post('/intakes', { body: uploadForm(csv([placementRow()])) }))
      .body as { id: string };
    await hospital.as.hr.post(`/intakes/${intake.id}/approval`, {
      version: 1,
      body: { refused: 0, removed: 0 },
    });
    const [rota] = await server.dataSource.query<[{ id: string }]>(
      `INSERT INTO rotas (unit_id, name, first_date, last_date, state, published_version)
       VALUES ($1, 'August', '2026-08-03', '2026-08-30', 'published', 1) RETURNING id`,
      [hospital.otherUnitId],
    );
    await server.dataSource.query(
      `INSERT INTO rota_versions (rota_id, number, base_number, published_at, published_by)
       SELECT $1, 1, 1, '2026-06-24T23:30:00Z', id FROM accounts LIMIT 1`,
      [rota.id],
    );
    at('2026-06-26T09:00:00Z');
    await sweep();
    const { deadlines } = await look(rotation);
    expect(
      deadlines.map(({ step, doneOn, state, doneBySystem }) => [step, doneOn, state, doneBySystem]),
    ).toEqual([
      // 23:30 in London on the day, and half an hour after midnight on the day after.
      ['deanery-data', '2026-05-13', 'on-time', true],
      ['work-schedule', null, 'overdue', false],
      ['duty-roster', '2026-06-25', 'late', true],
    ]);
  });
});

describe('reminders', () => {
  it('leave once each, on the day, to the owner', async () => {
    at('2026-04-01T09:00:00Z');
    const { deadlines } = await create();
    const owners = (await hospital.as.hr.get(`/rotations/owners?unitId=${hospital.unitId}`)).body as {
      items: { id: string }[];
    };
    await setDeadline(deadlines[2]!, { ownerId: owners.items[0]!.id });
    const left: [string, number][] = [];
    for (let day = Date.parse('2026-05-10T06:30:00Z'); day < Date.parse('2026-07-01'); day += 86_400_000) {
      at(new Date(day).toISOString());
      const count = await sweep();
      await Promise.all([sweep(), sweep()]);
      if (count > 0) left.push([new Date(day).toISOString().slice(0, 10), count]);
    }
    expect(left).toEqual([
      ['2026-05-13', 1],
      ['2026-06-10', 1],
      ['2026-06-24', 1],
    ]);
    const sent = await mails();
    expect(sent.map(({ toAddress }) => toAddress)).toEqual([
      'hr@example.org',
      'hr@example.org',
      'coordinator@example.org',
    ]);
    expect(sent[2]!.subject).toBe('Due today: duty roster published, Ward A');
    expect(sent[2]!.textBody).toContain('Wednesday 24 June 2026');
  });

  it('wait for seven in the morning, and are not sent for what is done', async () => {
    at('2026-04-01T09:00:00Z');
    const { deadlines } = await create();
    at('2026-05-13T05:59:00Z');
    expect(await sweep()).toBe(0);
    at('2026-05-13T06:00:00Z');
    await setDeadline(deadlines[0]!, { doneOn: '2026-05-13' });
    expect(await sweep()).toBe(0);
    at('2026-06-12T06:00:00Z');
    expect(await sweep()).toBe(1);
    expect((await mails())[0]!.subject).toBe('Overdue: work schedules sent, Ward A');
    expect((await mails())[0]!.textBody).toContain('2 days ago');
  });
});

describe('the share that is on time', () => {
  it('is counted by step, unit and start', async () => {
    at('2026-07-01T09:00:00Z');
    const { deadlines } = await create({ unitIds: [hospital.unitId, hospital.otherUnitId] });
    await create({ startDate: '2026-12-02' });
    await setDeadline(deadlines[2]!, { doneOn: '2026-06-24' });
    await setDeadline(deadlines[5]!, { doneOn: '2026-06-25' });
    const share = (await hospital.as.guardian.get('/rotations/on-time-share')).body as OnTimeShareDto;
    const roster = (steps: OnTimeShareDto['steps']): number[] => [steps[2]!.onTime, steps[2]!.known];
    expect(roster(share.steps)).toEqual([1, 2]);
    expect(share.units.map(({ unitName, steps }) => [unitName, ...roster(steps)])).toEqual([
      ['Ward A', 1, 1],
      ['Ward B', 0, 1],
    ]);
    expect(share.starts.map(({ startDate, steps }) => [startDate, ...roster(steps)])).toEqual([
      ['2026-08-05', 1, 2],
      ['2026-12-02', 0, 0],
    ]);
  });
});
