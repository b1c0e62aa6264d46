import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FinesSummaryDto,
  type ReportFineInput,
  type ReportFinesDto,
} from '../../src/modules/exception-reports/report-fine.dto.js';
import { type ExceptionReportDto } from '../../src/modules/exception-reports/exception-report.dto.js';
import { type Answer } from '../support/api-client.js';
import { daysAgo, missedTeaching, newReport, raise } from '../support/exception-report.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;
let report: ExceptionReportDto;

/** Thirty minutes beyond thirteen hours, at rates that leave halves of pennies. */
const FINE: ReportFineInput = {
  breach: 'shift-13',
  breachMin: 30,
  hourlyPence: 7685,
  doctorHourlyPence: 2881,
  source: 'Pay circular, annex A, as printed',
};

beforeAll(async () => {
  server = await startTestServer();
  hospital = await buildHospital(server);
  const date = daysAgo(2);
  report = await raise(
    hospital.as.staff,
    newReport({ date, actualStartsAt: `${date}T06:00:00Z`, actualEndsAt: `${date}T19:30:00Z` }),
  );
});

afterAll(() => server.close());

const fines = async (): Promise<ReportFinesDto> =>
  (await hospital.as.guardian.get(`/exception-reports/${report.id}/fines`)).body as ReportFinesDto;

const set = (change: Partial<ReportFineInput>, version: number, id = report.id): Promise<Answer> =>
  hospital.as.guardian.put(`/exception-reports/${id}/fines`, { version, body: { ...FINE, ...change } });

describe('a fine for a breach', () => {
  it('begins with what the times of the report tell, and the breaches with their sources', async () => {
    const { version, fines: none, told, breaches } = await fines();
    expect([version, none, told]).toEqual([1, [], [{ breach: 'shift-13', breachMin: 30 }]]);
    expect(breaches.every(({ source }) => source.includes('NHS Employers'))).toBe(true);
  });

  it('is reckoned exactly, and rounded once for each part', async () => {
    const answer = await set({}, 1);
    expect(answer.status).toBe(200);
    const [fine] = (answer.body as ReportFinesDto).fines;
    // 3842.5 and 1440.5 pence: half a penny upwards.
    expect(fine).toMatchObject({ finePence: 3843, doctorPence: 1441, guardianPence: 2402, number: 1 });
  });

  it('is corrected over the version that was seen, and taken back with no minutes', async () => {
    const late = await set({ breachMin: 20 }, 1);
    expect([late.status, late.body]).toEqual([412, expect.objectContaining({ code: 'stale-version' })]);
    expect((await set({ breach: 'rest-11', breachMin: 60 }, 2)).status).toBe(200);
    expect((await set({ breachMin: 20 }, 3)).status).toBe(200);
    expect((await fines()).fines.map(({ breach, finePence }) => [breach, finePence])).toEqual([
      ['shift-13', 2562],
      ['rest-11', 7685],
    ]);
    const summary = (await hospital.as.guardian.get('/exception-reports/fines')).body as FinesSummaryDto;
    expect(summary.quarters).toEqual([
      {
        quarter: expect.stringMatching(/^\d{4}-Q[1-4]$/) as unknown,
        ...{ fines: 2, finePence: 10_247, doctorPence: 3841, guardianPence: 6406 },
      },
    ]);
    expect((await set({ breach: 'rest-11', breachMin: 0 }, 4)).status).toBe(200);
    expect((await fines()).fines).toHaveLength(1);
  });

  it('is refused where it does not fit, naming why', async () => {
    const { version } = await fines();
    const more = await set({ doctorHourlyPence: 9000 }, version);
    expect([more.status, JSON.stringify(more.body)]).toEqual([
      400,
      expect.stringMatching(/more than the whole/),
    ]);
    expect((await set({ breach: 'other' as never }, version)).status).toBe(400);
    expect((await set({ source: '' }, version)).status).toBe(400);
    const taught = await raise(hospital.as.staff, missedTeaching());
    const education = await set({}, 1, taught.id);
    expect([education.status, education.body]).toEqual([409, expect.objectContaining({ code: 'no-fine' })]);
    expect((await set({}, 1, hospital.unitId)).status).toBe(404);
  });

  it('is seen by the doctor and the guardian, and by nobody else', async () => {
    const path = `/exception-reports/${report.id}/fines`;
    const { as, nobody } = hospital;
    expect((await as.staff.get(path)).status).toBe(200);
    expect((await nobody.get(path)).status).toBe(401);
    for (const who of ['coordinator', 'supervisor', 'hr', 'auditor', 'admin', 'other-staff'] as const) {
      const answers = [await as[who].get(path), await as[who].get('/exception-reports/fines')];
      expect([who, ...answers.map(({ status }) => status)]).toEqual([who, 403, 403]);
    }
    const events = (await as.guardian.get(`/exception-reports/${report.id}/events`)).body as {
      items: { event: string }[];
    };
    expect(events.items.filter(({ event }) => event === 'fined')).toHaveLength(4);
  });

  it('cannot be rewritten, or set by anybody else, in the database either', async () => {
    const { manager } = server.dataSource;
    await expect(manager.query('UPDATE exception_report_fines SET breach_min = 1')).rejects.toThrow();
    const copy = (change: string): Promise<unknown> =>
      manager.query(
        `INSERT INTO exception_report_fines
         SELECT report_id, 99, breach, breach_min, hourly_pence, doctor_hourly_pence, source, ${change}, set_at
           FROM exception_report_fines LIMIT 1`,
      );
    await expect(copy('fine_pence + 1, doctor_pence, set_by')).rejects.toThrow(/fine_pence|check/);
    const hr = `(SELECT account_id FROM account_roles WHERE role = 'hr' LIMIT 1)`;
    await expect(copy(`fine_pence, doctor_pence, ${hr}`)).rejects.toThrow(/cannot fine/);
  });
});
