import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { enterOn, tabTo } from '../support/keyboard.js';
import { secretsTo } from '../support/password-mails.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal } from '../support/portal.js';

const EMAIL = 'new.coordinator@example.org';

let portal: TestPortal;
let page: Page;

beforeAll(async () => {
  portal = await startPortal();
  page = await portal.newPage();
});

afterAll(() => portal.stop());

describe('a menu that is opened while the first page is still on its way', () => {
  it('stays open, with the focus where it was', async () => {
    const early = await portal.newPage();
    const held: Route[] = [];
    let isHeld = true;
    await early.route('**/api/v1/units?**', async (route) => {
      if (isHeld) held.push(route);
      else await route.continue();
    });
    await chooseDemoSignIn(early, 'Admin');
    const settings = early.getByRole('button', { name: 'Settings', exact: true });
    await settings.waitFor();
    await enterOn(early, /^Settings$/);
    await eventually(() => Promise.resolve(held.length)).toBeGreaterThan(0);
    isHeld = false;
    await Promise.all(held.map((route) => route.continue()));
    await early.waitForURL('**/rotas');
    await early.getByRole('heading', { name: 'Rotas' }).waitFor();
    expect(await settings.getAttribute('aria-expanded')).toBe('true');
    expect(await early.evaluate<string>('document.activeElement.textContent')).toBe('Settings');
    await early.context().close();
  });
});

describe('an administrator, by the keyboard alone', () => {
  it('adds a unit', async () => {
    await chooseDemoSignIn(page, 'Admin');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await enterOn(page, /^Settings$/);
    await enterOn(page, /^Units$/);
    await page.getByRole('heading', { name: 'Units' }).waitFor();
    await expectAccessible(page, 'units');
    await enterOn(page, /^Add a unit$/);
    await page.getByRole('dialog').waitFor();
    await enterOn(page, /^Save$/);
    await page.getByText('There is a problem').waitFor();
    await expectAccessible(page, 'a unit without a name');
    await tabTo(page, /^Name/);
    await page.keyboard.type('Stroke Unit');
    await tabTo(page, /^Code/);
    await page.keyboard.type('STR');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Stroke Unit', exact: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('gives it a coordinator, who is mailed a link', async () => {
    await enterOn(page, /^Staff$/);
    await enterOn(page, /^Sign-ins$/);
    await page.getByRole('heading', { name: 'Sign-ins' }).waitFor();
    await page.getByRole('table').waitFor();
    await expectAccessible(page, 'sign-ins');
    await enterOn(page, /^Add a sign-in$/);
    await page.getByRole('dialog').waitFor();
    await enterOn(page, /^Invite$/);
    await page.getByText('Choose at least one role').first().waitFor();
    await expectAccessible(page, 'a sign-in with faults');
    await tabTo(page, /^Name/);
    await page.keyboard.type('Casey Coordinator');
    await tabTo(page, /^Mail address/);
    await page.keyboard.type(EMAIL);
    await tabTo(page, /^Rota coordinator, Stroke Unit$/);
    await page.keyboard.press('Space');
    await enterOn(page, /^Invite$/);
    const row = page.getByRole('row').filter({ hasText: EMAIL });
    await row.getByText('Rota coordinator, Stroke Unit').waitFor();
    await row.getByText('Invited').waitFor();
    expect(await secretsTo(portal.mailServer, EMAIL, 1)).toHaveLength(1);
  });

  it('finds them, gives them another role and closes the sign-in', async () => {
    await tabTo(page, /^Find by name/);
    await page.keyboard.type('casey');
    await page.keyboard.press('Enter');
    await page.getByText('Name or address with “casey”').waitFor();
    await enterOn(page, /^Change roles: Casey/);
    await tabTo(page, /^Auditor$/);
    await page.keyboard.press('Space');
    await enterOn(page, /^Save$/);
    const row = page.getByRole('row').filter({ hasText: EMAIL });
    await row.getByText('Auditor; Rota coordinator, Stroke Unit').waitFor();
    await enterOn(page, /^Close: Casey/);
    await row.getByText('Closed').waitFor();
    await expectAccessible(page, 'a closed sign-in');
    expect(await row.getByRole('button').count()).toBe(1);
    expect(await row.getByRole('button', { name: /^Open again/ }).count()).toBe(1);
  });

  it('cannot close the only administrator', async () => {
    await tabTo(page, /^Find by name/);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    const own = page.getByRole('row').filter({ hasText: 'Administrator' });
    await own.getByRole('button', { name: /^Close/ }).click();
    await page.getByText(/is the last administrator who can sign in/).waitFor();
    await expectAccessible(page, 'a refusal');
  });
});
