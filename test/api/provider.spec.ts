import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccountEntity } from '../../src/modules/auth/account.entity.js';
import { PasswordLinks } from '../../src/modules/auth/links/password-links.service.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { buildHospital, createAccount, PASSWORD, type Hospital } from '../support/hospital.js';
import { ApiClient } from '../support/api-client.js';
import { RedirectingBrowser, startProvider, type TestProvider } from '../support/oidc-provider.js';
import { freePort, startTestServer, type TestServer } from '../support/test-server.js';

const EVENT = { 'http://schemas.openid.net/event/backchannel-logout': {} };

let server: TestServer;
let provider: TestProvider;
let hospital: Hospital;

beforeAll(async () => {
  const port = await freePort();
  provider = await startProvider(`http://localhost:${port}`);
  server = await startTestServer({
    env: {
      PORT: String(port),
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      SIGN_INS_PER_ADDRESS: '100000',
      SECOND_STEP: 'privileged',
    },
  });
  hospital = await buildHospital(server);
});

beforeEach(() => {
  provider.tamper = null;
  provider.forgeSignature = false;
});

afterAll(async () => {
  await server.close();
  await provider.stop();
});

let accounts = 0;

async function newAccount(role: 'staff' | 'hr' = 'staff', personId?: string): Promise<string> {
  const email = `of-the-trust-${++accounts}@example.org`;
  await createAccount(server, hospital.organisationId, { email, role, personId });
  return email;
}

const begin = (next = '/my-rota'): string =>
  `${server.url}/api/v1/sign-in/provider?next=${encodeURIComponent(next)}`;
const isPage = (url: URL): boolean => url.origin === server.url && !url.pathname.startsWith('/api/');
const isCallback = (url: URL): boolean => url.pathname.endsWith('/provider/callback');

/** Signs in; gives the page that the browser ends at. */
async function signIn(browser: RedirectingBrowser, next?: string): Promise<string> {
  const { url } = await browser.open(begin(next), isPage);
  return `${url.pathname}${url.search}`;
}

async function api(browser: RedirectingBrowser, path: string): Promise<{ status: number; body: unknown }> {
  const url = new URL(`${server.url}/api/v1${path}`);
  const response = await fetch(url, { headers: { cookie: browser.cookies(url) } });
  return { status: response.status, body: await response.json() };
}

async function signedIn(
  email?: string,
): Promise<{ browser: RedirectingBrowser; email: string; sub: string }> {
  const address = email ?? (await newAccount());
  const sub = randomUUID();
  provider.user = { sub, email: address.toUpperCase(), email_verified: true };
  const browser = new RedirectingBrowser();
  expect(await signIn(browser)).toBe('/my-rota');
  return { browser, email: address, sub };
}

async function account(email: string): Promise<AccountEntity> {
  return server.dataSource.manager.findOneByOrFail(AccountEntity, { email });
}

describe("signing in by the trust's own sign-in", () => {
  it('links the account by its verified address, and knows it by its subject from then on', async () => {
    const { browser, email, sub } = await signedIn();
    expect(await api(browser, '/sessions/current')).toMatchObject({
      status: 200,
      body: { account: { email } },
    });
    expect(await account(email)).toMatchObject({ providerIssuer: provider.issuer, providerSubject: sub });
    provider.user = { sub, email: 'a-new-name@example.org', email_verified: true };
    const again = new RedirectingBrowser();
    expect(await signIn(again)).toBe('/my-rota');
    expect(await api(again, '/sessions/current')).toMatchObject({ body: { account: { email } } });
    expect(await api(again, '/sessions')).toMatchObject({ body: { items: [{ method: 'provider' }, {}] } });
    expect((await hospital.nobody.get('/installation')).body).toMatchObject({ provider: true });
  });

  it('lets in who was invited and has set no password, and ends their link', async () => {
    const email = await newAccount();
    const { manager } = server.dataSource;
    await manager.update(AccountEntity, { email }, { passwordHash: null });
    const links = server.app.get(PasswordLinks, { strict: false });
    const invited = await account(email);
    await manager.transaction((tx) => links.issue(tx, invited, 'activation', 'system'));
    const [mail] = await manager.query<{ text: string }[]>(
      `SELECT text_body AS text FROM mails WHERE kind = 'password-link' AND to_address = $1`,
      [email],
    );
    const token = /#([\w-]{43})/.exec(mail!.text)![1];
    const { browser } = await signedIn(email);
    expect((await api(browser, '/units')).status).toBe(200);
    expect((await new ApiClient(server.url).signIn(email, PASSWORD)).status).toBe(401);
    expect((await api(browser, '/my/sign-in')).body).toMatchObject({ hasPassword: false, hasProvider: true });
    expect(
      (await new ApiClient(server.url).post('/password-links/look', { body: { token } })).body,
    ).toMatchObject({
      code: 'link-replaced',
    });
  });

  it('asks those with privileges for no second step: the provider does', async () => {
    const { browser } = await signedIn(await newAccount('hr'));
    expect((await api(browser, '/sessions/current')).body).toMatchObject({ missing: null });
    expect((await api(browser, '/units')).status).toBe(200);
  });

  it('gives nobody an account, nor an account to an address that is not verified', async () => {
    const email = await newAccount();
    for (const user of [
      { sub: randomUUID(), email: 'stranger@example.org', email_verified: true },
      { sub: randomUUID(), email, email_verified: false },
      { sub: randomUUID(), email },
      { sub: randomUUID() },
    ]) {
      provider.user = user;
      const browser = new RedirectingBrowser();
      expect(await signIn(browser)).toBe('/sign-in?problem=no-account');
      expect((await api(browser, '/sessions/current')).status).toBe(401);
    }
    expect((await account(email)).providerSubject).toBeNull();
  });

  it('does not give an account to a second identity with the same address', async () => {
    const { email, sub } = await signedIn();
    provider.user = { sub: randomUUID(), email, email_verified: true };
    expect(await signIn(new RedirectingBrowser())).toBe('/sign-in?problem=provider-mismatch');
    expect((await account(email)).providerSubject).toBe(sub);
  });

  it('is closed to closed accounts and leavers', async () => {
    const closed = await signedIn();
    await server.dataSource.manager.update(AccountEntity, { email: closed.email }, { active: false });
    expect(await signIn(new RedirectingBrowser())).toBe('/sign-in?problem=account-closed');
    expect((await api(closed.browser, '/units')).status).toBe(401);
    const leaver = await signedIn(await newAccount('staff', hospital.colleagueId));
    const { manager } = server.dataSource;
    await manager.update(PlacementEntity, { personId: hospital.colleagueId }, { lastDate: '2026-01-31' });
    expect((await api(leaver.browser, '/units')).status).toBe(401);
    expect(await signIn(new RedirectingBrowser())).toBe('/sign-in?problem=account-closed');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
    'comes back to a page of its own, whatever it is asked for: %s',
    async (next) => {
      provider.user = { sub: randomUUID(), email: await newAccount(), email_verified: true };
      expect(await signIn(new RedirectingBrowser(), next)).toBe('/');
    },
  );
});

describe('a sign-in that is not as it should be', () => {
  beforeEach(async () => {
    provider.user = { sub: randomUUID(), email: await newAccount(), email_verified: true };
  });

  it('is refused when the address is opened a second time, or in another browser', async () => {
    const browser = new RedirectingBrowser();
    const { url } = await browser.open(begin(), isCallback);
    const thief = new RedirectingBrowser();
    expect((await thief.open(url.href, isPage)).url.search).toBe('?problem=provider-expired');
    expect((await browser.open(url.href, isPage)).url.search).toBe('?problem=provider-expired');
    const other = new RedirectingBrowser();
    const fresh = await other.open(begin(), isCallback);
    expect((await other.open(fresh.url.href, isPage)).url.pathname).toBe('/my-rota');
    expect((await other.open(fresh.url.href, isPage)).url.search).toBe('?problem=provider-expired');
  });

  it('is refused with a state, a code or an issuer that are made up', async () => {
    const tried = async (change: (url: URL) => void): Promise<string> => {
      const browser = new RedirectingBrowser();
      const { url } = await browser.open(begin(), isCallback);
      change(url);
      return (await browser.open(url.href, isPage)).url.search;
    };
    expect(await tried((url) => url.searchParams.set('state', 'x'.repeat(43)))).toBe(
      '?problem=provider-expired',
    );
    expect(await tried((url) => url.searchParams.delete('state'))).toBe('?problem=provider-expired');
    expect(await tried((url) => url.searchParams.set('code', 'x'))).toBe('?problem=provider-refused');
    expect(await tried((url) => url.searchParams.set('iss', 'https://evil.example'))).toBe(
      '?problem=provider-refused',
    );
    expect(await tried((url) => url.searchParams.set('error', 'access_denied'))).toBe(
      '?problem=provider-refused',
    );
  });

  it('is refused ten minutes later', async () => {
    const browser = new RedirectingBrowser();
    const { url } = await browser.open(begin(), isCallback);
    await server.dataSource.query(`UPDATE provider_sign_ins SET expires_at = now() - interval '1 second'`);
    expect((await browser.open(url.href, isPage)).url.search).toBe('?problem=provider-expired');
  });

  it.each([
    ['another nonce', { nonce: 'x'.repeat(43) }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'another-client' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['a time that is over', { exp: 1_700_000_000 }],
    ['no subject', { sub: undefined }],
  ])('is refused when the token has %s', async (_, change) => {
    provider.tamper = (claims) => ({ ...claims, ...change });
    const browser = new RedirectingBrowser();
    expect(await signIn(browser)).toBe('/sign-in?problem=provider-refused');
    expect((await api(browser, '/sessions/current')).status).toBe(401);
  });

  it('is refused when somebody else has signed the token', async () => {
    provider.forgeSignature = true;
    expect(await signIn(new RedirectingBrowser())).toBe('/sign-in?problem=provider-refused');
  });

  it('is refused when the verifier of the code is another one', async () => {
    const browser = new RedirectingBrowser();
    const { url } = await browser.open(begin(), isCallback);
    await server.dataSource.query('UPDATE provider_sign_ins SET code_verifier = $1', ['x'.repeat(64)]);
    expect((await browser.open(url.href, isPage)).url.search).toBe('?problem=provider-refused');
  });
});

describe('back-channel logout', () => {
  const logout = async (token: string | undefined, type = 'application/x-www-form-urlencoded') =>
    fetch(`${server.url}/api/v1/sign-in/provider/logout`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new URLSearchParams(
        token === undefined ? { other: 'x' } : { logout_token: token, other: 'x' },
      ).toString(),
    });
  const claims = (more: object = {}): Record<string, unknown> => ({
    iss: provider.issuer,
    aud: provider.clientId,
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 120,
    jti: randomUUID(),
    events: EVENT,
    ...more,
  });
  const stillIn = async (browser: RedirectingBrowser): Promise<boolean> =>
    (await api(browser, '/units')).status === 200;

  it('by the provider itself ends the session', async () => {
    const { browser } = await signedIn();
    expect(await stillIn(browser)).toBe(true);
    const { response } = await browser.open(`${provider.issuer}/session/end`);
    const form = await response!.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)![1]!;
    const confirm = new URL(`${provider.issuer}/session/end/confirm`);
    await fetch(confirm, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: browser.cookies(confirm),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    await expect.poll(() => stillIn(browser), { timeout: 10_000 }).toBe(false);
  });

  it('ends the sessions of the subject, and not those of others or those with a password', async () => {
    const { browser, sub, email } = await signedIn();
    const here = new ApiClient(server.url);
    await here.signIn(email, PASSWORD);
    const other = await signedIn();
    const response = await logout(await provider.sign(claims({ sub }), { typ: 'logout+jwt' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(await stillIn(browser)).toBe(false);
    expect(await stillIn(other.browser)).toBe(true);
    expect((await here.get('/units')).status).toBe(200);
  });

  it('ends the one session that it names', async () => {
    const first = await signedIn();
    const second = new RedirectingBrowser();
    provider.user = { sub: first.sub, email: first.email, email_verified: true };
    await signIn(second);
    const rows = await server.dataSource.query<{ session: string }[]>(
      `SELECT provider_session AS session FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE a.email = $1 ORDER BY s.created_at`,
      [first.email],
    );
    expect(rows[0]?.session).toBeTruthy();
    expect(rows[0]?.session).not.toBe(rows[1]?.session);
    expect((await logout(await provider.sign(claims({ sid: rows[0]!.session })))).status).toBe(200);
    expect([await stillIn(first.browser), await stillIn(second)]).toEqual([false, true]);
  });

  it('is refused when it comes again', async () => {
    const { browser, sub, email } = await signedIn();
    const token = await provider.sign(claims({ sub }));
    expect((await logout(token)).status).toBe(200);
    provider.user = { sub, email, email_verified: true };
    await signIn(browser);
    const replayed = await logout(token);
    expect(replayed.status).toBe(400);
    expect(((await replayed.json()) as { detail: string }).detail).toContain('come before');
    expect(await stillIn(browser)).toBe(true);
  });

  it.each<[string, (sub: string) => Promise<string>]>([
    ['signed by somebody else', async (sub) => provider.sign(claims({ sub }), { forged: true })],
    ['for another audience', async (sub) => provider.sign(claims({ sub, aud: 'another' }))],
    ['of another issuer', async (sub) => provider.sign(claims({ sub, iss: 'https://evil.example' }))],
    ['with a nonce', async (sub) => provider.sign(claims({ sub, nonce: 'n' }))],
    ['without the event', async (sub) => provider.sign(claims({ sub, events: {} }))],
    ['with no events at all', async (sub) => provider.sign(claims({ sub, events: undefined }))],
    ['without an id', async (sub) => provider.sign(claims({ sub, jti: undefined }))],
    ['that has expired', async (sub) => provider.sign(claims({ sub, exp: 1_700_000_000 }))],
    ['that is old', async (sub) => provider.sign(claims({ sub, iat: Math.floor(Date.now() / 1000) - 900 }))],
    ['of another type', async (sub) => provider.sign(claims({ sub }), { typ: 'at+jwt' })],
    ['about nobody', async () => provider.sign(claims())],
    ['without a signature', (sub) => Promise.resolve(unsigned(claims({ sub })))],
    ['that is no token', () => Promise.resolve('nonsense')],
  ])('is refused for a token %s', async (_, tokenOf) => {
    const { browser, sub } = await signedIn();
    const response = await logout(await tokenOf(sub));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'logout_token' }],
    });
    expect(await stillIn(browser)).toBe(true);
  });

  it('wants its field, and is read from a form alone', async () => {
    expect((await logout(undefined)).status).toBe(400);
    const elsewhere = await fetch(`${server.url}/api/v1/password-links`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'email=hr%40example.org',
    });
    expect(elsewhere.status).toBe(400);
  });
});

function unsigned(payload: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(payload)}.`;
}

describe('without a provider', () => {
  it('says that there is none', async () => {
    const plain = await startTestServer();
    try {
      const response = await fetch(`${plain.url}/api/v1/sign-in/provider`, { redirect: 'manual' });
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ code: 'no-provider' });
    } finally {
      await plain.close();
    }
  });

  it('that can be reached, starts, leads back, and signs in once it is there', async () => {
    const port = await freePort();
    const late = await startProvider(`http://localhost:${port}`);
    await late.listen(false);
    const lonely = await startTestServer({
      env: {
        PORT: String(port),
        OIDC_ISSUER: late.issuer,
        OIDC_CLIENT_ID: late.clientId,
        OIDC_CLIENT_SECRET: late.clientSecret,
      },
    });
    try {
      const open = async (): Promise<string> =>
        (
          await new RedirectingBrowser().open(`${lonely.url}/api/v1/sign-in/provider`, (url) =>
            url.pathname.startsWith('/sign-in'),
          )
        ).url.search;
      expect(await open()).toBe('?problem=provider-unreachable');
      await late.listen(true);
      late.user = { sub: 'x', email: 'stranger@example.org', email_verified: true };
      expect(await open()).toBe('?problem=no-account');
    } finally {
      await lonely.close();
      await late.stop();
    }
  });
});
