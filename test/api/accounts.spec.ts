import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { AccountEntity } from '../../src/modules/auth/account.entity.js';
import { AccountsRepository } from '../../src/modules/auth/accounts.repository.js';
import { type PersonAccountDto } from '../../src/modules/auth/person-account.dto.js';
import { PersonEntity } from '../../src/modules/people/person.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { ApiClient, type Answer } from '../support/api-client.js';
import { Contract } from '../support/contract.js';
import { buildHospital, PASSWORD, type Hospital } from '../support/hospital.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { secretsTo, textsTo } from '../support/password-mails.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const MINUTE_MS = 60_000;
const CHOSEN = 'slow river bright piano';

let mailServer: TestMailServer;
let refusing: Set<string>;
let server: TestServer;
let hospital: Hospital;
let contract: Contract;

beforeAll(async () => {
  refusing = new Set();
  mailServer = await startMailServer({ answerTo: (address) => (refusing.has(address) ? 550 : undefined) });
  server = await startTestServer({
    work: true,
    env: {
      SMTP_URL: mailServer.url,
      REQUESTS_PER_MINUTE: '100000',
      SIGN_INS_PER_EMAIL: '30',
      SIGN_INS_PER_ADDRESS: '100000',
    },
  });
  hospital = await buildHospital(server);
  contract = await Contract.of(server.url);
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  await server.close();
  await mailServer.stop();
});

function advance(minutes: number): void {
  vi.spyOn(server.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + minutes * MINUTE_MS));
}

let people = 0;

/** Somebody of ward A without a sign-in. */
async function newPerson(values: Partial<PersonEntity> = {}): Promise<{ id: string; email: string }> {
  const { manager } = server.dataSource;
  const number = ++people;
  const email = `new-starter-${number}@example.org`;
  const { id } = await manager.save(
    manager.create(PersonEntity, {
      organisationId: hospital.organisationId,
      staffNumber: `N${number}`,
      givenName: 'Nadia',
      familyName: `Starter${number}`,
      email,
      gradeCode: 'F2',
      ...values,
    }),
  );
  await manager.save(
    manager.create(PlacementEntity, {
      personId: id,
      unitId: hospital.unitId,
      firstDate: '2026-01-01',
      wte: 1,
      contractCode: 'doctors2016',
      fullTimeMinPerWeek: 2400,
    }),
  );
  return { id, email };
}

const client = (): ApiClient => new ApiClient(server.url, contract);
const codeOf = ({ body }: Answer): string => (body as { code: string }).code;
const stateOf = ({ body }: Answer): string => (body as PersonAccountDto).state;

async function invited(): Promise<{ id: string; email: string; secret: string }> {
  const person = await newPerson();
  const answer = await hospital.as.coordinator.post(`/people/${person.id}/account/invitations`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const [secret] = await secretsTo(mailServer, person.email, 1);
  return { ...person, secret: secret! };
}

async function activated(): Promise<{ id: string; email: string; secret: string }> {
  const person = await invited();
  const { status } = await client().post('/password-links/use', {
    body: { token: person.secret, password: CHOSEN },
  });
  expect(status).toBe(200);
  return person;
}

async function stored(email: string): Promise<AccountEntity> {
  return server.dataSource.manager.findOneByOrFail(AccountEntity, { email });
}

describe('an invitation', () => {
  it('mails a link, and its state is told', async () => {
    const person = await newPerson();
    const { as } = hospital;
    expect(stateOf(await as.coordinator.get(`/people/${person.id}/account`))).toBe('none');
    const answer = await as.coordinator.post(`/people/${person.id}/account/invitations`);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ state: 'invited', email: person.email, personId: person.id });
    const [text] = [
      await secretsTo(mailServer, person.email, 1),
      await textsTo(mailServer, person.email),
    ][1]!;
    expect(text).toContain('Dear Nadia Starter');
    expect(text).toContain('works once');
    const list = await as.coordinator.get(`/accounts?unitId=${hospital.unitId}&limit=500`);
    const { items } = list.body as { items: PersonAccountDto[] };
    expect(items.find(({ personId }) => personId === person.id)?.state).toBe('invited');
    expect(items.find(({ personId }) => personId === hospital.personId)?.state).toBe('active');
  });

  it('is refused without a session, of another unit, and by who does not look after sign-ins', async () => {
    const person = await newPerson();
    const path = `/people/${person.id}/account/invitations`;
    expect((await hospital.nobody.post(path)).status).toBe(401);
    expect((await hospital.as['other-coordinator'].post(path)).status).toBe(403);
    expect((await hospital.as.staff.post(path)).status).toBe(403);
    expect((await hospital.as.auditor.post(path)).status).toBe(403);
    expect((await hospital.as.hr.post('/people/nobody/account/invitations')).status).toBe(400);
    expect(stateOf(await hospital.as.hr.get(`/people/${person.id}/account`))).toBe('none');
  });

  it('acts once for a repeated request', async () => {
    const person = await newPerson();
    const headers = { 'idempotency-key': `invite-${person.id}` };
    const path = `/people/${person.id}/account/invitations`;
    const first = await hospital.as.coordinator.post(path, { headers });
    const second = await hospital.as.coordinator.post(path, { headers });
    expect(second.body).toEqual(first.body);
    await secretsTo(mailServer, person.email, 1);
  });

  it('says why it cannot be: no address, an address of somebody else, a leaver, somebody who can sign in', async () => {
    const invite = async (id: string): Promise<Answer> =>
      hospital.as.hr.post(`/people/${id}/account/invitations`);
    const mute = await newPerson({ email: null });
    expect(codeOf(await invite(mute.id))).toBe('no-address');
    const twin = await newPerson({ email: 'HR@example.org' });
    expect(await invite(twin.id)).toMatchObject({ status: 409, body: { code: 'already-exists' } });
    const leaver = await newPerson();
    await server.dataSource.manager.update(
      PlacementEntity,
      { personId: leaver.id },
      { lastDate: '2026-01-31' },
    );
    expect(codeOf(await invite(leaver.id))).toBe('has-left');
    const { id } = await activated();
    const again = await invite(id);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'account-active', current: { state: 'active' } },
    });
  });

  it('shows that its mail bounced, and goes to the mended address when repeated', async () => {
    const person = await newPerson();
    refusing.add(person.email);
    await hospital.as.coordinator.post(`/people/${person.id}/account/invitations`);
    const state = async (): Promise<string> =>
      stateOf(await hospital.as.coordinator.get(`/people/${person.id}/account`));
    await expect.poll(state, { timeout: 15_000 }).toBe('bounced');
    const { body } = await hospital.as.coordinator.get(`/people/${person.id}/account`);
    expect((body as PersonAccountDto).mailError).toContain('550');
    const email = `mended-${person.email}`;
    await server.dataSource.manager.update(PersonEntity, { id: person.id }, { email });
    await hospital.as.coordinator.post(`/people/${person.id}/account/invitations`);
    const [secret] = await secretsTo(mailServer, email, 1);
    expect(await state()).toBe('invited');
    const used = await client().post('/password-links/use', { body: { token: secret, password: CHOSEN } });
    expect(used.body).toEqual({ email });
  });

  it('gives the role of staff and nothing more', async () => {
    const { email } = await activated();
    const browser = client();
    const answer = await browser.signIn(email, CHOSEN);
    expect(answer.body).toMatchObject({ account: { roles: [{ role: 'staff', unitId: null }] } });
  });
});

describe('an activation link', () => {
  it('changes nothing when it is looked at, however often', async () => {
    const { email, secret } = await invited();
    for (let i = 0; i < 3; i++) {
      const { status, body } = await client().post('/password-links/look', { body: { token: secret } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ purpose: 'activation', email });
    }
    expect((await stored(email)).passwordHash).toBeNull();
  });

  it('sets the password once, for argon2id with at least 19 MiB', async () => {
    const { email, secret, id } = await activated();
    expect((await stored(email)).passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await client().signIn(email, CHOSEN)).status).toBe(201);
    expect(stateOf(await hospital.as.coordinator.get(`/people/${id}/account`))).toBe('active');
    const again = await client().post('/password-links/use', {
      body: { token: secret, password: 'another good password' },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'link-used' } });
    expect((again.body as { detail: string }).detail).toContain('Forgotten your password?');
    expect((await client().signIn(email, CHOSEN)).status).toBe(201);
    expect(codeOf(await client().post('/password-links/look', { body: { token: secret } }))).toBe(
      'link-used',
    );
  });

  it('is used by one of two who come at once', async () => {
    const { email, secret } = await invited();
    const passwords = Array.from({ length: 8 }, (_, number) => `password of thief ${number}`);
    const answers = await Promise.all(
      passwords.map(async (password) =>
        client().post('/password-links/use', { body: { token: secret, password } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect((await client().signIn(email, passwords[winner]!)).status).toBe(201);
  });

  it('is refused when it has expired, been replaced, cut short or made up', async () => {
    const { id, email, secret } = await invited();
    const use = async (token: string): Promise<Answer> =>
      client().post('/password-links/use', { body: { token, password: CHOSEN } });
    advance(7 * 24 * 60 + 1);
    expect(await use(secret)).toMatchObject({ status: 409, body: { code: 'link-expired' } });
    vi.restoreAllMocks();
    expect(await use(secret.slice(0, 40))).toMatchObject({ status: 404, body: { code: 'link-unknown' } });
    expect(await use('A'.repeat(43))).toMatchObject({ status: 404, body: { code: 'link-unknown' } });
    await hospital.as.coordinator.post(`/people/${id}/account/invitations`);
    const secrets = await secretsTo(mailServer, email, 2);
    expect(await use(secret)).toMatchObject({ status: 409, body: { code: 'link-replaced' } });
    expect((await stored(email)).passwordHash).toBeNull();
    expect((await use(secrets.find((each) => each !== secret)!)).status).toBe(200);
  });

  it('stays good after a password that is too short, known from breaches, or the name of its owner', async () => {
    const { secret } = await invited();
    const use = async (password: string): Promise<Answer> =>
      client().post('/password-links/use', { body: { token: secret, password } });
    for (const password of ['short', 'qwerty123456', 'Nadia-Starter-1', 'x'.repeat(201)]) {
      const refused = await use(password);
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } });
      expect(JSON.stringify(refused.body)).not.toContain('qwerty');
    }
    expect((await use(CHOSEN)).status).toBe(200);
  });

  it('does nothing for another site, for a closed account or for a leaver', async () => {
    const one = await invited();
    const body = { token: one.secret, password: CHOSEN };
    const evil = { headers: { origin: 'https://evil.example' }, body };
    expect((await client().post('/password-links/use', evil)).status).toBe(403);
    await hospital.as.hr.post(`/people/${one.id}/account/closure`, { version: 1 });
    expect(codeOf(await client().post('/password-links/use', { body }))).toBe('link-replaced');
    const leaver = await invited();
    await server.dataSource.manager.update(
      PlacementEntity,
      { personId: leaver.id },
      { lastDate: '2026-01-31' },
    );
    const late = await client().post('/password-links/use', {
      body: { token: leaver.secret, password: CHOSEN },
    });
    expect(codeOf(late)).toBe('account-closed');
  });

  it('is stored as a hash alone once its mail is handed over, or never will be', async () => {
    const { secret } = await invited();
    const refused = await newPerson();
    refusing.add(refused.email);
    await hospital.as.coordinator.post(`/people/${refused.id}/account/invitations`);
    const kept = async (): Promise<{ state: string; text: string; html: string }[]> =>
      server.dataSource.query(
        `SELECT state, text_body AS text, html_body AS html FROM mails WHERE kind = 'password-link'`,
      );
    await expect
      .poll(async () => (await kept()).every(({ state }) => state === 'handed-over' || state === 'failed'), {
        timeout: 15_000,
      })
      .toBe(true);
    const rows = await kept();
    expect(rows.some(({ state }) => state === 'failed')).toBe(true);
    expect(rows.filter(({ text, html }) => /#[\w-]{43}/.test(text + html))).toEqual([]);
    const links = await server.dataSource.query<object[]>('SELECT * FROM password_links');
    expect(JSON.stringify(links)).not.toContain(secret);
  });
});

describe('a forgotten password', () => {
  const ask = async (email: string): Promise<Answer> => client().post('/password-links', { body: { email } });

  it('is answered alike for whomever it is asked, and mails only whom there is', async () => {
    const { email } = await activated();
    const closed = await activated();
    await hospital.as.hr.post(`/people/${closed.id}/account/closure`, {
      version: (await stored(closed.email)).version,
    });
    const answers = [await ask(email), await ask('nobody-at-all@example.org'), await ask(closed.email)];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const [, secret] = await secretsTo(mailServer, email, 2);
    expect(secret).toBeDefined();
    const left = server.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM password_reset_requests',
    );
    await expect.poll(async () => (await left)[0]?.count, { timeout: 15_000 }).toBe(0);
    expect(await textsTo(mailServer, 'nobody-at-all@example.org')).toEqual([]);
    expect((await textsTo(mailServer, closed.email)).filter((text) => text.includes('forgot'))).toEqual([]);
  });

  it('does not look in the request whether there is such an account', async () => {
    const idle = await startTestServer();
    try {
      const accounts = idle.app.get(AccountsRepository, { strict: false });
      const looked = [vi.spyOn(accounts, 'byEmail'), vi.spyOn(accounts, 'byId'), vi.spyOn(accounts, 'lock')];
      const { status } = await new ApiClient(idle.url).post('/password-links', {
        body: { email: 'hr@example.org' },
      });
      expect(status).toBe(202);
      for (const spy of looked) expect(spy).not.toHaveBeenCalled();
      const rows = await idle.dataSource.query<{ email: string }[]>(
        'SELECT email FROM password_reset_requests',
      );
      expect(rows).toEqual([{ email: 'hr@example.org' }]);
    } finally {
      await idle.close();
    }
  });

  it('ends every session, the lock and the password before, and tells the owner', async () => {
    const { email } = await activated();
    const browser = client();
    await browser.signIn(email, CHOSEN);
    await server.dataSource.manager.update(
      AccountEntity,
      { email },
      { lockedUntil: new Date(Date.now() + MINUTE_MS) },
    );
    await ask(email.toUpperCase());
    const [, token] = await secretsTo(mailServer, email, 2);
    const body = { token, password: 'quiet lamp over water' };
    expect((await client().post('/password-links/look', { body: { token } })).body).toMatchObject({
      purpose: 'reset',
    });
    expect((await client().post('/password-links/use', { body })).status).toBe(200);
    expect((await browser.get('/units')).status).toBe(401);
    expect((await client().signIn(email, CHOSEN)).status).toBe(401);
    expect((await client().signIn(email, 'quiet lamp over water')).status).toBe(201);
    const told = async (): Promise<number> =>
      (await textsTo(mailServer, email)).filter((text) => text.includes('If it was not you')).length;
    await expect.poll(told, { timeout: 15_000 }).toBe(2);
  });

  it('has a link that lasts ten minutes', async () => {
    const { email } = await activated();
    await ask(email);
    const [, token] = await secretsTo(mailServer, email, 2);
    advance(11);
    const late = await client().post('/password-links/use', { body: { token, password: CHOSEN } });
    expect(late).toMatchObject({ status: 409, body: { code: 'link-expired' } });
  });

  it('invites again whoever has not begun yet, and does not fill an inbox', async () => {
    const { email } = await invited();
    for (let i = 0; i < 12; i++) await ask(email);
    const secrets = await secretsTo(mailServer, email, 5);
    const { body } = await client().post('/password-links/look', { body: { token: secrets.at(-1) } });
    expect(['activation', undefined]).toContain((body as { purpose?: string }).purpose);
  });

  it('needs an address that may be one, and has limits by address', async () => {
    expect((await ask('nobody')).status).toBe(400);
    const statuses: number[] = [];
    for (let i = 0; i < 31; i++) statuses.push((await ask('often@example.org')).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});

describe('closing an account', () => {
  it('ends its sessions and the calendar feed at once', async () => {
    const { id, email } = await activated();
    const browser = client();
    await browser.signIn(email, CHOSEN);
    const { url } = (await browser.post('/my/feed')).body as { url: string };
    expect((await fetch(url)).status).toBe(200);
    const { version } = await stored(email);
    const path = `/people/${id}/account/closure`;
    expect((await hospital.nobody.post(path, { version })).status).toBe(401);
    expect((await hospital.as.coordinator.post(path, { version })).status).toBe(403);
    expect((await hospital.as.hr.post(path)).status).toBe(428);
    expect(await hospital.as.hr.post(path, { version: version + 7 })).toMatchObject({
      status: 412,
      body: { current: { state: 'active' } },
    });
    const closed = await hospital.as.hr.post(path, { version });
    expect(closed).toMatchObject({ status: 201, body: { state: 'closed' } });
    expect((await browser.get('/units')).status).toBe(401);
    expect((await fetch(url)).status).toBe(404);
    expect((await client().signIn(email, CHOSEN)).status).toBe(401);
    const again = await hospital.as.hr.post(path, { version: (closed.body as PersonAccountDto).version });
    expect(again).toMatchObject({ status: 409, body: { code: 'account-closed' } });
  });

  it('is undone by HR alone, and then the password before does not work', async () => {
    const { id, email } = await activated();
    await hospital.as.hr.post(`/people/${id}/account/closure`, { version: (await stored(email)).version });
    const invite = `/people/${id}/account/invitations`;
    expect(await hospital.as.coordinator.post(invite)).toMatchObject({
      status: 403,
      body: { code: 'account-closed' },
    });
    expect(stateOf(await hospital.as.hr.post(invite))).toBe('invited');
    expect((await client().signIn(email, CHOSEN)).status).toBe(401);
    const [, token] = await secretsTo(mailServer, email, 2);
    await client().post('/password-links/use', { body: { token, password: 'a wholly other one' } });
    expect((await client().signIn(email, 'a wholly other one')).status).toBe(201);
  });

  it('knows nobody without an account', async () => {
    const person = await newPerson();
    const answer = await hospital.as.hr.post(`/people/${person.id}/account/closure`, { version: 1 });
    expect(answer.status).toBe(404);
  });
});

describe('changing the own password', () => {
  it('ends the other sessions, and wants the one before', async () => {
    const { email } = await activated();
    const [here, there] = [client(), client()];
    await here.signIn(email, CHOSEN);
    await there.signIn(email, CHOSEN);
    const change = async (password: string, newPassword: string): Promise<Answer> =>
      here.post('/my/sign-in/password', { body: { password, newPassword } });
    expect(await change('not the password', 'a wholly other one')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'password' }] },
    });
    expect(await change(CHOSEN, 'qwerty123456')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'newPassword' }] },
    });
    expect((await there.get('/units')).status).toBe(200);
    expect((await change(CHOSEN, 'a wholly other one')).status).toBe(204);
    expect((await here.get('/units')).status).toBe(200);
    expect((await there.get('/units')).status).toBe(401);
    expect((await client().signIn(email, CHOSEN)).status).toBe(401);
    expect((await client().signIn(email, 'a wholly other one')).status).toBe(201);
  });

  it('is locked after too many guesses by whoever found the browser open', async () => {
    const { email } = await activated();
    const browser = client();
    await browser.signIn(email, CHOSEN);
    const guess = async (password: string): Promise<string> =>
      codeOf(
        await browser.post('/my/sign-in/password', { body: { password, newPassword: 'a wholly other one' } }),
      );
    for (let i = 0; i < 10; i++) expect(await guess(`guess number ${i}`)).toBe('invalid-input');
    expect(await guess(CHOSEN)).toBe('account-locked');
  });

  it('is told of in the audit log without any secret', async () => {
    const { email } = await activated();
    const { body } = await hospital.as.admin.get(`/audit?chain=${hospital.organisationId}&limit=500`);
    const { items } = body as { items: { action: string; subjectId: string }[] };
    const { id } = await stored(email);
    const actions = items.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
    expect(actions).toEqual(['account-activated', 'account-invited', 'account-created']);
    expect(JSON.stringify(body)).not.toContain(CHOSEN);
    expect(PASSWORD).not.toBe(CHOSEN);
  });
});
