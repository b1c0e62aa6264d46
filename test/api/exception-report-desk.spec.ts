import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ExceptionReportDto } from '../../src/modules/exception-reports/exception-report.dto.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import { ApiClient } from '../support/api-client.js';
import {
  decide,
  forgetReports,
  newReport,
  PAID,
  raise,
  raisedAgo,
  REFUSED,
  WORDS,
} from '../support/exception-report.js';
import { buildHospital, createAccount, type Hospital, PASSWORD } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

afterEach(() => forgetReports(server));

const events = async (id: string): Promise<[string, string][]> => {
  const { body } = await hospital.as.staff.get(`/exception-reports/${id}/events`);
  return (body as { items: { event: string; role: string }[] }).items.map(({ event, role }) => [event, role]);
};

/** New doctors of the unit, as many again who report nothing, and their reports of the quarter `2026-Q1`. */
async function addDoctorsWithReports(count: number, quarter: string): Promise<void> {
  const [year, number] = quarter.split('-Q');
  const date = `${year}-${String(Number(number) * 3).padStart(2, '0')}-15`;
  await server.dataSource.query(
    `WITH doctors AS (
       INSERT INTO people (organisation_id, staff_number, given_name, family_name, grade_code)
       SELECT $1, 'Q' || gen_random_uuid(), 'Q', 'Q', 'ST3' FROM generate_series(1, 2 * $3::int) RETURNING id),
     placed AS (
       INSERT INTO placements (person_id, unit_id, first_date, wte, contract_code, full_time_min_per_week)
       SELECT id, $2, '2020-01-01', 1, 'doctors2016', 2400 FROM doctors)
     INSERT INTO exception_reports (organisation_id, person_id, unit_id, kind, immediate_safety_concern, date, extra_min,
       what_happened, raised_at, raised_on, act_by)
     SELECT $1, id, $2, 'support', false, $4::date, 0, 'x', $4::date, $4::date, $4::date + 7 FROM doctors LIMIT $3`,
    [hospital.organisationId, hospital.unitId, count, date],
  );
}

describe('HR', () => {
  it('sees whose it is only by opening it, and the doctor sees that it was opened', async () => {
    const { id } = await raise(hospital.as.staff, newReport());
    const list = await hospital.as.hr.get('/exception-reports?open=true');
    expect(JSON.stringify(list.body)).toContain(id);
    expect(JSON.stringify(list.body)).not.toMatch(/Adeyemi|resus/);
    expect(await events(id)).toEqual([['raised', 'staff']]);
    const { body } = await hospital.as.hr.get(`/exception-reports/${id}`);
    expect(body).toMatchObject({ reporter: { displayName: 'Adeyemi, Sam' }, whatHappened: WORDS });
    expect(await events(id)).toEqual([
      ['opened', 'hr'],
      ['raised', 'staff'],
    ]);
  });

  it('gives what the doctor chose', async () => {
    const report = await raise(hospital.as.staff, newReport());
    const otherwise = await decide(hospital.as.hr, report, { ...PAID, compensation: 'time-off' });
    expect(otherwise.status).toBe(400);
    const { status, body } = await decide(hospital.as.hr, report, PAID);
    expect([status, body]).toMatchObject([200, { state: 'approved', timeliness: 'on-time' }]);
    expect((body as ExceptionReportDto).decision).toMatchObject({ compensation: 'pay', compensatedMin: 90 });
    const [last] = await server.dataSource.manager.findBy(MailEntity, { toAddress: 'staff@example.org' });
    expect(last).toMatchObject({ personId: null, subject: 'There is an answer for you' });
  });

  it('may give time off instead of pay only when safety demands it', async () => {
    const report = await raise(hospital.as.staff, newReport());
    const safety = { ...PAID, compensation: 'time-off', safetyReason: 'Less than 8 hours of rest' };
    const { body } = await decide(hospital.as.hr, report, safety);
    expect(body).toMatchObject({
      choice: 'pay',
      decision: { compensation: 'time-off', safetyReason: 'Less than 8 hours of rest' },
    });
  });

  it.each([
    ['a refusal without a reason', { ...REFUSED, reason: '' }, 'reason'],
    ['a refusal with pay', { ...REFUSED, compensation: 'pay', compensatedMin: 10 }, 'compensation'],
    ['fewer minutes without a reason', { ...PAID, compensatedMin: 60 }, 'reason'],
    ['more minutes than reported', { ...PAID, compensatedMin: 91 }, 'compensatedMin'],
    ['no minutes', { ...PAID, compensatedMin: 0 }, 'compensatedMin'],
    ['nothing at all', { ...PAID, compensation: null, compensatedMin: 0 }, 'compensation'],
    ['no such outcome', { ...PAID, outcome: 'later' }, 'outcome'],
  ])('cannot decide with %s', async (_, body, path) => {
    const report = await raise(hospital.as.staff, newReport());
    const answer = await decide(hospital.as.hr, report, body);
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: { path: string }[] }).errors[0]!.path).toBe(path);
  });

  it('is shown what stands when it is late, and cannot decide twice', async () => {
    const report = await raise(hospital.as.staff, newReport());
    const stale = await decide(hospital.as.hr, { ...report, version: report.version + 1 }, PAID);
    expect([stale.status, stale.body]).toMatchObject([
      412,
      { current: { id: report.id, state: 'submitted' } },
    ]);
    const { body } = await decide(hospital.as.hr, report, PAID);
    const again = await decide(hospital.as.hr, body as ExceptionReportDto, REFUSED);
    expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'report-over']);
    expect(
      (await hospital.as.hr.post(`/exception-reports/${report.id}/decision`, { body: PAID })).status,
    ).toBe(428);
  });

  it('is late the day after the last day, and the list says so', async () => {
    await raisedAgo(server, hospital.as.staff, 7);
    const report = await raisedAgo(server, hospital.as.staff, 8);
    const { body } = await hospital.as.hr.get('/exception-reports?open=true');
    expect(body).toMatchObject({
      items: [
        { timeliness: 'overdue', daysLeft: -1 },
        { timeliness: 'waiting', daysLeft: 0 },
      ],
    });
    expect((await decide(hospital.as.hr, report, PAID)).body).toMatchObject({ timeliness: 'late' });
  });

  it('that coordinates a rota as well opens nothing, by the service and by the database', async () => {
    const { id } = await raise(hospital.as.staff, newReport());
    const both = { email: `both-${id}@example.org`, role: 'hr' as const };
    const accountId = await createAccount(server, hospital.organisationId, both);
    await server.dataSource.query(
      `INSERT INTO account_roles (account_id, role, unit_id) VALUES ($1, 'coordinator', $2)`,
      [accountId, hospital.otherUnitId],
    );
    const client = new ApiClient(server.url);
    await client.signIn(both.email, PASSWORD);
    for (const path of ['', `/${id}`]) {
      const { status, body } = await client.get(`/exception-reports${path}`);
      expect([status, (body as { code: string }).code]).toEqual([403, 'withheld']);
    }
    const event = `INSERT INTO exception_report_events (report_id, event, at, account_id, role) VALUES ($1, 'opened', now(), $2, 'hr')`;
    await expect(server.dataSource.query(event, [id, accountId])).rejects.toThrow(/withheld/);
  });
});

describe('the counts', () => {
  it('are counted by quarter once nobody can add to it, and only where there are many', async () => {
    const quarters = async (): Promise<{ quarter: string; reports: number | null }[]> => {
      const path = `/exception-reports/counts?unitId=${hospital.unitId}`;
      return ((await hospital.as.coordinator.get(path)).body as Record<'quarters', never[]>).quarters;
    };
    const counted = async (): Promise<unknown> => (await quarters()).map(({ reports }) => reports);
    const oldest = (await quarters()).at(-1)!.quarter;
    await addDoctorsWithReports(4, oldest);
    expect(await counted()).toEqual([null, null, null, null]);
    await addDoctorsWithReports(1, oldest);
    expect(await counted()).toEqual([null, null, null, 5]);
    const elsewhere = `/exception-reports/counts?unitId=${hospital.otherUnitId}`;
    expect((await hospital.as.coordinator.get(elsewhere)).status).toBe(403);
  });
});
