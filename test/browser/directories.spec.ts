import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { followMenu } from '../support/portal.js';
import { ScimClient } from '../support/scim-client.js';
import { startStaffPortal, type StaffPortal } from '../support/staff-portal.js';

let portal: StaffPortal;
let page: Page;

beforeAll(async () => {
  portal = await startStaffPortal();
  page = await portal.desk(await portal.hospital.signInAs('admin'));
});

afterAll(() => portal.stop());

describe("the trust's directory", () => {
  it('gets a token from an administrator, once', async () => {
    await page.goto('/');
    await followMenu(page, 'Directories');
    await page.getByText('There is no directory yet.').waitFor();
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('link', { name: 'Enter what the directory is called' }).waitFor();
    await expectAccessible(page, 'directories with a problem');
    await page.getByLabel('Name of a new directory').fill('Entra ID');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('heading', { name: 'The token of Entra ID' }).waitFor();
    await expectAccessible(page, 'a new token');
    const token = await page.getByRole('textbox', { name: 'Token' }).inputValue();
    const scim = new ScimClient(portal.server.url, token);
    expect((await scim.send('GET', '/Users')).status).toBe(200);

    await page.reload();
    await page.getByRole('button', { name: 'Revoke the token of Entra ID' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Token' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke the token of Entra ID' }).click();
    await page
      .getByText(/^Token Revoked|^Revoked/)
      .first()
      .waitFor();
    await expectAccessible(page, 'a revoked directory');
    expect((await scim.send('GET', '/Users')).status).toBe(401);
  });
});
