import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AssignmentDto, type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import {
  type MyRotaDto,
  type PreviewDto,
  type PublicationDto,
  type RotaMailDto,
} from '../../src/modules/rotas/dto/publication.dto.js';
import { type RotaDto } from '../../src/modules/rotas/dto/rota.dto.js';
import { Calendar, readCalendar } from '../support/calendar-reader.js';
import { startMailServer, type ReceivedMail, type TestMailServer } from '../support/mail-server.js';
import { PATIENT, RotaClient, ifMatch, type Problem, toCreate } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let mailServer: TestMailServer;
let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let rotaUrl: string;

beforeAll(async () => {
  mailServer = await startMailServer({
    answerTo: (address) => (address.startsWith('gone') ? 550 : undefined),
  });
  server = await startTestServer({ work: true, env: { ...PATIENT, SMTP_URL: mailServer.url } });
  hospital = await smallHospital(server);
});

/** Every test has a rota of its own, in weeks of its own: what was published cannot be taken back. */
let firstDay = Date.parse('2026-11-02');
beforeEach(async () => {
  firstDay += 14 * 86_400_000;
  coordinator = await hospital.a.coordinator();
  const { status, body } = await coordinator.post<RotaDto>('/rotas', {
    unitId: hospital.a.unitId,
    name: 'Rota <of> & "ward"',
    firstDate: day(0),
    lastDate: day(13),
  });
  expect(status).toBe(201);
  rotaUrl = `/rotas/${body.id}`;
});

afterAll(async () => {
  await server.close();
  await mailServer.stop();
});

/** Days from the first day of the test's rota. */
function day(offset: number): string {
  return new Date(firstDay + offset * 86_400_000).toISOString().slice(0, 10);
}

async function put(person: number, offset: number, shiftTypeId = hospital.a.day): Promise<AssignmentDto> {
  const body = { personId: hospital.a.personIds[person]!, date: day(offset), shiftTypeId, pinned: true };
  const path = `${rotaUrl}/assignments/${randomUUID()}`;
  const answer = await coordinator.put<ChangedAssignmentDto>(path, body, toCreate);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.assignment;
}

async function change(row: AssignmentDto, to: Partial<AssignmentDto>): Promise<AssignmentDto> {
  const { personId, date, shiftTypeId, pinned } = { ...row, ...to };
  const answer = await coordinator.put<ChangedAssignmentDto>(
    `${rotaUrl}/assignments/${row.id}`,
    { personId, date, shiftTypeId, pinned },
    ifMatch(row.version),
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.assignment;
}

async function rota(): Promise<RotaDto> {
  return (await coordinator.get<RotaDto>(rotaUrl)).body;
}

async function publish(body: object = {}, headers = {}): Promise<PublicationDto> {
  const seen = ifMatch((await rota()).version);
  const answer = await coordinator.post<PublicationDto>(`${rotaUrl}/publications`, body, {
    ...seen,
    ...headers,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** Publishes, and waits until every mail of it has left. */
async function publishAndReceive(
  body: object = {},
): Promise<{ published: PublicationDto; mails: ReceivedMail[] }> {
  const before = mailServer.mails.length;
  const published = await publish(body);
  await until(async () => (await mailStates()).every(({ state }) => state === 'handed-over'));
  return { published, mails: mailServer.mails.slice(before) };
}

async function mailStates(): Promise<RotaMailDto[]> {
  return (await coordinator.get<{ items: RotaMailDto[] }>(`${rotaUrl}/mails?limit=500`)).body.items;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come to that within 20 s');
    await sleep(30);
  }
}

interface ParsedMail {
  readonly to: string;
  readonly email: Email;
  readonly ics: string;
}

async function parsed(mail: ReceivedMail): Promise<ParsedMail> {
  const email = await PostalMime.parse(mail.bytes, { attachmentEncoding: 'utf8' });
  const parts = email.attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
  expect(parts).toHaveLength(1);
  return { to: mail.to[0]!, email, ics: parts[0]!.content as string };
}

const addressOf = (person: number): string => `a${person}@example.org`;

describe('a publication', () => {
  it.each(['/publications', '/publications/preview'])('needs a session: %s', async (path) => {
    const method = path.endsWith('preview') ? 'GET' : 'POST';
    expect((await RotaClient.anonymous(server.url).call(method, rotaUrl + path)).status).toBe(401);
  });

  it('is for coordinators of the unit, with the version that they saw', async () => {
    await put(0, 0);
    const stranger = await hospital.b.coordinator();
    expect((await stranger.post(`${rotaUrl}/publications`, {}, ifMatch(2))).status).toBe(403);
    const blind = await coordinator.post<Problem>(`${rotaUrl}/publications`);
    expect([blind.status, blind.body.code]).toEqual([428, 'if-match-missing']);
    const stale = await coordinator.post<Problem>(`${rotaUrl}/publications`, {}, ifMatch(1));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    expect(stale.body.current).toMatchObject({ version: 2, state: 'draft' });
    expect((await rota()).state).toBe('draft');
    const wrong = await coordinator.post<Problem>(
      `${rotaUrl}/publications`,
      { acknowledgeViolations: 7 },
      ifMatch(2),
    );
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-input']);
  });

  it('of an empty rota is refused', async () => {
    const { status, body } = await coordinator.post<Problem>(`${rotaUrl}/publications`, {}, ifMatch(1));
    expect([status, body.code]).toEqual([409, 'nothing-to-publish']);
  });

  it('mails everybody on the rota their shifts, once, with a calendar part that says the same', async () => {
    const rows = [
      await put(0, 0),
      await put(0, 1, hospital.a.early),
      await put(1, 0, hospital.a.night),
      await put(2, 5, hospital.a.night),
    ];
    const preview = (await coordinator.get<PreviewDto>(`${rotaUrl}/publications/preview`)).body;
    expect(preview).toMatchObject({ version: 1, recipientCount: 3, withoutAddress: [], nextCursor: null });
    expect(preview.withoutShifts).toHaveLength(5);
    const { published, mails } = await publishAndReceive();
    expect(published).toMatchObject({ version: 1, mailsQueued: 3, withoutAddress: [] });
    expect(await rota()).toMatchObject({
      state: 'published',
      publishedVersion: 1,
      version: published.rotaVersion,
    });
    const all = await Promise.all(mails.map(parsed));
    expect(all.map(({ to }) => to).toSorted()).toEqual([0, 1, 2].map(addressOf));
    for (const { to, email, ics } of all) {
      const person = hospital.a.personIds.findIndex((_, index) => addressOf(index) === to);
      const own = rows.filter(({ personId }) => personId === hospital.a.personIds[person]);
      const calendar = readCalendar(ics);
      expect(calendar.method).toBe('PUBLISH');
      expect(calendar.events).toEqual(
        own.map((row) => ({
          uid: row.id,
          sequence: row.version,
          start: new Date(row.startsAt),
          end: new Date(row.endsAt),
          summary: expect.stringContaining('Ward A') as string,
          cancelled: false,
        })),
      );
      expect(ics).not.toMatch(/TZID|VTIMEZONE/);
      const shown = preview.recipients.find(({ email: address }) => address === to)!;
      expect(email.subject).toBe(shown.subject);
      expect(email.text!.trim()).toBe(shown.text.trim());
      expect(email.html!.trim()).toBe(shown.html.trim());
      expect(email.html).toContain('Rota &lt;of&gt; &amp; &quot;ward&quot;');
      expect(email.text).toContain(own.length === 1 ? 'You have 1 shift' : `You have ${own.length} shifts`);
    }
  });

  it('that follows tells only those whose shifts changed, and what changed for them', async () => {
    const kept = await put(0, 0);
    const moved = await put(1, 0);
    const dropped = await put(2, 3);
    const handed = await put(3, 6);
    const first = await publishAndReceive();
    const calendars = new Map<string, Calendar>();
    const deliver = async (mails: ReceivedMail[]): Promise<ParsedMail[]> => {
      const all = await Promise.all(mails.map(parsed));
      for (const { to, ics } of all) {
        const calendar = calendars.get(to) ?? new Calendar();
        calendar.take(ics);
        calendars.set(to, calendar);
      }
      return all;
    };
    await deliver(first.mails);
    await change(kept, { pinned: false });
    await change(moved, { shiftTypeId: hospital.a.night });
    await coordinator.delete(`${rotaUrl}/assignments/${dropped.id}`, ifMatch(1));
    await change(handed, { personId: hospital.a.personIds[4]! });
    const second = await publishAndReceive();
    const all = await deliver(second.mails);
    expect(second.published.version).toBe(2);
    expect(all.map(({ to }) => to).toSorted()).toEqual([1, 2, 3, 4].map(addressOf));
    const textTo = (person: number): string => all.find(({ to }) => to === addressOf(person))!.email.text!;
    expect(textTo(1)).toContain('Changed shifts');
    expect(textTo(2)).toContain('Shifts that you no longer work');
    expect(textTo(3)).toContain('You have no shifts in this rota.');
    expect(textTo(4)).toContain('New shifts');
    const standing = await coordinator.get<{ items: AssignmentDto[] }>(`${rotaUrl}/assignments`);
    for (const [to, calendar] of calendars) {
      const own = standing.body.items.filter(
        ({ personId }) => addressOf(hospital.a.personIds.indexOf(personId)) === to,
      );
      expect(calendar.standing().map(({ uid, start, end }) => ({ uid, start, end }))).toEqual(
        own.map((row) => ({
          uid: row.id,
          start: new Date(row.startsAt),
          end: new Date(row.endsAt),
        })),
      );
    }
    const same = await coordinator.post<Problem>(
      `${rotaUrl}/publications`,
      {},
      ifMatch((await rota()).version),
    );
    expect([same.status, same.body.code]).toEqual([409, 'nothing-to-publish']);
    const versions = await coordinator.get<{ items: { number: number }[] }>(`${rotaUrl}/versions`);
    expect(versions.body.items.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('sent again is the same mail to the byte', async () => {
    await put(0, 0);
    await put(0, 2, hospital.a.night);
    const { mails } = await publishAndReceive();
    // As if the process had died after handing over and before writing it down.
    await server.dataSource.query(
      `UPDATE mails SET state = 'queued', handed_over_at = NULL, next_attempt_at = now() WHERE to_address = $1`,
      [addressOf(0)],
    );
    const before = mailServer.mails.length;
    await until(async () => (await mailStates()).every(({ state }) => state === 'handed-over'));
    const again = mailServer.mails.slice(before).filter(({ bytes }) => bytes.equals(mails[0]!.bytes));
    expect(again).toHaveLength(1);
  });

  it('happens once for a key', async () => {
    await put(0, 0);
    const key = { 'idempotency-key': randomUUID(), ...ifMatch((await rota()).version) };
    const first = await coordinator.post<PublicationDto>(`${rotaUrl}/publications`, {}, key);
    const again = await coordinator.post<PublicationDto>(`${rotaUrl}/publications`, {}, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect((await rota()).publishedVersion).toBe(1);
  });

  it('lists those without an address, and loses nobody', async () => {
    const personId = hospital.a.personIds[7]!;
    await server.dataSource.query('UPDATE people SET email = NULL WHERE id = $1', [personId]);
    await put(7, 0);
    await put(0, 0);
    const preview = await coordinator.get<PreviewDto>(`${rotaUrl}/publications/preview`);
    expect(preview.body.withoutAddress).toMatchObject([{ personId }]);
    const { published, mails } = await publishAndReceive();
    expect(published).toMatchObject({ mailsQueued: 1, withoutAddress: [{ personId }] });
    expect(mails.map(({ to }) => to[0])).toEqual([addressOf(0)]);
    const row = await server.dataSource.query<unknown[]>(
      'SELECT 1 FROM published_assignments WHERE person_id = $1',
      [personId],
    );
    expect(row).toHaveLength(1);
  });

  it('gives up on an address that does not exist, and says why', async () => {
    await server.dataSource.query(`UPDATE people SET email = 'gone@example.org' WHERE id = $1`, [
      hospital.a.personIds[6],
    ]);
    await put(6, 0);
    await publish();
    await until(async () => (await mailStates()).every(({ state }) => state === 'failed'));
    expect((await mailStates())[0]).toMatchObject({ toAddress: 'gone@example.org', attempts: 1 });
    expect((await mailStates())[0]!.lastError).toContain('not taken');
  });

  it('with a broken hard rule needs a word why', async () => {
    await put(0, 0, hospital.a.night);
    const row = await put(0, 5);
    // The rule is broken past the door, as by an import or a change of contract.
    await server.dataSource.query(
      `UPDATE assignments SET date = $2, starts_at = $3, ends_at = $4 WHERE id = $1`,
      [row.id, day(1), `${day(1)}T12:00:00Z`, `${day(1)}T20:00:00Z`],
    );
    const seen = ifMatch((await rota()).version);
    const refused = await coordinator.post<Problem & { violations: { rule: string }[] }>(
      `${rotaUrl}/publications`,
      {},
      seen,
    );
    expect([refused.status, refused.body.code]).toEqual([409, 'breaks-a-rule']);
    expect(refused.body.violations.map(({ rule }) => rule)).toContain('doctors2016.rest-after-nights');
    const published = await publish({ acknowledgeViolations: 'Agreed with the guardian' });
    expect(published.version).toBe(1);
  });

  it('closes the draft: no fill, no deletion', async () => {
    await put(0, 0);
    await publish();
    const fill = await coordinator.post<Problem>(`${rotaUrl}/fills`);
    expect([fill.status, fill.body.code]).toEqual([409, 'rota-not-draft']);
    const deletion = await coordinator.delete<Problem>(rotaUrl, ifMatch((await rota()).version));
    expect([deletion.status, deletion.body.code]).toEqual([409, 'rota-not-draft']);
  });
});

describe('my rota', () => {
  it('shows what was published to me, and nothing else', async () => {
    const personId = hospital.a.personIds[0]!;
    const me = await hospital.signInAs('staff', { personId });
    const mine = await put(0, 0);
    await put(1, 0);
    const path = `/my/rota?from=${day(0)}&to=${day(13)}`;
    expect((await me.get<MyRotaDto>(path)).body.items).toEqual([]);
    await publish();
    expect((await me.get<MyRotaDto>(path)).body.items).toMatchObject([
      { assignmentId: mine.id, date: day(0), shiftCode: 'D', unitName: 'Ward A', rotaVersion: 1 },
    ]);
    await put(0, 3);
    expect((await me.get<MyRotaDto>(path)).body.items).toHaveLength(1);
    const wrong = await me.get<Problem>(`/my/rota?from=${day(3)}&to=${day(0)}`);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-input']);
  });
});
