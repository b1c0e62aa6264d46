import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { AccountEntity } from '../../src/modules/auth/account.entity.js';
import { SessionEntity } from '../../src/modules/auth/session.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { ApiClient } from '../support/api-client.js';
import { buildHospital, createAccount, PASSWORD, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const MINUTE_MS = 60_000;

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: {
      SIGN_INS_PER_EMAIL: '8',
      SIGN_INS_PER_ADDRESS: '200',
      FAILURES_BEFORE_LOCK: '5',
      LOCK_MINUTES: '15',
      SESSION_IDLE_MINUTES: '60',
      SESSION_MINUTES: '720',
    },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

let accounts = 0;

async function newAccount(personId?: string): Promise<{ id: string; email: string }> {
  const email = `account-${++accounts}@example.org`;
  const role = personId === undefined ? 'hr' : 'staff';
  return { id: await createAccount(server, hospital.organisationId, { email, role, personId }), email };
}

async function signedIn(personId?: string): Promise<{ client: ApiClient; id: string; email: string }> {
  const account = await newAccount(personId);
  const client = new ApiClient(server.url);
  await client.signIn(account.email, PASSWORD);
  return { client, ...account };
}

async function close(id: string): Promise<void> {
  const { status } = await hospital.as.admin.post(`/sign-ins/${id}/closure`, { version: 1 });
  expect(status).toBe(200);
}

describe('signing in', () => {
  it('gives a cookie that only this host gets, over https, and no script', async () => {
    const { email } = await newAccount();
    const answer = await new ApiClient(server.url).signIn(email, PASSWORD);
    expect(answer.status).toBe(201);
    const cookie = answer.headers.getSetCookie()[0];
    expect(cookie).toMatch(/^__Host-rotawright=[\w-]{43};/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/Domain/i);
    expect(answer.body).toMatchObject({ account: { email, personId: null, roles: [{ role: 'hr' }] } });
  });

  it('names the unit of a unit role', async () => {
    const { body } = await hospital.as.coordinator.get('/sessions/current');
    expect(body).toMatchObject({
      account: { roles: [{ role: 'coordinator', unitId: hospital.unitId, unitName: 'Ward A' }] },
      demo: false,
    });
  });

  it('takes the address in any case and with blanks around it', async () => {
    const { email } = await newAccount();
    const { status } = await new ApiClient(server.url).signIn(email.toUpperCase(), PASSWORD);
    expect(status).toBe(201);
  });

  it('answers a wrong password, an unknown address and an ended account alike', async () => {
    const wrong = await newAccount();
    const ended = await newAccount();
    await close(ended.id);
    const answers = await Promise.all([
      new ApiClient(server.url).signIn(wrong.email, 'not the password'),
      new ApiClient(server.url).signIn('nobody-has-this@example.org', PASSWORD),
      new ApiClient(server.url).signIn(ended.email, PASSWORD),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(answers[0]?.body).toMatchObject({ code: 'wrong-credentials' });
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(answers[2]?.body).toEqual(answers[0]?.body);
  });

  it('locks an account after too many wrong passwords, without telling, and unlocks it in time', async () => {
    const { email, id } = await newAccount();
    const client = new ApiClient(server.url);
    for (let i = 0; i < 5; i++) await client.signIn(email, `wrong ${i}`);
    const locked = await client.signIn(email, PASSWORD);
    expect(locked.status).toBe(401);
    expect(locked.body).toMatchObject({ code: 'wrong-credentials' });
    const { manager } = server.dataSource;
    const { lockedUntil } = await manager.findOneByOrFail(AccountEntity, { id });
    expect(lockedUntil!.getTime()).toBeGreaterThan(Date.now() + 14 * MINUTE_MS);
    await manager.update(AccountEntity, { id }, { lockedUntil: new Date(Date.now() - 1) });
    expect((await client.signIn(email, PASSWORD)).status).toBe(201);
  });

  it('forgets wrong passwords after a right one', async () => {
    const { email, id } = await newAccount();
    const client = new ApiClient(server.url);
    for (let i = 0; i < 4; i++) await client.signIn(email, `wrong ${i}`);
    await client.signIn(email, PASSWORD);
    const account = await server.dataSource.manager.findOneByOrFail(AccountEntity, { id });
    expect(account.failedSignIns).toBe(0);
    expect(account.lockedUntil).toBeNull();
  });

  it('limits attempts by address of mail, whether or not an account has it', async () => {
    const { email } = await newAccount();
    for (const address of [email, 'nobody-at-all@example.org']) {
      const statuses: number[] = [];
      for (let i = 0; i < 9; i++) {
        const { status } = await new ApiClient(server.url).signIn(address, `wrong ${i}`);
        statuses.push(status);
      }
      expect(statuses).toEqual([...Array<number>(8).fill(401), 429]);
      const limited = await new ApiClient(server.url).signIn(address, PASSWORD);
      expect(limited.body).toMatchObject({ code: 'too-many-requests', status: 429 });
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('refuses a form that another site sends', async () => {
    const { email } = await newAccount();
    const body = { email, password: PASSWORD };
    const client = new ApiClient(server.url);
    const from = async (headers: Record<string, string>): Promise<number> =>
      (await client.post('/sessions', { body, headers })).status;
    expect(await from({ origin: 'https://evil.example' })).toBe(403);
    expect(await from({ origin: 'null' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-site', origin: server.url })).toBe(403);
    expect(await from({ origin: server.url })).toBe(201);
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(201);
  });

  it('ends the session that the browser had before', async () => {
    const { client, email } = await signedIn();
    const before = client.copy();
    await client.signIn(email, PASSWORD);
    expect((await before.get('/sessions/current')).status).toBe(401);
    expect((await client.get('/sessions/current')).status).toBe(200);
  });
});

describe('a session', () => {
  it('gives its CSRF token again to a page that is loaded again', async () => {
    const { client } = await signedIn();
    const { body } = await client.get('/sessions/current');
    expect((body as { csrfToken: string }).csrfToken).toBe(client.csrfToken);
  });

  it('stores no secret: neither the token nor the CSRF token is in the database', async () => {
    const { client, id } = await signedIn();
    const session = await server.dataSource.manager.findOneByOrFail(SessionEntity, { accountId: id });
    const stored = JSON.stringify({ ...session, tokenHash: session.tokenHash.toString('base64url') });
    expect(stored).not.toContain(client.csrfToken);
    expect(session.tokenHash).toHaveLength(32);
  });

  it('is over after signing out, and its cookie is cleared', async () => {
    const { client } = await signedIn();
    const answer = await client.delete('/sessions/current');
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-rotawright=;.*Expires=Thu, 01 Jan 1970/);
    expect((await client.get('/sessions/current')).status).toBe(401);
  });

  it('is not opened by a made-up token', async () => {
    const client = new ApiClient(server.url);
    const cookie = `__Host-rotawright=${'A'.repeat(43)}`;
    expect((await client.get('/units', { headers: { cookie } })).status).toBe(401);
  });

  it('can be ended from another one of the same account, but not by somebody else', async () => {
    const { client, email } = await signedIn();
    const other = new ApiClient(server.url);
    await other.signIn(email, PASSWORD);
    const { body } = await client.get('/sessions');
    const { items } = body as { items: { id: string; current: boolean }[] };
    expect(items).toHaveLength(2);
    const away = items.find(({ current }) => !current)!;
    expect((await hospital.as.admin.delete(`/sessions/${away.id}`)).status).toBe(404);
    expect((await other.get('/units')).status).toBe(200);
    expect((await client.delete(`/sessions/${away.id}`)).status).toBe(204);
    expect((await other.get('/units')).status).toBe(401);
    expect((await client.get('/units')).status).toBe(200);
  });

  it('ends at once when the account is ended', async () => {
    const { client, id } = await signedIn();
    await close(id);
    expect((await client.get('/units')).status).toBe(401);
  });

  it('ends at once when the last placement of its person has ended', async () => {
    const { client } = await signedIn(hospital.colleagueId);
    expect((await client.get('/units')).status).toBe(200);
    const { manager } = server.dataSource;
    await manager.update(PlacementEntity, { personId: hospital.colleagueId }, { lastDate: '2026-01-31' });
    expect((await client.get('/units')).status).toBe(401);
    await manager.update(PlacementEntity, { personId: hospital.colleagueId }, { lastDate: null });
    expect((await client.get('/units')).status).toBe(401);
  });
});

describe('time', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  function advance(minutes: number): void {
    vi.spyOn(server.app.get(Clock), 'now').mockImplementation(
      () => new Date(Date.now() + minutes * MINUTE_MS),
    );
  }

  it('ends a session that nobody uses', async () => {
    const { client } = await signedIn();
    advance(59);
    expect((await client.get('/units')).status).toBe(200);
    advance(59 + 59);
    expect((await client.get('/units')).status).toBe(200);
    advance(59 + 59 + 61);
    expect((await client.get('/units')).status).toBe(401);
  });

  it('ends a session after twelve hours, however much it is used', async () => {
    const { client } = await signedIn();
    for (let minutes = 0; minutes < 720; minutes += 45) {
      advance(minutes);
      expect((await client.get('/units')).status).toBe(200);
    }
    advance(721);
    expect((await client.get('/units')).status).toBe(401);
  });
});
