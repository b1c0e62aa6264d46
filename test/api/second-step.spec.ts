import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type Role } from '../../src/common/role.js';
import { AccountEntity } from '../../src/modules/auth/account.entity.js';
import { PasswordLinks } from '../../src/modules/auth/links/password-links.service.js';
import { ApiClient, type Answer } from '../support/api-client.js';
import { codeOfApp, timeToType } from '../support/authenticator.js';
import { Contract } from '../support/contract.js';
import { buildHospital, createAccount, PASSWORD, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const HALF_MINUTE_MS = 30_000;

let server: TestServer;
let hospital: Hospital;
let contract: Contract;

beforeAll(async () => {
  const many = '100000';
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: many, SIGN_INS_PER_EMAIL: '60', SIGN_INS_PER_ADDRESS: many },
  });
  hospital = await buildHospital(server);
  contract = await Contract.of(server.url);
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(() => server.close());

let accounts = 0;

async function newAccount(role: Role = 'staff', on = server): Promise<string> {
  const email = `second-${++accounts}@example.org`;
  const unitId = role === 'coordinator' ? hospital.unitId : undefined;
  await createAccount(on, hospital.organisationId, { email, role, unitId });
  return email;
}

const client = (): ApiClient => new ApiClient(server.url, contract);
const codeOf = ({ body }: Answer): string => (body as { code: string }).code;

interface Enrolled {
  readonly browser: ApiClient;
  readonly email: string;
  readonly secret: string;
  readonly recoveryCodes: string[];
}

async function propose(browser: ApiClient, password = PASSWORD): Promise<Answer> {
  return browser.post('/my/sign-in/second-step', { body: { password } });
}

/** With a code of the half minute before, so that the one of now is still good. */
async function enrolled(role: Role = 'staff'): Promise<Enrolled> {
  const email = await newAccount(role);
  const browser = client();
  await browser.signIn(email, PASSWORD);
  const { secret } = (await propose(browser)).body as { secret: string };
  await timeToType();
  const answer = await browser.post('/my/sign-in/second-step/confirmation', {
    body: { code: codeOfApp(secret, -1) },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return {
    browser,
    email,
    secret,
    recoveryCodes: (answer.body as { recoveryCodes: string[] }).recoveryCodes,
  };
}

function advance(ms: number): void {
  vi.spyOn(server.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + ms));
}

describe('setting up a second step', () => {
  it('shows a secret to type and for a QR code, and counts once a code has proved it', async () => {
    const email = await newAccount();
    const browser = client();
    await browser.signIn(email, PASSWORD);
    const proposed = await propose(browser);
    expect(proposed.status).toBe(201);
    const { secret, uri } = proposed.body as { secret: string; uri: string };
    expect(uri).toContain(`secret=${secret}`);
    expect((await client().signIn(email, PASSWORD)).status).toBe(201);
    const confirm = async (code: string): Promise<Answer> =>
      browser.post('/my/sign-in/second-step/confirmation', { body: { code } });
    const wrong = codeOfApp(secret) === '000000' ? '000001' : '000000';
    expect(await confirm(wrong)).toMatchObject({ status: 400, body: { errors: [{ path: 'code' }] } });
    const other = client();
    await other.signIn(email, PASSWORD);
    expect((await confirm(codeOfApp(secret))).status).toBe(201);
    expect((await other.get('/units')).status).toBe(401);
    expect((await browser.get('/my/sign-in')).body).toMatchObject({
      email,
      hasPassword: true,
      secondStepSince: expect.stringContaining('T') as string,
      recoveryCodesLeft: 10,
    });
    expect(codeOf(await confirm(codeOfApp(secret, 1)))).toBe('second-step-on');
    expect(codeOf(await propose(browser))).toBe('second-step-on');
  });

  it('needs a session, the password, and a beginning', async () => {
    expect((await propose(hospital.nobody)).status).toBe(401);
    const browser = client();
    await browser.signIn(await newAccount(), PASSWORD);
    expect(await propose(browser, 'not the password')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'password' }] },
    });
    const early = await browser.post('/my/sign-in/second-step/confirmation', { body: { code: '123456' } });
    expect(codeOf(early)).toBe('second-step-not-begun');
    const none = await browser.post('/my/sign-in/second-step/confirmation', { body: {} });
    expect(none.status).toBe(400);
  });
});

describe('signing in with a second step', () => {
  it('asks for the code only of who has the password', async () => {
    const { email, secret } = await enrolled();
    expect(codeOf(await client().signIn(email, 'wrong password'))).toBe('wrong-credentials');
    expect(codeOf(await client().signIn(email, 'wrong password', codeOfApp(secret)))).toBe(
      'wrong-credentials',
    );
    const asked = await client().signIn(email, PASSWORD);
    expect(asked).toMatchObject({ status: 401, body: { code: 'second-step-needed' } });
    expect(asked.headers.getSetCookie()).toEqual([]);
    expect((await client().signIn(email, PASSWORD, codeOfApp(secret))).status).toBe(201);
  });

  it('refuses a code that was used before, also to two who come with it at once', async () => {
    const { email, secret } = await enrolled();
    const code = codeOfApp(secret);
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => client().signIn(email, PASSWORD, code)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(codeOf))).toEqual(
      new Set(['wrong-code']),
    );
    await server.dataSource.manager.update(AccountEntity, { email }, { failedSignIns: 0, lockedUntil: null });
    expect(codeOf(await client().signIn(email, PASSWORD, code))).toBe('wrong-code');
    // The code before it is still inside the window, and no good either.
    expect(codeOf(await client().signIn(email, PASSWORD, codeOfApp(secret, -1)))).toBe('wrong-code');
    expect((await client().signIn(email, PASSWORD, codeOfApp(secret, 1))).status).toBe(201);
  });

  it('refuses a code whose time is over', async () => {
    const { email, secret } = await enrolled();
    const code = codeOfApp(secret);
    advance(3 * HALF_MINUTE_MS);
    expect(codeOf(await client().signIn(email, PASSWORD, code))).toBe('wrong-code');
  });

  it('locks the account after ten wrong codes', async () => {
    const { email, secret } = await enrolled();
    const wrong = ['000000', '000001', '000002'].find(
      (each) => ![-1, 0, 1].some((step) => codeOfApp(secret, step) === each),
    );
    for (let i = 0; i < 10; i++) {
      expect(codeOf(await client().signIn(email, PASSWORD, wrong))).toBe('wrong-code');
    }
    expect(codeOf(await client().signIn(email, PASSWORD, codeOfApp(secret)))).toBe('wrong-credentials');
  });

  it('takes a recovery code in place of one of the app, once', async () => {
    const { email, recoveryCodes, browser } = await enrolled();
    const [first, second] = recoveryCodes;
    expect((await client().signIn(email, PASSWORD, first)).status).toBe(201);
    expect(codeOf(await client().signIn(email, PASSWORD, first))).toBe('wrong-code');
    expect((await client().signIn(email, PASSWORD, second!.toUpperCase().replaceAll('-', ''))).status).toBe(
      201,
    );
    expect((await browser.get('/my/sign-in')).body).toMatchObject({ recoveryCodesLeft: 8 });
    const someone = await enrolled();
    expect(codeOf(await client().signIn(someone.email, PASSWORD, recoveryCodes[2]))).toBe('wrong-code');
  });

  it('keeps no code that could be read', async () => {
    const { recoveryCodes } = await enrolled();
    const rows = await server.dataSource.query<object[]>('SELECT * FROM recovery_codes');
    expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0]);
    expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0]!.replaceAll('-', ''));
  });
});

describe('changing a second step', () => {
  it('is turned off by the password alone', async () => {
    const { email, browser } = await enrolled();
    const off = async (password: string): Promise<Answer> =>
      browser.post('/my/sign-in/second-step/removal', { body: { password } });
    expect((await hospital.nobody.post('/my/sign-in/second-step/removal', { body: {} })).status).toBe(401);
    expect((await off('not the password')).status).toBe(400);
    expect(codeOf(await client().signIn(email, PASSWORD))).toBe('second-step-needed');
    expect((await off(PASSWORD)).status).toBe(204);
    expect((await client().signIn(email, PASSWORD)).status).toBe(201);
    expect(codeOf(await off(PASSWORD))).toBe('second-step-off');
  });

  it('gives new recovery codes, and those before count no more', async () => {
    const { email, browser, recoveryCodes } = await enrolled();
    const renew = async (password: string): Promise<Answer> =>
      browser.post('/my/sign-in/recovery-codes', { body: { password } });
    expect((await renew('not the password')).status).toBe(400);
    const { recoveryCodes: fresh } = (await renew(PASSWORD)).body as { recoveryCodes: string[] };
    expect(codeOf(await client().signIn(email, PASSWORD, recoveryCodes[0]))).toBe('wrong-code');
    expect((await client().signIn(email, PASSWORD, fresh[0])).status).toBe(201);
    const without = client();
    await without.signIn(await newAccount(), PASSWORD);
    const none = await without.post('/my/sign-in/recovery-codes', { body: { password: PASSWORD } });
    expect(codeOf(none)).toBe('second-step-off');
  });

  it('is not undone by a forgotten password', async () => {
    const { email, secret } = await enrolled();
    const { manager } = server.dataSource;
    const account = await manager.findOneByOrFail(AccountEntity, { email });
    const links = server.app.get(PasswordLinks, { strict: false });
    await manager.transaction((tx) => links.issue(tx, account, 'reset', 'system'));
    const [mail] = await manager.query<{ text: string }[]>(
      `SELECT text_body AS text FROM mails WHERE kind = 'password-link' AND to_address = $1`,
      [email],
    );
    const token = /#([\w-]{43})/.exec(mail!.text)![1];
    const password = 'quiet lamp over water';
    expect((await client().post('/password-links/use', { body: { token, password } })).status).toBe(200);
    expect(codeOf(await client().signIn(email, password))).toBe('second-step-needed');
    expect((await client().signIn(email, password, codeOfApp(secret))).status).toBe(201);
  });
});

describe('where those with privileges have to have one', () => {
  let strict: TestServer;
  let strictHospital: Hospital;

  beforeAll(async () => {
    strict = await startTestServer({ env: { SECOND_STEP: 'privileged', SIGN_INS_PER_ADDRESS: '100000' } });
    strictHospital = await buildHospital(strict);
  });

  afterAll(() => strict.close());

  it.each(['coordinator', 'hr', 'admin'] as const)('lets %s do nothing else first', async (role) => {
    const browser = strictHospital.as[role].copy();
    expect(await browser.get('/units')).toMatchObject({ status: 403, body: { code: 'second-step-missing' } });
    expect((await browser.get('/sessions/current')).body).toMatchObject({ missing: 'second-step' });
    expect((await browser.get('/my/sign-in')).body).toMatchObject({ secondStepRequired: true });
    const { secret } = (await propose(browser)).body as { secret: string };
    const body = { code: codeOfApp(secret) };
    expect((await browser.post('/my/sign-in/second-step/confirmation', { body })).status).toBe(201);
    expect((await browser.get('/units')).status).toBe(200);
    expect((await browser.get('/sessions/current')).body).toMatchObject({ missing: null });
  });

  it.each(['staff', 'supervisor', 'auditor', 'guardian'] as const)('asks nothing of %s', async (role) => {
    expect((await strictHospital.as[role].get('/units')).status).toBe(200);
  });

  it('asks nothing of accounts of the demo', async () => {
    const { manager } = strict.dataSource;
    await manager.update(AccountEntity, { email: 'other-coordinator@example.org' }, { isDemo: true });
    expect((await strictHospital.as['other-coordinator'].get('/units')).status).toBe(200);
  });
});
