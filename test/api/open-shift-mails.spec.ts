import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type MailPreferencesDto } from '../../src/modules/mail-preferences/mail-preferences.dto.js';
import { type UndeliveredMailPage } from '../../src/modules/notices/undelivered-mails.dto.js';
import { DigestsService } from '../../src/modules/open-shifts/digests.service.js';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';
import { RemindersService } from '../../src/modules/reminders/reminders.service.js';
import { ifMatch, PATIENT, type Problem, RotaClient } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let clock: Clock;
let real: () => Date;
let a: RotaClient;
let b: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server);
  clock = server.app.get(Clock);
  real = clock.now.bind(clock);
  [a, b] = [await hospital.person(hospital.a, 0), await hospital.person(hospital.a, 1)];
});

beforeEach(async () => {
  await server.dataSource.query(
    `UPDATE vacancies SET state = 'withdrawn', closed_at = now() WHERE state = 'open'`,
  );
  await server.dataSource.query('DELETE FROM offer_digests');
  await server.dataSource.query('DELETE FROM mails');
});

afterEach(() => {
  clock.now = real;
});

afterAll(() => server.close());

const idOf = (index: number): string => hospital.a.personIds[index]!;

async function opened(
  rota: AheadRota,
  offset: number,
  shiftTypeId: string,
  mode = 'first-able',
): Promise<VacancyDto> {
  const body = { rotaId: rota.id, date: rota.day(offset), shiftTypeId, mode };
  const answer = await rota.coordinator.post<VacancyDto>('/vacancies', body, {
    'idempotency-key': randomUUID(),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** A rota of unit A, published with somebody else on it. */
async function publishedRota(
  put: (rota: AheadRota) => Promise<unknown> = () => Promise.resolve(),
): Promise<AheadRota> {
  const rota = await hospital.freshRota(hospital.a);
  await rota.put(idOf(7), 23, hospital.a.day);
  await put(rota);
  await rota.publish();
  await server.dataSource.query('DELETE FROM mails');
  return rota;
}

async function digestAt(iso: string): Promise<void> {
  clock.now = () => new Date(iso);
  await server.app.get(DigestsService).sweep(new AbortController().signal);
  clock.now = real;
}

interface MailRow {
  readonly personId: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly stopUrl: string | null;
}

async function mails(): Promise<MailRow[]> {
  return server.dataSource.query<MailRow[]>(
    `SELECT person_id AS "personId", kind, subject, text_body AS text, stop_url AS "stopUrl" FROM mails ORDER BY created_at, person_id`,
  );
}

async function preferences(
  client: RotaClient,
  change: Partial<MailPreferencesDto>,
): Promise<MailPreferencesDto> {
  const { version, ...standing } = (await client.get<MailPreferencesDto>('/my/mail-preferences')).body;
  const answer = await client.put<MailPreferencesDto>(
    '/my/mail-preferences',
    { ...standing, ...change, version: undefined },
    ifMatch(version),
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
/** Within the hour after five in the afternoon in London, whatever the clocks say. */
const digestTime = (day = tomorrow()): string => `${day}T${isSummer(day) ? '16' : '17'}:10:00Z`;

function isSummer(day: string): boolean {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'shortOffset' })
    .format(new Date(`${day}T12:00:00Z`))
    .includes('+1');
}

describe('mails about open shifts', () => {
  it('go as one mail a day to those who can work them, and name no other shift', async () => {
    const rota = await publishedRota(async (made) => made.put(idOf(0), 3, hospital.a.night));
    const one = await opened(rota, 1, hospital.a.day);
    // The first person works at that time.
    const two = await opened(rota, 3, hospital.a.night);
    await digestAt(digestTime());
    const sent = await mails();
    // Only these two of the unit can sign in, and nobody of the other unit is asked yet.
    expect(sent.map(({ personId, kind }) => [personId, kind]).toSorted()).toEqual(
      [idOf(0), idOf(1)].toSorted().map((id) => [id, 'open-shifts']),
    );
    const [toA, toB] = [idOf(0), idOf(1)].map((id) => sent.find(({ personId }) => personId === id)!);
    expect(toA!.subject).toBe('An open shift that you can work');
    expect(toA!.text).toContain(`/open-shifts/${one.id}`);
    expect(toA!.text).not.toContain(two.id);
    expect(toB!.subject).toBe('2 open shifts that you can work');
    expect([one, two].every(({ id }) => toB!.text.includes(`/open-shifts/${id}`))).toBe(true);
    expect(toB!.text).toContain(toB!.stopUrl);

    await digestAt(digestTime());
    expect(await mails()).toHaveLength(2);
  });

  it('tell nobody twice, and of what is new with the next day', async () => {
    const rota = await publishedRota();
    await opened(rota, 1, hospital.a.day);
    await digestAt(digestTime());
    const next = await opened(rota, 5, hospital.a.day);
    await digestAt(digestTime());
    expect(await mails()).toHaveLength(2);
    await digestAt(digestTime(new Date(Date.parse(tomorrow()) + 86_400_000).toISOString().slice(0, 10)));
    const sent = (await mails()).slice(2);
    expect(sent.map(({ subject }) => subject)).toEqual(Array(2).fill('An open shift that you can work'));
    expect(sent.every(({ text }) => text.includes(next.id))).toBe(true);
  });

  it('come sooner when a shift begins soon, but not in quiet hours', async () => {
    const rota = await publishedRota();
    const soon = await opened(rota, 1, hospital.a.night);
    await digestAt(`${rota.day(1)}T02:00:00Z`);
    expect(await mails()).toEqual([]);
    await digestAt(`${rota.day(1)}T09:00:00Z`);
    expect((await mails()).every(({ text }) => text.includes(soon.id))).toBe(true);
    expect(await mails()).toHaveLength(2);
  });

  it('leave out whom a rule forbids the shift', async () => {
    const rota = await publishedRota(async (made) => made.put(idOf(0), 1, hospital.a.night));
    // Eight in the morning is when the night ends.
    await opened(rota, 2, hospital.a.day);
    await digestAt(digestTime());
    expect((await mails()).map(({ personId }) => personId)).toEqual([idOf(1)]);
  });

  it('stop with one click, and not by opening the link', async () => {
    const rota = await publishedRota();
    await opened(rota, 1, hospital.a.day);
    await digestAt(digestTime());
    const { stopUrl } = (await mails()).find(({ personId }) => personId === idOf(0))!;
    const page = await fetch(stopUrl!);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<form method="post">');
    expect((await a.get<MailPreferencesDto>('/my/mail-preferences')).body.offers).toBe(true);
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    for (let again = 0; again < 2; again++) expect((await fetch(stopUrl!, oneClick)).status).toBe(200);
    expect((await a.get<MailPreferencesDto>('/my/mail-preferences')).body.offers).toBe(false);
    expect((await b.get<MailPreferencesDto>('/my/mail-preferences')).body.offers).toBe(true);
    for (const wrong of [
      stopUrl!.replace(/[^/]+\/offers/, `${randomUUID()}/offers`),
      stopUrl!.replace('offers', 'rota'),
    ]) {
      expect((await fetch(wrong, oneClick)).status).toBe(404);
    }
    await opened(rota, 9, hospital.a.day);
    await digestAt(digestTime(new Date(Date.parse(tomorrow()) + 86_400_000).toISOString().slice(0, 10)));
    expect((await mails()).filter(({ personId }) => personId === idOf(0))).toHaveLength(1);
    await preferences(a, { offers: true });
  });

  it('tell at once whoever waited in vain, and what else is open', async () => {
    const rota = await publishedRota();
    const wanted = await opened(rota, 1, hospital.a.day, 'coordinator');
    const other = await opened(rota, 8, hospital.a.day);
    for (const client of [a, b])
      expect((await client.post(`/vacancies/${wanted.id}/claims`)).status).toBe(201);
    const award = await rota.coordinator.post<VacancyDto>(`/vacancies/${wanted.id}/award`, {
      personId: idOf(0),
    });
    expect(award.body.winner?.personId).toBe(idOf(0));
    const lost = (await mails()).filter(({ kind }) => kind === 'open-shift-lost');
    expect(lost.map(({ personId }) => personId)).toEqual([idOf(1)]);
    expect(lost[0]!.text).toContain('given to somebody else');
    expect(lost[0]!.text).toContain(`/open-shifts/${other.id}`);
    expect(lost[0]!.text).not.toContain(`/open-shifts/${wanted.id}`);
  });
});

describe('reminders', () => {
  const remindAt = async (iso: string): Promise<MailRow[]> => {
    clock.now = () => new Date(iso);
    await server.app.get(RemindersService).sweep();
    clock.now = real;
    return (await mails()).filter(({ kind }) => kind === 'reminder');
  };

  it('come once, a day before the shift, and not in quiet hours', async () => {
    let shift = '';
    const rota = await publishedRota(async (made) => (shift = await made.put(idOf(0), 3, hospital.a.night)));
    // A night begins at 21:00, and 22:00 is quiet.
    expect(await remindAt(`${rota.day(2)}T12:00:00Z`)).toEqual([]);
    expect(await remindAt(`${rota.day(2)}T23:30:00Z`)).toEqual([]);
    const [mail] = await remindAt(`${rota.day(3)}T09:00:00Z`);
    expect(mail).toMatchObject({ personId: idOf(0) });
    expect(mail!.text).toContain(`/my-rota/shifts/${shift}`);
    expect(mail!.text).toContain(mail!.stopUrl);
    expect(await remindAt(`${rota.day(3)}T10:00:00Z`)).toHaveLength(1);
  });

  it('are not sent to whoever does not want them', async () => {
    const rota = await publishedRota(async (made) => made.put(idOf(1), 3, hospital.a.day));
    await preferences(b, { reminders: false });
    expect(await remindAt(`${rota.day(2)}T12:00:00Z`)).toEqual([]);
    await preferences(b, { reminders: true, reminderHours: 48 });
    expect(await remindAt(`${rota.day(1)}T12:00:00Z`)).toHaveLength(1);
  });
});

describe('mail preferences', () => {
  it.each(['GET', 'PUT'])('%s needs a session, and a person', async (method) => {
    const path = '/my/mail-preferences';
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
    const coordinator = await hospital.a.coordinator();
    expect((await coordinator.get<Problem>(path)).body.code).toBe('no-person');
  });

  it('are refused with what is wrong, and with a version that is not the last', async () => {
    const { version, ...standing } = (await a.get<MailPreferencesDto>('/my/mail-preferences')).body;
    const wrong = await a.put<Problem>(
      '/my/mail-preferences',
      { ...standing, digestAtMin: 1440 },
      ifMatch(version),
    );
    expect(wrong.status).toBe(400);
    const stale = await a.put<Problem>('/my/mail-preferences', standing, ifMatch(version + 1));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    const missing = await a.put<Problem>('/my/mail-preferences', standing);
    expect(missing.status).toBe(428);
  });
});

describe('undelivered mails', () => {
  const path = (unitId: string): string => `/units/${unitId}/undelivered-mails`;

  it('need a session, and the unit', async () => {
    const anonymous = await RotaClient.anonymous(server.url).get<Problem>(path(hospital.a.unitId));
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'not-signed-in']);
    const coordinator = await hospital.b.coordinator();
    expect((await coordinator.get<Problem>(path(hospital.a.unitId))).status).toBe(403);
  });

  it('are shown to the coordinator with what the mail server said, and without their words', async () => {
    const insert = `INSERT INTO mails (kind, dedupe_key, person_id, to_address, subject, text_body, html_body, message_id, state, attempts, last_error)
      VALUES ('rota-published', $1, $2, 'x@example.org', 'S', 'T', 'H', $1, $3, 2, $4)`;
    await server.dataSource.query(insert, ['one', idOf(0), 'failed', '550 no such user']);
    await server.dataSource.query(insert, ['two', idOf(1), 'failing', '451 busy']);
    await server.dataSource.query(insert, ['three', idOf(1), 'handed-over', null]);
    await server.dataSource.query(insert, ['four', hospital.b.personIds[0], 'failed', '550 of another unit']);
    const coordinator = await hospital.a.coordinator();
    const first = await coordinator.get<UndeliveredMailPage>(`${path(hospital.a.unitId)}?limit=1`);
    const second = await coordinator.get<UndeliveredMailPage>(
      `${path(hospital.a.unitId)}?limit=1&cursor=${first.body.nextCursor ?? ''}`,
    );
    const items = [...first.body.items, ...second.body.items];
    expect(second.body.nextCursor).toBeNull();
    expect(
      items.map(({ state, lastError, nextAttemptAt }) => [state, lastError, nextAttemptAt === null]),
    ).toEqual([
      ['failing', '451 busy', false],
      ['failed', '550 no such user', true],
    ]);
    expect(Object.keys(items[0]!)).not.toContain('subject');
  });
});
