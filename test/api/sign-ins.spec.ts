import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignInDto, type SignInPage } from '../../src/modules/auth/sign-ins/sign-in.dto.js';
import { ApiClient, type Answer } from '../support/api-client.js';
import { Contract } from '../support/contract.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { secretsTo } from '../support/password-mails.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const CHOSEN = 'slow river bright piano';
const STALE = 999_999_999;

let mailServer: TestMailServer;
let server: TestServer;
let hospital: Hospital;
let contract: Contract;

beforeAll(async () => {
  mailServer = await startMailServer();
  const env = { SMTP_URL: mailServer.url, REQUESTS_PER_MINUTE: '100000', SIGN_INS_PER_ADDRESS: '100000' };
  server = await startTestServer({ work: true, env: { ...env, SECOND_STEP: 'offered' } });
  hospital = await buildHospital(server);
  contract = await Contract.of(server.url);
});

afterAll(async () => {
  await server.close();
  await mailServer.stop();
});

const codeOf = ({ body }: Answer): string => (body as { code: string }).code;
const one = ({ body }: Answer): SignInDto => body as SignInDto;
let made = 0;

const supervisorOf = (unitId: string) => [{ role: 'supervisor', unitId }];

async function created(roles: unknown = supervisorOf(hospital.unitId)): Promise<SignInDto> {
  const email = `new-${++made}@example.org`;
  const answer = await hospital.as.admin.post('/sign-ins', { body: { email, displayName: 'Dr New', roles } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return one(answer);
}

/** Chooses the password and signs in. */
async function signedIn({ email }: SignInDto): Promise<ApiClient> {
  const [secret] = await secretsTo(mailServer, email, 1);
  const client = new ApiClient(server.url, contract);
  const used = await client.post('/password-links/use', { body: { token: secret, password: CHOSEN } });
  expect(used.status, JSON.stringify(used.body)).toBe(200);
  await client.signIn(email, CHOSEN);
  return client;
}

describe('a sign-in that an administrator makes', () => {
  it('is mailed a link, and may do what its roles say', async () => {
    const view = await created();
    expect(view).toMatchObject({ state: 'invited', displayName: 'Dr New', personId: null });
    expect(view.roles).toEqual([
      { role: 'supervisor', unitId: hospital.unitId, unitName: expect.any(String) as string },
    ]);
    const client = await signedIn(view);
    expect((await client.get(`/people?unitId=${hospital.unitId}`)).status).toBe(200);
    expect((await client.get('/sign-ins')).status).toBe(403);
    expect(one(await hospital.as.admin.get(`/sign-ins/${view.id}`)).state).toBe('active');
  });

  it('is refused with every fault of its roles, and for an address that is taken', async () => {
    const roles = [
      { role: 'coordinator', unitId: null },
      { role: 'hr', unitId: hospital.unitId },
      { role: 'auditor', unitId: null },
      { role: 'auditor', unitId: null },
    ];
    const body = { email: 'faults@example.org', displayName: 'X', roles };
    const refused = await hospital.as.admin.post('/sign-ins', { body });
    expect(refused.status).toBe(400);
    const paths = (refused.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
    expect(paths).toEqual(['roles[0]', 'roles[1]', 'roles[3]']);
    const { email } = await created();
    const taken = await hospital.as.admin.post('/sign-ins', {
      body: { email: email.toUpperCase(), displayName: 'X', roles: [{ role: 'hr', unitId: null }] },
    });
    expect([taken.status, codeOf(taken)]).toEqual([409, 'already-exists']);
    const none = await hospital.as.admin.post('/sign-ins', { body: { ...body, roles: [] } });
    expect(none.status).toBe(400);
  });

  it('acts once for a key', async () => {
    const body = { email: 'once@example.org', displayName: 'Once', roles: [{ role: 'hr', unitId: null }] };
    const send = async () =>
      hospital.as.admin.post('/sign-ins', { body, headers: { 'Idempotency-Key': 'make-once-only' } });
    const [first, second] = [await send(), await send()];
    expect(one(first).id).toBe(one(second).id);
    await secretsTo(mailServer, 'once@example.org', 1);
  });
});

describe('the roles of a sign-in', () => {
  it('change at once, in the version that was seen', async () => {
    const view = await created();
    const client = await signedIn(view);
    const roles = [{ role: 'auditor', unitId: null }];
    const current = one(await hospital.as.admin.get(`/sign-ins/${view.id}`));
    const body = { displayName: 'Dr Changed', roles };
    const stale = await hospital.as.admin.put(`/sign-ins/${view.id}`, { body, version: STALE });
    expect([stale.status, codeOf(stale)]).toEqual([412, 'stale-version']);
    const changed = await hospital.as.admin.put(`/sign-ins/${view.id}`, { body, version: current.version });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(one(changed)).toMatchObject({ displayName: 'Dr Changed', version: current.version + 1 });
    expect((await client.get(`/audit?chain=${hospital.unitId}`)).status).toBe(200);
    expect((await client.get(`/people?unitId=${hospital.unitId}`)).status).toBe(403);
    const log = await hospital.as.admin.get(`/audit?chain=${hospital.organisationId}`);
    const [last] = (log.body as { items: { action: string; subjectId: string }[] }).items;
    expect(last).toMatchObject({ action: 'account-changed', subjectId: view.id });
  });

  it('leave somebody who can administer, also when the last two let go at the same moment', async () => {
    const mine = ((await hospital.as.admin.get('/sessions/current')).body as { account: { id: string } })
      .account;
    const other = await created([{ role: 'admin', unitId: null }]);
    const own = one(await hospital.as.admin.get(`/sign-ins/${mine.id}`));
    const body = { displayName: 'No more', roles: [{ role: 'hr', unitId: null }] };
    // Who has not chosen a password yet cannot administer.
    const alone = await hospital.as.admin.put(`/sign-ins/${mine.id}`, { body, version: own.version });
    expect([alone.status, codeOf(alone)]).toEqual([409, 'last-administrator']);
    const otherClient = await signedIn(other);
    const theirs = one(await otherClient.get(`/sign-ins/${other.id}`));
    const answers = await Promise.all([
      hospital.as.admin.put(`/sign-ins/${mine.id}`, { body, version: own.version }),
      otherClient.post(`/sign-ins/${other.id}/closure`, { version: theirs.version }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const left = await server.dataSource.query<unknown[]>(
      `SELECT FROM accounts a JOIN account_roles r ON r.account_id = a.id WHERE r.role = 'admin' AND a.active`,
    );
    expect(left).toHaveLength(1);
    await server.dataSource.query(
      `INSERT INTO account_roles (account_id, role) VALUES ($1, 'admin') ON CONFLICT DO NOTHING`,
      [mine.id],
    );
  });
});

describe('closing a sign-in', () => {
  it('is refused for the last administrator, also where HR closes the account of a person', async () => {
    const admins = await server.dataSource.query<{ id: string }[]>(
      `SELECT account_id AS id FROM account_roles WHERE role = 'admin'`,
    );
    await server.dataSource.query(`DELETE FROM account_roles WHERE role = 'admin'`);
    const give = `INSERT INTO account_roles (account_id, role) SELECT id, 'admin' FROM accounts WHERE person_id = $1`;
    await server.dataSource.query(give, [hospital.personId]);
    const { body } = await hospital.as.hr.get(`/people/${hospital.personId}/account`);
    const { version } = body as { version: number };
    const refused = await hospital.as.hr.post(`/people/${hospital.personId}/account/closure`, { version });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'last-administrator']);
    await server.dataSource.query(`DELETE FROM account_roles WHERE role = 'admin'`);
    for (const { id } of admins) {
      await server.dataSource.query(`INSERT INTO account_roles (account_id, role) VALUES ($1, 'admin')`, [
        id,
      ]);
    }
  });

  it('ends its sessions; inviting again opens it without what it was used by before', async () => {
    const view = await created();
    const client = await signedIn(view);
    const { version } = one(await hospital.as.admin.get(`/sign-ins/${view.id}`));
    const path = `/sign-ins/${view.id}`;
    const busy = await hospital.as.admin.post(`${path}/invitations`);
    expect([busy.status, codeOf(busy)]).toEqual([409, 'account-active']);
    const stale = await hospital.as.admin.post(`${path}/closure`, { version: STALE });
    expect(stale.status).toBe(412);
    const closed = await hospital.as.admin.post(`${path}/closure`, { version });
    expect([closed.status, one(closed).state]).toEqual([200, 'closed']);
    expect((await client.get('/sessions/current')).status).toBe(401);
    const again = await hospital.as.admin.post(`${path}/closure`, { version: one(closed).version });
    expect([again.status, codeOf(again)]).toEqual([409, 'account-closed']);
    const body = { displayName: 'X', roles: supervisorOf(hospital.unitId) };
    const late = await hospital.as.admin.put(path, { body, version: one(closed).version });
    expect([late.status, codeOf(late)]).toEqual([409, 'account-closed']);
    const opened = await hospital.as.admin.post(`${path}/invitations`);
    expect([opened.status, one(opened).state]).toEqual([200, 'invited']);
    const before = await new ApiClient(server.url, contract).signIn(view.email, CHOSEN);
    expect(before.status).toBe(401);
  });
});

describe('the list of sign-ins', () => {
  it('has everybody by name, in pages, and finds part of a name or address', async () => {
    const read = async (query: string): Promise<SignInPage> =>
      (await hospital.as.admin.get(`/sign-ins?${query}`)).body as SignInPage;
    const all = await read('limit=500');
    const names = all.items.map(({ displayName }) => displayName);
    expect(names.length).toBeGreaterThan(10);
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await read(`limit=3${cursor}`);
      paged.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(all.items.map(({ id }) => id));
    const { email } = await created();
    expect(
      (await read(`search=${email.slice(0, 8).toUpperCase()}`)).items.map((item) => item.email),
    ).toContain(email);
    expect((await read('search=nobody-has-this')).items).toEqual([]);
  });

  it('is for administrators, and knows no others', async () => {
    const missing = await hospital.as.admin.get('/sign-ins/00000000-0000-4000-8000-000000000000');
    expect(missing.status).toBe(404);
    expect((await new ApiClient(server.url, contract).get('/sign-ins')).status).toBe(401);
    expect((await hospital.as.hr.get('/sign-ins')).status).toBe(403);
  });
});
