import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ExceptionReportDto } from '../../src/modules/exception-reports/exception-report.dto.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import { type Answer } from '../support/api-client.js';
import {
  daysAgo,
  decide,
  forgetReports,
  missedTeaching,
  newReport,
  PAID,
  raise,
  raisedAgo,
  REFUSED,
} from '../support/exception-report.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

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

afterEach(() => forgetReports(server));

const withdraw = ({ id, version }: ExceptionReportDto): Promise<Answer> =>
  hospital.as.staff.post(`/exception-reports/${id}/withdrawal`, { version });
const escalate = ({ id, version }: ExceptionReportDto): Promise<Answer> =>
  hospital.as.staff.post(`/exception-reports/${id}/escalation`, {
    version,
    body: { reason: 'I was on duty' },
  });
const events = async (id: string): Promise<[string, string][]> => {
  const { body } = await hospital.as.staff.get(`/exception-reports/${id}/events`);
  return (body as { items: { event: string; role: string }[] }).items.map(({ event, role }) => [event, role]);
};
const mails = async (): Promise<MailEntity[]> =>
  server.dataSource.manager.find(MailEntity, { order: { toAddress: 'ASC' } });

describe('a report', () => {
  it('goes to HR with a last day for the answer, and the mail says nothing of the doctor', async () => {
    const report = await raise(hospital.as.staff, newReport());
    expect(report).toMatchObject({
      route: 'hr',
      extraMin: 90,
      routine: true,
      state: 'submitted',
      timeliness: 'waiting',
      daysLeft: 7,
      actBy: daysAgo(-7),
    });
    const sent = await mails();
    expect(sent.map(({ toAddress }) => toAddress)).toEqual(['hr@example.org']);
    expect(JSON.stringify(sent)).not.toMatch(/Adeyemi|resus|Ward A/);
  });

  it('about education goes to the director of medical education, and HR cannot open it', async () => {
    const { id } = await raise(hospital.as.staff, missedTeaching());
    expect((await mails()).map(({ toAddress }) => toAddress)).toEqual([
      'director-of-medical-education@example.org',
    ]);
    expect((await hospital.as.hr.get(`/exception-reports/${id}`)).status).toBe(403);
    expect((await hospital.as['director-of-medical-education'].get(`/exception-reports/${id}`)).status).toBe(
      200,
    );
    const { body } = await hospital.as.hr.get('/exception-reports');
    expect((body as { items: unknown[] }).items).toEqual([]);
  });

  it('with a concern for safety is due the next day and goes to the guardian as well', async () => {
    const report = await raise(hospital.as.staff, newReport({ immediateSafetyConcern: true }));
    expect(report.daysLeft).toBe(1);
    expect((await mails()).map(({ toAddress }) => toAddress)).toEqual([
      'guardian@example.org',
      'hr@example.org',
    ]);
  });

  it('of a day is made once, also when it is sent twice', async () => {
    const sent = { body: newReport(), headers: { 'idempotency-key': 'tapped-twice' } };
    const [first, second] = [
      await hospital.as.staff.post('/exception-reports', sent),
      await hospital.as.staff.post('/exception-reports', sent),
    ];
    expect(second.body).toEqual(first.body);
    const again = await hospital.as.staff.post('/exception-reports', { body: newReport() });
    expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'reported-already']);
    await withdraw(first.body as ExceptionReportDto);
    expect((await hospital.as.staff.post('/exception-reports', { body: newReport() })).status).toBe(201);
  });

  it('can be made for 28 days', async () => {
    await raise(hospital.as.staff, newReport({ date: daysAgo(28) }));
    const { status, body } = await hospital.as.staff.post('/exception-reports', {
      body: newReport({ date: daysAgo(29) }),
    });
    expect(status).toBe(400);
    expect((body as { detail: string }).detail).toContain('28 days later');
    // By the database, whatever the service thinks.
    await expect(
      server.dataSource.query('UPDATE exception_reports SET raised_on = raised_on + 1'),
    ).rejects.toThrow(/stays as it was raised/);
  });

  it.each([
    ['no words', { whatHappened: '' }, 'whatHappened'],
    ['an end before the start', { actualEndsAt: `${daysAgo(2)}T07:00:00Z` }, 'actualEndsAt'],
    ['no times', { actualStartsAt: null, actualEndsAt: null }, 'actualStartsAt'],
    [
      'times of another week',
      { actualStartsAt: `${daysAgo(9)}T08:00:00Z`, actualEndsAt: `${daysAgo(9)}T18:00:00Z` },
      'actualStartsAt',
    ],
    ['no choice', { choice: null }, 'choice'],
    ['a choice for nothing', { actualEndsAt: `${daysAgo(2)}T16:00:00Z` }, 'choice'],
    ['a break that is not its matter', { missedBreakMin: 30 }, 'missedBreakMin'],
    [
      'no minutes of a break',
      { kind: 'missed-break', actualStartsAt: null, actualEndsAt: null },
      'missedBreakMin',
    ],
    ['a day to come', { date: daysAgo(-1) }, 'date'],
    ["somebody's shift", { assignmentId: NO_SUCH }, 'assignmentId'],
    ['an unknown kind', { kind: 'rota' }, 'kind'],
  ])('is refused with %s', async (_, wrong, path) => {
    const body = { ...newReport(), ...wrong };
    const { status, body: problem } = await hospital.as.staff.post('/exception-reports', { body });
    expect(status).toBe(400);
    expect((problem as { errors: { path: string }[] }).errors.map((each) => each.path)).toContain(path);
  });

  it('is for doctors in training', async () => {
    await server.dataSource.query(`UPDATE placements SET contract_code = 'afc'`);
    const { status, body } = await hospital.as.staff.post('/exception-reports', { body: newReport() });
    await server.dataSource.query(`UPDATE placements SET contract_code = 'doctors2016'`);
    expect(status).toBe(400);
    expect((body as { detail: string }).detail).toContain('doctors in training');
  });
});

describe('the doctor', () => {
  it('withdraws it as long as nobody has decided', async () => {
    const report = await raise(hospital.as.staff, newReport());
    expect((await withdraw({ ...report, version: 7 })).status).toBe(412);
    expect((await withdraw(report)).body).toMatchObject({ state: 'withdrawn' });
    const other = await raise(hospital.as.staff, newReport());
    const { body } = await decide(hospital.as.hr, other, PAID);
    const late = await withdraw(body as ExceptionReportDto);
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'report-over']);
  });

  it('asks the guardian upon a refusal, who decides for good', async () => {
    const report = await raise(hospital.as.staff, newReport());
    expect((await escalate(report)).status).toBe(409);
    const refused = (await decide(hospital.as.hr, report, REFUSED)).body as ExceptionReportDto;
    const asked = (await escalate(refused)).body as ExceptionReportDto;
    expect(asked).toMatchObject({ state: 'escalated', escalated: true, escalationReason: 'I was on duty' });
    expect((await decide(hospital.as.hr, asked, PAID)).status).toBe(403);
    const decided = (await decide(hospital.as.guardian, asked, REFUSED)).body as ExceptionReportDto;
    expect(decided).toMatchObject({ state: 'refused' });
    expect((await escalate(decided)).status).toBe(409);
    expect((await events(report.id)).map(([event]) => event)).toEqual([
      'refused',
      'escalated',
      'refused',
      'raised',
    ]);
  });

  it('asks the guardian when no answer came in time', async () => {
    expect((await escalate(await raisedAgo(server, hospital.as.staff, 7))).status).toBe(409);
    expect((await escalate(await raisedAgo(server, hospital.as.staff, 8))).body).toMatchObject({
      state: 'escalated',
      timeliness: 'waiting',
    });
  });

  it('who works in HR does not decide upon their own', async () => {
    const report = await raise(hospital.as.staff, newReport());
    const sql = `UPDATE exception_reports SET state = 'refused', decision_reason = 'x', decided_at = now(), version = 2,
      decided_by = (SELECT id FROM accounts WHERE email = 'staff@example.org') WHERE id = $1`;
    await expect(server.dataSource.query(sql, [report.id])).rejects.toThrow(/own report/);
  });
});

describe('reports', () => {
  it('stay on record: nobody changes, deletes or empties them', async () => {
    const { id } = await raise(hospital.as.staff, newReport());
    const refused = async (sql: string): Promise<void> => {
      await expect(server.dataSource.query(sql)).rejects.toThrow(/stays|append-only|is approved/);
    };
    await refused(`UPDATE exception_reports SET what_happened = 'nothing'`);
    await refused(`UPDATE exception_reports SET person_id = '${hospital.colleagueId}'`);
    await refused(`DELETE FROM exception_reports WHERE id = '${id}'`);
    await refused('TRUNCATE exception_reports CASCADE');
    await refused(`UPDATE exception_report_events SET role = 'guardian'`);
    await refused('DELETE FROM exception_report_events');
  });

  it('are paged, soonest due first', async () => {
    for (const days of [1, 2, 3]) await raise(hospital.as.staff, newReport({ date: daysAgo(days) }));
    await raise(hospital.as.staff, newReport({ date: daysAgo(4), immediateSafetyConcern: true }));
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await hospital.as.guardian.get(`/exception-reports?limit=1${query}`);
      const page = body as { items: { daysLeft: number }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ daysLeft }) => daysLeft));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([1, 7, 7, 7]);
    const { body } = await hospital.as.staff.get('/exception-reports/mine?limit=2');
    expect((body as { items: unknown[] }).items).toHaveLength(2);
  });

  it('name their deadlines with their source', async () => {
    const { body } = await hospital.as.staff.get('/exception-reports/terms');
    const { terms } = body as { terms: { code: string; value: number; evidence: string }[] };
    expect(terms.map(({ code, value, evidence }) => [code, value, evidence])).toEqual([
      ['raise-within', 28, 'C'],
      ['decide-within', 7, 'M'],
      ['decide-safety-concern-within', 1, 'M'],
      ['routine-up-to', 120, 'C'],
    ]);
  });
});
