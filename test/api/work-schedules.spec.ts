import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import { PayTermEntity } from '../../src/modules/pay/pay-term.entity.js';
import { RotationClockService } from '../../src/modules/rotations/rotation-clock.service.js';
import { type RotationDto } from '../../src/modules/rotations/rotation.dto.js';
import {
  type DoctorScheduleDto,
  type IssuedSchedulesDto,
  type ScheduleContentDto,
  type WorkScheduleDto,
} from '../../src/modules/work-schedules/work-schedule.dto.js';
import { type Answer } from '../support/api-client.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { addLines } from '../support/line-rows.js';
import { insert } from '../support/make-unit.js';
import { startTestServer, type TestServer } from '../support/test-server.js';
import { LONG_DAYS } from '../support/work-schedule-rows.js';

const NO_SUCH = '00000000-0000-4000-8000-000000000000';
const ON = '2026-08-05';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
  const { personId, colleagueId, unitId, shiftTypeId } = hospital;
  await server.dataSource.query("UPDATE placements SET first_date = '2026-08-05', last_date = '2027-02-02'");
  await server.dataSource.query('UPDATE placements SET wte = 0.6 WHERE person_id = $1', [colleagueId]);
  await addLines(server.dataSource, {
    unitId,
    name: 'General medicine',
    lines: [LONG_DAYS, LONG_DAYS],
    types: { L: shiftTypeId },
    people: [
      { personId, line: 0 },
      { personId: colleagueId, line: 1, share: [0, 600] },
    ],
    cycleStart: '2026-08-03',
    firstDate: ON,
    lastDate: '2027-02-02',
  });
  await insert(server.dataSource, PayTermEntity, { personId, firstDate: ON, payPoint: 'NP3' });
});

afterAll(() => server.close());

async function list(): Promise<DoctorScheduleDto[]> {
  const { status, body } = await hospital.as.hr.get(`/work-schedules?unitId=${hospital.unitId}&on=${ON}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body as { items: DoctorScheduleDto[] }).items;
}

async function issue(more: object = {}): Promise<IssuedSchedulesDto> {
  const { status, body } = await hospital.as.hr.post('/work-schedules/issues', {
    body: { unitId: hospital.unitId, on: ON, ...more },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as IssuedSchedulesDto;
}

async function own(): Promise<WorkScheduleDto> {
  const { body } = await hospital.as.staff.get(`/work-schedules/people/${hospital.personId}`);
  return (body as { items: WorkScheduleDto[] }).items[0]!;
}

async function acknowledge(version: number): Promise<Answer> {
  return hospital.as.staff.post(`/work-schedules/${(await own()).id}/acknowledgement`, { version });
}

const payPoint = (code: string): Promise<unknown> =>
  server.dataSource.query('UPDATE pay_terms SET pay_point = $1 WHERE person_id = $2', [
    code,
    hospital.personId,
  ]);

describe('work schedules of a unit', () => {
  it('begin the rotation’s clock, are issued once, and again only when something has changed', async () => {
    const rotation = (
      await hospital.as.hr.post('/rotations', {
        body: { programme: 'Specialty', startDate: ON, unitIds: [hospital.unitId] },
      })
    ).body as RotationDto;
    const before = await list();
    expect(
      before.map(({ displayName, outcome, reason }) => [displayName, outcome, reason?.slice(0, 21)]),
    ).toEqual([
      ['Adeyemi, Sam', 'new', undefined],
      ['Brown, Sam', 'impossible', 'No pay point is known'],
    ]);

    const first = await issue();
    expect(first.mails).toBe(1);
    expect(first.doctors.map(({ outcome, number }) => [outcome, number])).toEqual([
      ['new', 1],
      ['impossible', null],
    ]);
    await server.app.get(RotationClockService).sweep();
    const clock = async (): Promise<unknown> => {
      const { body } = await hospital.as.hr.get(`/rotations/${rotation.id}`);
      return (body as RotationDto).deadlines[1];
    };
    // One of two doctors has none yet.
    expect(await clock()).toMatchObject({ step: 'work-schedule', doneOn: null });

    await insert(server.dataSource, PayTermEntity, {
      personId: hospital.colleagueId,
      firstDate: ON,
      payPoint: 'NP2',
    });
    const second = await issue();
    expect(second.doctors.map(({ outcome }) => outcome)).toEqual(['unchanged', 'new']);
    await server.app.get(RotationClockService).sweep();
    expect(await clock()).toMatchObject({ doneOn: server.app.get(Clock).today(), doneBySystem: true });
    expect((await issue()).mails).toBe(0);
  });

  it('say what the line and the placement give, part of a line included', async () => {
    const schedules = await list();
    const contents = await Promise.all(
      schedules.map(async ({ scheduleId }) => {
        const { body } = await hospital.as.hr.get(`/work-schedules/${scheduleId}/content`);
        return (body as ScheduleContentDto).content;
      }),
    );
    const [full, part] = contents;
    // 13 long days of 13 h in four weeks; the other doctor has the 9 that are nearest to 60 % of them.
    expect(full).toMatchObject({
      unit: 'Ward A',
      placement: { wte: 1, programme: 'Specialty', firstDate: ON, lastDate: '2027-02-02' },
      hours: { contracted: 40 },
      outOfHours: { weekends: 4, weekendsWorked: 1, frequency: '1 in 4' },
      notice: [{ lastDay: '2026-05-13' }, { lastDay: '2026-06-10' }, { lastDay: '2026-06-24' }],
    });
    expect(part).toMatchObject({ placement: { wte: 0.6 }, hours: { contracted: 24 } });
    expect([full!.hours.average, part!.hours.average]).toEqual([42.25, 29.25]);
  });

  it('tell the doctor, who reads and confirms; a later version names what changed', async () => {
    const { items } = (await hospital.as.staff.get(`/work-schedules/people/${hospital.personId}`)).body as {
      items: WorkScheduleDto[];
    };
    expect(items).toHaveLength(1);
    const [schedule] = items;
    const confirmed = await acknowledge(schedule!.version);
    expect([confirmed.status, confirmed.body]).toMatchObject([201, { versions: [{ number: 1 }] }]);
    expect((confirmed.body as WorkScheduleDto).versions[0]!.acknowledgedAt).not.toBeNull();
    expect((await list())[0]!.acknowledgedAt).not.toBeNull();
    const twice = await acknowledge((await own()).version);
    expect([twice.status, (twice.body as { code: string }).code]).toEqual([409, 'already-acknowledged']);

    await payPoint('NP4');
    expect((await list())[0]).toMatchObject({ outcome: 'changed', number: 1 });
    expect((await list())[0]!.changes.map(({ what }) => what)).toContain('Pay, Total, These days');
    await issue();
    const { versions } = await own();
    expect(versions.map(({ number, acknowledgedAt }) => [number, acknowledgedAt === null])).toEqual([
      [2, true],
      [1, false],
    ]);
    const mails = await server.dataSource.manager.find(MailEntity, {
      where: { personId: hospital.personId },
      order: { createdAt: 'ASC' },
    });
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Your work schedule: Ward A',
      'Your work schedule has changed: Ward A',
    ]);
    expect(mails[1]!.textBody).toContain('Pay');
  });

  it('are not confirmed by whoever has not seen the newest version', async () => {
    const { version } = await own();
    await payPoint('NP5');
    await issue();
    const late = await acknowledge(version);
    expect([late.status, late.body]).toMatchObject([412, { code: 'stale-version' }]);
    const { current } = late.body as { current: WorkScheduleDto };
    expect(current.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('stand as they were issued, whatever anybody tries', async () => {
    const { id, versions } = await own();
    const tries = [
      `UPDATE work_schedule_versions SET content = '{}' WHERE schedule_id = $1`,
      `UPDATE work_schedule_versions SET acknowledged_at = now() + interval '1 day' WHERE schedule_id = $1 AND number = 1`,
      `DELETE FROM work_schedule_versions WHERE schedule_id = $1`,
      `INSERT INTO work_schedule_versions (schedule_id, number, content, content_hash, issued_by, issued_at)
       SELECT schedule_id, 9, content, content_hash, issued_by, issued_at FROM work_schedule_versions WHERE schedule_id = $1 LIMIT 1`,
      `INSERT INTO work_schedule_versions (schedule_id, number, content, content_hash, issued_by, issued_at)
       SELECT schedule_id, number + 1, content, content_hash, issued_by, issued_at FROM work_schedule_versions
        WHERE schedule_id = $1 ORDER BY number DESC LIMIT 1`,
      `INSERT INTO work_schedule_versions (schedule_id, number, content, content_hash, issued_by, issued_at)
       SELECT schedule_id, number + 1, '{}', content_hash, issued_by, issued_at FROM work_schedule_versions
        WHERE schedule_id = $1 ORDER BY number LIMIT 1`,
    ];
    for (const sql of tries) await expect(server.dataSource.query(sql, [id]), sql).rejects.toThrow();
    expect((await own()).versions).toEqual(versions);
  });

  it('are issued once by two at the same time', async () => {
    await payPoint('NP3');
    const both = await Promise.all([issue(), issue()]);
    expect(both.map(({ doctors }) => doctors[0]!.outcome).toSorted()).toEqual(['changed', 'unchanged']);
  });

  it('come as a page and as a PDF, of any version', async () => {
    const { id } = await own();
    const html = await hospital.as.staff.get(`/work-schedules/${id}/document?format=html&number=1`);
    expect(html.headers.get('content-type')).toContain('text/html');
    expect(html.body).toContain('<html lang="en-GB">');
    expect(html.body).toContain('Version 1.');
    const pdf = await hospital.as.staff.get(`/work-schedules/${id}/document?format=pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(pdf.headers.get('content-disposition')).toContain('attachment');
    const none = await hospital.as.staff.get(`/work-schedules/${id}/document?format=pdf&number=99`);
    expect(none.status).toBe(404);
  });
});

describe('what is refused', () => {
  it.each([
    ['a day that is none', { on: '2026-02-31' }, 'on'],
    ['somebody who is not placed there', { personIds: [NO_SUCH] }, 'personIds'],
    ['nobody', { personIds: [] }, 'personIds'],
  ])('issuing for %s', async (_, wrong, path) => {
    const body = { unitId: hospital.unitId, on: ON, ...wrong };
    const { status, body: problem } = await hospital.as.hr.post('/work-schedules/issues', { body });
    expect([status, problem]).toMatchObject([400, { errors: [{ path }] }]);
  });

  it('reading the schedule of somebody else, and issuing as a coordinator', async () => {
    const { id } = await own();
    const other = hospital.as['other-staff'];
    const tries = [
      await other.get(`/work-schedules/${id}`),
      await other.get(`/work-schedules/${id}/content`),
      await other.get(`/work-schedules/${id}/document?format=html`),
      await other.post(`/work-schedules/${id}/acknowledgement`, { version: 1 }),
      await hospital.as.hr.post(`/work-schedules/${id}/acknowledgement`, { version: 1 }),
      await hospital.as.coordinator.get(`/work-schedules?unitId=${hospital.unitId}&on=${ON}`),
      await hospital.as['other-coordinator'].post('/work-schedules/issues', {
        body: { unitId: hospital.unitId, on: ON },
      }),
    ];
    expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 403));
  });

  it.each([
    ['GET', '/work-schedules'],
    ['POST', '/work-schedules/issues'],
    ['GET', `/work-schedules/people/${NO_SUCH}`],
    ['GET', `/work-schedules/${NO_SUCH}`],
    ['GET', `/work-schedules/${NO_SUCH}/content`],
    ['GET', `/work-schedules/${NO_SUCH}/document`],
    ['POST', `/work-schedules/${NO_SUCH}/acknowledgement`],
  ])('%s %s without a session', async (method, path) => {
    const { status, body } = await hospital.nobody.request(method, path);
    expect([status, (body as { code: string }).code]).toEqual([401, 'not-signed-in']);
  });
});
