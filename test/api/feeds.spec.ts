import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedDto, type NewFeedDto } from '../../src/modules/feeds/feed.dto.js';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { readCalendar } from '../support/calendar-reader.js';
import { PATIENT, RotaClient, type Problem } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let rota: AheadRota;
let a: RotaClient;
let b: RotaClient;
const log: string[] = [];
const write = process.stdout.write.bind(process.stdout);

beforeAll(async () => {
  // What the service logs at its most talkative.
  process.stdout.write = (line: string | Uint8Array) => {
    log.push(String(line));
    return true;
  };
  server = await startTestServer({ env: { ...PATIENT, LOG_LEVEL: 'trace' } });
  hospital = await staffHospital(server);
  [a, b] = [await hospital.person(hospital.a, 0), await hospital.person(hospital.a, 1)];
});

afterAll(async () => {
  process.stdout.write = write;
  await server.close();
});

const idOf = (index: number): string => hospital.a.personIds[index]!;

async function newFeed(client: RotaClient): Promise<string> {
  const { status, body } = await client.post<NewFeedDto>('/my/feed');
  expect(status, JSON.stringify(body)).toBe(201);
  return body.url;
}

async function uidsIn(url: string): Promise<string[]> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  return readCalendar(await response.text()).events.map(({ uid }) => uid);
}

describe('a calendar feed', () => {
  it.each([
    ['GET', '/my/feed'],
    ['POST', '/my/feed'],
    ['POST', '/my/feed/revoke'],
  ])('%s %s needs a session, and a person', async (method, path) => {
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
    const coordinator = await hospital.a.coordinator();
    expect((await coordinator.call<Problem>(method, path)).body.code).toBe('no-person');
  });

  it('shows what is published, and follows publications and swaps', async () => {
    const url = await newFeed(a);
    expect(await uidsIn(url)).toEqual([]);
    rota = await hospital.freshRota(hospital.a);
    const mine = await rota.put(idOf(0), 1, hospital.a.day);
    const theirs = await rota.put(idOf(1), 8, hospital.a.night);
    expect(await uidsIn(url)).toEqual([]);
    await rota.publish();
    expect(await uidsIn(url)).toEqual([mine]);
    const { body: swap } = await a.post<SwapDto>('/swaps', { assignmentIds: [mine, theirs] });
    expect(await uidsIn(url)).toEqual([mine]);
    expect((await b.post<SwapDto>(`/swaps/${swap.id}/accept`)).body.state).toBe('applied');
    expect(await uidsIn(url)).toEqual([theirs]);
    expect(await uidsIn(await newFeed(b))).toEqual([mine]);
    const text = await (await fetch(url)).text();
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(text).toContain('X-PUBLISHED-TTL:PT1H');
    expect(text).toContain('METHOD:PUBLISH');
  });

  it('says when it was last fetched, and ends when it is replaced or revoked', async () => {
    const first = await newFeed(a);
    expect((await a.get<FeedDto>('/my/feed')).body).toMatchObject({ exists: true, lastUsedAt: null });
    await uidsIn(first);
    const { lastUsedAt } = (await a.get<FeedDto>('/my/feed')).body;
    expect(Math.abs(Date.now() - Date.parse(lastUsedAt!))).toBeLessThan(60_000);
    const second = await newFeed(a);
    expect((await fetch(first)).status).toBe(404);
    expect((await a.post('/my/feed/revoke')).status).toBe(204);
    expect((await fetch(second)).status).toBe(404);
    const twice = await a.post<Problem>('/my/feed/revoke');
    expect([twice.status, twice.body.code]).toEqual([409, 'no-feed']);
  });

  it('of somebody who has left ends at once', async () => {
    const client = await hospital.person(hospital.a, 3);
    const url = await newFeed(client);
    await uidsIn(url);
    await server.dataSource.query(`UPDATE placements SET last_date = '2026-08-31' WHERE person_id = $1`, [
      idOf(3),
    ]);
    expect((await fetch(url)).status).toBe(404);
  });

  it.each(['x', 'x'.repeat(43), '../../health', '%00', 'x'.repeat(5000)])(
    'with a forged address is nothing: %s',
    async (forged) => {
      const response = await fetch(`${server.url}/api/v1/feeds/${encodeURIComponent(forged)}.ics`);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain(forged.slice(0, 43).padEnd(3, '!'));
    },
  );

  it('keeps its secret out of the database and out of the log', async () => {
    const url = await newFeed(a);
    await uidsIn(url);
    const secret = /feeds\/([\w-]{43})\.ics$/.exec(url)![1]!;
    const stored = await server.dataSource.query<{ hash: Buffer; row: string }[]>(
      `SELECT token_hash AS hash, row_to_json(f)::text AS row FROM calendar_feeds f
        WHERE person_id = $1 AND revoked_at IS NULL`,
      [idOf(0)],
    );
    expect(stored[0]!.hash).toEqual(createHash('sha256').update(secret).digest());
    expect(stored[0]!.row).not.toContain(secret);
    const audit = await server.dataSource.query<{ text: string }[]>(
      `SELECT detail::text AS text FROM audit_entries WHERE action = 'calendar-feed-created'`,
    );
    expect(audit.map(({ text }) => text).join()).not.toContain(secret);
    expect(log.join('')).toContain('/feeds/');
    expect(log.join('')).not.toContain(secret);
  });
});
