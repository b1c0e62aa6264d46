import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { enterOn } from '../support/keyboard.js';
import { startProvider, type TestProvider } from '../support/oidc-provider.js';
import { type StaffPortal, startStaffPortal } from '../support/staff-portal.js';
import { freePort } from '../support/test-server.js';

const BUTTON = /^Sign in with the trust’s own sign-in$/;

let portal: StaffPortal;
let provider: TestProvider;

beforeAll(async () => {
  const port = await freePort();
  provider = await startProvider(`http://localhost:${port}`);
  portal = await startStaffPortal({
    PORT: String(port),
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
  });
});

afterAll(async () => {
  await portal?.stop();
  await provider?.stop();
});

/** An account of the first person, who has never had a password. */
async function invite(): Promise<void> {
  const { a } = portal.hospital;
  const coordinator = await a.coordinator();
  expect((await coordinator.post(`/people/${a.personIds[0]!}/account/invitations`)).status).toBe(201);
}

describe("the trust's own sign-in, by keyboard on a phone", () => {
  // First, because the service remembers where the trust's sign-in is once it has been there.
  it('says when nobody answers there, and leaves the password as a way in', async () => {
    await provider.listen(false);
    try {
      const page = await portal.newPhone();
      await page.goto('/');
      await page.getByRole('link', { name: BUTTON }).waitFor();
      await enterOn(page, BUTTON);
      await page
        .getByRole('alert')
        .getByText(/cannot be reached. Sign in with a password/)
        .waitFor();
      expect(await page.getByRole('textbox', { name: 'Email address' }).count()).toBe(1);
      await expectAccessible(page, 'the trust is not to be reached');
    } finally {
      await provider.listen(true);
    }
  });

  it('says that nobody was invited, and lets in who was, at the page that they wanted', async () => {
    const page = await portal.newPhone();
    provider.user = { sub: 'first', email: 'a0@example.org', email_verified: true };
    await page.goto('/leave');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: BUTTON }).waitFor();
    await expectAccessible(page, 'signing in by the trust or by password');
    await enterOn(page, BUTTON);
    await page
      .getByRole('alert')
      .getByText(/Nobody with your address has a sign-in here yet/)
      .waitFor();
    await expectAccessible(page, 'signing in without an invitation');

    await invite();
    await page.goto('/leave');
    await page.getByRole('link', { name: BUTTON }).waitFor();
    await enterOn(page, BUTTON);
    await page.getByRole('heading', { name: 'My leave', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/leave');
    await expectAccessible(page, 'signed in by the trust');
  });
});
