import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEntryEntity } from '../../src/modules/audit/audit-entry.entity.js';
import { type ExceptionReportDto } from '../../src/modules/exception-reports/exception-report.dto.js';
import { ExceptionReportEventEntity } from '../../src/modules/exception-reports/exception-report-event.entity.js';
import { sealOf } from '../../src/modules/exception-reports/report-log.service.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import { ApiClient } from '../support/api-client.js';
import { csv, placementRow, uploadForm } from '../support/deanery-sheet.js';
import {
  decide,
  missedTeaching,
  newReport,
  PAID,
  raise,
  REFUSED,
  WORDS,
} from '../support/exception-report.js';
import { buildHospital, createAccount, type Hospital, PASSWORD } from '../support/hospital.js';
import { addPublishedShifts } from '../support/published-shifts.js';
import { allReadings, type Reading, someIds } from '../support/read-everything.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;
/** Those from whom reports are withheld. */
let withheld: Record<string, ApiClient>;
let reports: ExceptionReportDto[];
let before: Map<string, Reading>;
let after: Map<string, Reading>;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
  const assignmentId = await publishShifts();
  await addMore(hospital);
  const { organisationId, colleagueId } = hospital;
  const colleague = { email: 'colleague@example.org', role: 'staff' as const, personId: colleagueId };
  await createAccount(server, organisationId, colleague);
  withheld = {
    coordinator: await reader('coordinator'),
    supervisor: await reader('supervisor'),
    'a doctor elsewhere': await reader('other-staff'),
    colleague: await reader('colleague'),
  };
  const { unitId, personId } = hospital;
  const ids = [...new Set([unitId, personId, colleagueId, assignmentId, ...(await someIds(server))])];
  before = await readAll(ids);
  reports = await makeReports(assignmentId);
  const own = reports.map(({ id }) => id);
  after = await readAll([...new Set([...ids, ...own, ...(await someIds(server))])]);
}, 240_000);

afterAll(() => server.close());

/** @returns the shift of the doctor who reports; their colleague has one, too. */
async function publishShifts(): Promise<string> {
  const { as, unitId, shiftTypeId, personId, colleagueId } = hospital;
  const of = { unitId, shiftTypeId, personIds: [personId, colleagueId] };
  const [own] = await addPublishedShifts(server, of, (path, body, version) =>
    as.coordinator.post(path, { body, ...(version === undefined ? {} : { version }) }),
  );
  return own!;
}

/** A session that is not held to the OpenAPI document: most of what it asks for makes no sense. */
async function reader(who: string): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  const { status } = await client.signIn(`${who}@example.org`, PASSWORD);
  expect([who, status]).toEqual([who, 201]);
  return client;
}

/** So that routes with ids have something to show. */
async function addMore({ as, unitId, personId, colleagueId }: Hospital): Promise<void> {
  const made = [
    await as.hr.post('/intakes', { body: uploadForm(csv([placementRow()])) }),
    await as.hr.post('/rotations', {
      body: { programme: 'F', startDate: '2027-08-04', unitIds: [unitId] },
    }),
    ...(await Promise.all(
      [personId, colleagueId].map((each) =>
        as.coordinator.post('/leave', {
          body: {
            personId: each,
            kind: 'sickness',
            firstDate: '2027-03-01',
            lastDate: '2027-03-02',
            reason: '',
          },
        }),
      ),
    )),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
}

/** One of each sort, opened, approved, refused, escalated and withdrawn. */
async function makeReports(assignmentId: string): Promise<ExceptionReportDto[]> {
  const { staff, hr, guardian } = hospital.as;
  const dme = hospital.as['director-of-medical-education'];
  const shift = { assignmentId, plannedStartsAt: null, plannedEndsAt: null };
  const paid = await raise(staff, newReport({ ...shift, immediateSafetyConcern: true }));
  const refused = await raise(staff, newReport({ kind: 'pattern', ...shift }));
  const taught = await raise(staff, missedTeaching());
  const support = await raise(staff, missedTeaching({ kind: 'support' }));
  await hr.get(`/exception-reports/${paid.id}`);
  await guardian.get(`/exception-reports/${paid.id}`);
  const [first, second] = [
    await decide(hr, paid, { ...PAID, compensatedMin: paid.extraMin }),
    await decide(hr, refused, REFUSED),
  ];
  const { version } = second.body as ExceptionReportDto;
  const third = await staff.post(`/exception-reports/${refused.id}/escalation`, {
    version,
    body: { reason: WORDS },
  });
  const agreed = { outcome: 'approved', compensation: null, compensatedMin: 0, reason: WORDS };
  const fourth = await decide(dme, taught, agreed);
  const fifth = await staff.post(`/exception-reports/${support.id}/withdrawal`, { version: support.version });
  const statuses = [first, second, third, fourth, fifth].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  return [paid, refused, taught, support];
}

async function readAll(ids: readonly string[]): Promise<Map<string, Reading>> {
  const found = new Map<string, Reading>();
  for (const [who, client] of Object.entries(withheld)) {
    for (const [what, reading] of await allReadings(server, client, ids))
      found.set(`${who}: ${what}`, reading);
  }
  return found;
}

describe('who supervises, plans or works beside a doctor', () => {
  it('reads every route with every id of it, of which many show something', () => {
    const shown = [...after.values()].filter(({ status }) => status === 200);
    expect(after.size).toBeGreaterThan(1000);
    expect(shown.length).toBeGreaterThan(150);
    const routes = new Set([...after.values()].map(({ route }) => route));
    expect(routes).toContain('/api/v1/exception-reports/{id}');
    expect(routes).toContain('/api/v1/exception-reports/{id}/events');
    const tried = [...after.keys()].filter((what) => reports.some(({ id }) => what.includes(id)));
    expect(tried.length).toBeGreaterThan(100);
  });

  it('reads nothing of a report anywhere', () => {
    const marks = [...reports.map(({ id }) => id), WORDS, 'Not on duty that day', 'exception-report-'];
    const found = [...after].flatMap(([what, { text, named }]) =>
      // An error may name the id that was asked for.
      marks
        .filter((mark) => text.includes(mark) && !named.includes(mark))
        .map((mark) => `${what} says ${mark}`),
    );
    expect(found).toEqual([]);
  });

  it('sees no difference between a unit in which a doctor has reported and one in which nobody has', () => {
    const differing = [...before].flatMap(([what, reading]) =>
      after.get(what)?.text === reading.text && after.get(what)?.status === reading.status ? [] : [what],
    );
    expect(differing).toEqual([]);
  });

  it('is refused each way to a report itself, in words that name nobody', async () => {
    for (const [who, client] of Object.entries(withheld)) {
      for (const { id, version } of reports) {
        for (const path of ['', '/events']) {
          const answer = await client.get(`/exception-reports/${id}${path}`);
          expect([who, answer.status]).toEqual([who, 403]);
          expect(JSON.stringify(answer.body)).not.toMatch(/Adeyemi|staff@/);
        }
        for (const verb of ['decision', 'withdrawal', 'escalation']) {
          const answer = await client.post(`/exception-reports/${id}/${verb}`, { version, body: PAID });
          expect([who, verb, answer.status]).toEqual([who, verb, 403]);
          expect(JSON.stringify(answer.body)).not.toMatch(/Adeyemi|staff@/);
        }
      }
    }
  });
});

describe('beside the answers', () => {
  it('no mail about a report goes to them, and none says whose it is', async () => {
    const mails = await server.dataSource.manager.find(MailEntity);
    const about = mails.filter(({ kind }) => kind === 'exception-report');
    expect(new Set(about.map(({ toAddress }) => toAddress))).toEqual(
      new Set([
        'hr@example.org',
        'guardian@example.org',
        'director-of-medical-education@example.org',
        'staff@example.org',
      ]),
    );
    const { personId } = hospital;
    for (const { toAddress, ...mail } of about) {
      const own = toAddress === 'staff@example.org' ? /Adeyemi|resus/ : /Adeyemi|staff@|resus/;
      expect(JSON.stringify(mail)).not.toMatch(own);
      expect(JSON.stringify(mail)).not.toContain(personId);
    }
    expect(mails.filter(({ kind }) => kind !== 'exception-report')).toEqual([]);
  });

  it('the audit log has a seal of what happened, and nothing that names the doctor', async () => {
    const entries = await server.dataSource.manager.find(AuditEntryEntity, { order: { seq: 'ASC' } });
    const about = entries.filter(({ subjectType }) => subjectType === 'exception-report');
    expect(about.map(({ action }) => action.replace('exception-report-', ''))).toEqual([
      'raised',
      'raised',
      'raised',
      'raised',
      'approved',
      'refused',
      'escalated',
      'approved',
      'withdrawn',
    ]);
    const [account] = await server.dataSource.query<{ id: string }[]>(
      'SELECT id FROM accounts WHERE person_id = $1',
      [hospital.personId],
    );
    const text = JSON.stringify(about);
    for (const secret of [hospital.personId, account!.id, hospital.unitId, 'Adeyemi', 'resus']) {
      expect(text).not.toContain(secret);
    }
    // Nor does any other entry of that time name both a report and the doctor.
    const ids = reports.map(({ id }) => id);
    const linking = entries.filter((entry) => {
      const words = JSON.stringify(entry);
      return ids.some((id) => words.includes(id)) && words.includes(hospital.personId);
    });
    expect(linking).toEqual([]);
    const events = await server.dataSource.manager.find(ExceptionReportEventEntity);
    const seals = events.flatMap(({ salt, content }) =>
      salt === null || content === null ? [] : [sealOf(salt, content)],
    );
    expect(new Set(about.map(({ detail }) => detail.seal))).toEqual(new Set(seals));
  });

  it('what auditors and administrators read names nobody either', async () => {
    const ids = [...reports.map(({ id }) => id), ...(await someIds(server))];
    for (const who of ['auditor', 'admin']) {
      const readings = [...(await allReadings(server, await reader(who), ids)).values()];
      const telling = readings.flatMap(({ route, text, named }) =>
        partsOf(text)
          .filter((part) => {
            const tells = reports.some(({ id }) => part.includes(id) && !named.includes(id));
            return tells && /Adeyemi|resus|staff@/.test(part);
          })
          .map(() => route),
      );
      expect(telling).toEqual([]);
    }
  });
});

/** The items of a list, each as text; anything else as it is. */
function partsOf(text: string): string[] {
  const { items } = (JSON.parse(text) ?? {}) as { items?: unknown };
  return Array.isArray(items) ? items.map((item) => JSON.stringify(item)) : [text];
}
