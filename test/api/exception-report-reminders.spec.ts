import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type ExceptionReportDto } from '../../src/modules/exception-reports/exception-report.dto.js';
import { OverdueReports } from '../../src/modules/exception-reports/overdue-reports.service.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import {
  decide,
  forgetReports,
  missedTeaching,
  newReport,
  PAID,
  raise,
} from '../support/exception-report.js';
import { buildHospital, createAccount, type Hospital } from '../support/hospital.js';
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

afterEach(async () => {
  vi.restoreAllMocks();
  await server.dataSource.query('DELETE FROM exception_report_reminders');
  await forgetReports(server);
});

/** From now on it is that moment for the service. */
function at(instant: string): void {
  vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(new Date(instant));
}

const sweep = (): Promise<number> => server.app.get(OverdueReports).sweep();

/** Those that say that something is overdue. */
async function mails(): Promise<MailEntity[]> {
  const all = await server.dataSource.manager.find(MailEntity, { order: { toAddress: 'ASC' } });
  return all.filter(({ subject }) => subject.includes('overdue'));
}

/** Raised on a day at noon, of that day. */
async function raisedOn(
  day: string,
  more: Parameters<typeof newReport>[0] = {},
): Promise<ExceptionReportDto> {
  at(`${day}T20:00:00Z`);
  return raise(hospital.as.staff, newReport({ date: day, ...more }));
}

describe('a report that is overdue', () => {
  it('is told to HR from seven in the morning after its last day, once', async () => {
    const { actBy } = await raisedOn('2026-06-01');
    expect(actBy).toBe('2026-06-08');
    at('2026-06-08T22:59:00Z'); // A minute to midnight in London.
    expect(await sweep()).toBe(0);
    at('2026-06-09T05:59:00Z');
    expect(await sweep()).toBe(0);
    at('2026-06-09T06:00:00Z');
    expect(await sweep()).toBe(1);
    at('2026-06-10T09:00:00Z');
    expect(await sweep()).toBe(0);
    expect((await mails()).map(({ toAddress }) => toAddress)).toEqual(['hr@example.org']);
  });

  it.each([
    ['forward', '2026-03-22', '2026-03-30T05:59:00Z', '2026-03-30T06:00:00Z'],
    ['back', '2026-10-18', '2026-10-26T06:59:00Z', '2026-10-26T07:00:00Z'],
  ])('is told at seven by the clock on the wall when it has gone %s', async (_way, day, before, then) => {
    await raisedOn(day);
    at(before);
    expect(await sweep()).toBe(0);
    at(then);
    expect(await sweep()).toBe(1);
  });

  it('is told although the service was down for weeks, and once by several workers', async () => {
    await raisedOn('2026-06-01');
    at('2026-08-20T10:00:00Z');
    const told = await Promise.all([sweep(), sweep(), sweep()]);
    expect(told.toSorted()).toEqual([0, 0, 1]);
    expect(await mails()).toHaveLength(1);
  });

  it('about education is told to the director of medical education', async () => {
    at('2026-06-01T20:00:00Z');
    await raise(hospital.as.staff, missedTeaching({ date: '2026-06-01' }));
    at('2026-06-09T09:00:00Z');
    expect(await sweep()).toBe(1);
    expect((await mails()).map(({ toAddress }) => toAddress)).toEqual([
      'director-of-medical-education@example.org',
    ]);
  });

  it('with somebody in danger is told the day after, to the guardian as well', async () => {
    await raisedOn('2026-06-01', { immediateSafetyConcern: true });
    at('2026-06-03T09:00:00Z');
    expect(await sweep()).toBe(1);
    const told = await mails();
    expect(told.map(({ toAddress }) => toAddress)).toEqual(['guardian@example.org', 'hr@example.org']);
    expect(told[0]!.subject).toContain('immediate concern for safety');
  });

  it('that was brought to the guardian is told to them, when their last day is over', async () => {
    const report = await raisedOn('2026-06-01');
    at('2026-06-09T09:00:00Z');
    expect(await sweep()).toBe(1);
    const escalated = await hospital.as.staff.post(`/exception-reports/${report.id}/escalation`, {
      version: report.version,
      body: { reason: 'No answer has come' },
    });
    expect(escalated.status, JSON.stringify(escalated.body)).toBe(200);
    expect(await sweep()).toBe(0);
    at('2026-06-17T09:00:00Z');
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    expect((await mails()).map(({ toAddress }) => toAddress)).toEqual([
      'guardian@example.org',
      'hr@example.org',
    ]);
  });

  it('is not told once it was answered', async () => {
    const report = await raisedOn('2026-06-01');
    expect((await decide(hospital.as.hr, report, PAID)).status).toBe(200);
    at('2026-06-09T09:00:00Z');
    expect(await sweep()).toBe(0);
  });

  it('names nobody, and reaches nobody who plans or supervises', async () => {
    const email = 'hr-and-rotas@example.org';
    const { organisationId, unitId } = hospital;
    const accountId = await createAccount(server, organisationId, { email, role: 'hr' });
    await server.dataSource.query(
      "INSERT INTO account_roles (account_id, role, unit_id) VALUES ($1, 'coordinator', $2)",
      [accountId, unitId],
    );
    await raisedOn('2026-06-01');
    at('2026-06-09T09:00:00Z');
    await sweep();
    const told = await mails();
    expect(told.map(({ toAddress, personId }) => [toAddress, personId])).toEqual([['hr@example.org', null]]);
    const [person] = await server.dataSource.query<{ family: string; given: string; unit: string }[]>(
      `SELECT p.family_name AS family, p.given_name AS given, u.name AS unit
         FROM exception_reports r JOIN people p ON p.id = r.person_id JOIN units u ON u.id = r.unit_id`,
    );
    const { subject, textBody, htmlBody } = told[0]!;
    for (const text of [subject, textBody, htmlBody]) {
      for (const secret of [person!.family, person!.given, person!.unit, 'resus']) {
        expect(text).not.toContain(secret);
      }
    }
    expect(textBody).toContain('Monday 8 June 2026');
  });

  it('waits for somebody who may be told', async () => {
    await server.dataSource.query(
      "UPDATE accounts SET active = false WHERE id IN (SELECT account_id FROM account_roles WHERE role = 'director-of-medical-education')",
    );
    at('2026-06-01T20:00:00Z');
    await raise(hospital.as.staff, missedTeaching({ date: '2026-06-01' }));
    at('2026-06-09T09:00:00Z');
    expect(await sweep()).toBe(0);
    await server.dataSource.query('UPDATE accounts SET active = true');
    expect(await sweep()).toBe(1);
  });
});
