import {
  type ExceptionReportDto,
  type NewExceptionReport,
} from '../../src/modules/exception-reports/exception-report.dto.js';
import { vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type Answer, type ApiClient } from './api-client.js';
import { type TestServer } from './test-server.js';

const MS_PER_DAY = 86_400_000;

/** Says what nobody else may read. */
export const WORDS = 'Stayed with a patient in resus until the night team came';

/** So many days ago, by UTC. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** A report of 90 minutes more than planned, two days ago. */
export function newReport(change: Partial<NewExceptionReport> = {}): NewExceptionReport {
  const date = change.date ?? daysAgo(2);
  return {
    kind: 'hours',
    immediateSafetyConcern: false,
    date,
    assignmentId: null,
    plannedStartsAt: `${date}T08:00:00Z`,
    plannedEndsAt: `${date}T17:00:00Z`,
    actualStartsAt: `${date}T08:00:00Z`,
    actualEndsAt: `${date}T18:30:00Z`,
    missedBreakMin: null,
    whatHappened: WORDS,
    choice: 'pay',
    ...change,
  };
}

/** A report about education, of which no time is owed. */
export function missedTeaching(change: Partial<NewExceptionReport> = {}): NewExceptionReport {
  const none = { plannedStartsAt: null, plannedEndsAt: null, actualStartsAt: null, actualEndsAt: null };
  return newReport({ kind: 'education', ...none, choice: null, ...change });
}

/** @throws Error when it is refused */
export async function raise(client: ApiClient, report: NewExceptionReport): Promise<ExceptionReportDto> {
  const { status, body } = await client.post('/exception-reports', { body: report });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as ExceptionReportDto;
}

/** Takes all reports and mails away; the database would not let the service do that. */
export async function forgetReports({ dataSource }: TestServer): Promise<void> {
  const tables = ['exception_report_fines', 'exception_report_events', 'exception_reports'];
  for (const table of tables) await dataSource.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const table of [...tables, 'mails']) await dataSource.query(`DELETE FROM ${table}`);
  for (const table of tables) await dataSource.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** A report of two days before, made so many days ago. */
export async function raisedAgo(
  server: TestServer,
  client: ApiClient,
  days: number,
): Promise<ExceptionReportDto> {
  const then = new Date(`${daysAgo(days)}T12:00:00Z`);
  const clock = vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(then);
  const report = await raise(client, newReport({ date: daysAgo(days + 2) }));
  clock.mockRestore();
  return report;
}

export const PAID = { outcome: 'approved', compensation: 'pay', compensatedMin: 90 };
export const REFUSED = {
  outcome: 'refused',
  compensation: null,
  compensatedMin: 0,
  reason: 'Not on duty that day',
};

export async function decide(
  client: ApiClient,
  { id, version }: ExceptionReportDto,
  body: object,
): Promise<Answer> {
  return client.post(`/exception-reports/${id}/decision`, { version, body });
}
