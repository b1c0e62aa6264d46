import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { loadDemo } from '../../seeds/index.js';
import { builtFile } from './built.js';
import { launchBrowser, openPage } from './browser.js';
import { startMailServer, type TestMailServer } from './mail-server.js';
import { startTestServer, type TestServer } from './test-server.js';

/** The built portal on the demo hospital, with a mail server and a browser. */
export interface TestPortal {
  readonly server: TestServer;
  readonly mailServer: TestMailServer;
  /** A page of a new browser session, nobody signed in. */
  newPage(): Promise<Page>;
  stop(): Promise<void>;
}

export async function startPortal(): Promise<TestPortal> {
  const portalFolder = join(builtFile('portal/index.html'), '..');
  // First, because it may be missing: nothing else has to be ended then.
  const browser: Browser = await launchBrowser();
  const mailServer = await startMailServer();
  const server = await startTestServer({
    work: true,
    portalFolder,
    env: { SMTP_URL: mailServer.url, SOLVER_THREADS: '1' },
  });
  await loadDemo(server.dataSource, { dataFolder: server.config.dataFolder, log: () => undefined });
  return {
    server,
    mailServer,
    newPage: () => openPage(browser, server.url),
    stop: async () => {
      await browser.close();
      await server.close();
      await mailServer.stop();
    },
  };
}

/** Signs in by the demo's own offer, as the coordinator of the emergency department. */
export async function signIn(page: Page): Promise<void> {
  await chooseDemoSignIn(page, 'Coordinator');
  await page.getByRole('heading', { name: 'Rotas' }).waitFor();
}

/** Signs in as the first that the demo offers of a role. */
export async function chooseDemoSignIn(page: Page, role: string): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: `${role}: ` })
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Follows a link of the main navigation, in whichever group it is. */
export async function followMenu(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Main' });
  await menu.waitFor();
  const link = menu.getByRole('link', { name, exact: true, includeHidden: true });
  await link.waitFor({ state: 'attached' });
  const group = menu
    .locator('.rw-navigation__group')
    .filter({ has: page.getByRole('link', { name, exact: true, includeHidden: true }) })
    .getByRole('button');
  // A page that is still on its way to another one draws its menu anew, with other groups open.
  await vi.waitFor(
    async () => {
      if (!(await link.isVisible())) await group.click({ timeout: 1000 });
      await link.click({ timeout: 1000 });
    },
    { timeout: 15_000, interval: 100 },
  );
}

/** Opens the first of the unit's rotas. */
export async function openRota(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('grid').waitFor();
}

/** What comes to hold while the page and the service do their work. */
export function eventually<Value>(read: () => Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: 15_000 });
}
