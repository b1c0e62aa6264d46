import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { builtFile } from './built.js';
import { launchBrowser, openPage, PHONE } from './browser.js';
import { startMailServer, type TestMailServer } from './mail-server.js';
import { PATIENT, type RotaClient } from './rota-client.js';
import { staffHospital, type StaffHospital } from './staff-hospital.js';
import { startTestServer, type TestServer } from './test-server.js';

/** The built portal on a small hospital whose people have accounts and telephones. */
export interface StaffPortal {
  readonly server: TestServer;
  readonly mailServer: TestMailServer;
  readonly hospital: StaffHospital;
  /** A page on a telephone of its own, signed in as the client is. */
  phone(client: RotaClient): Promise<Page>;
  /** A page on a telephone of its own, nobody signed in. */
  newPhone(): Promise<Page>;
  /** As `phone`, on a desk. */
  desk(client: RotaClient): Promise<Page>;
  stop(): Promise<void>;
}

/** @param env settings beside those of every such portal. */
export async function startStaffPortal(env: Readonly<Record<string, string>> = {}): Promise<StaffPortal> {
  const portalFolder = join(builtFile('portal/index.html'), '..');
  const browser = await launchBrowser();
  const mailServer = await startMailServer();
  const server = await startTestServer({
    work: true,
    portalFolder,
    env: { ...PATIENT, SMTP_URL: mailServer.url, SOLVER_THREADS: '1', ...env },
  });
  const hospital = await staffHospital(server);
  const open = async (client: RotaClient, options: BrowserContextOptions): Promise<Page> => {
    const page = await openPage(browser, server.url, options);
    const cookie = { ...client.sessionCookie(), domain: 'localhost', path: '/' };
    await page.context().addCookies([{ ...cookie, secure: true, httpOnly: true, sameSite: 'Lax' }]);
    return page;
  };
  return {
    server,
    mailServer,
    hospital,
    phone: (client) => open(client, PHONE),
    newPhone: () => openPage(browser, server.url, PHONE),
    desk: (client) => open(client, {}),
    stop: async () => {
      await browser.close();
      await server.close();
      await mailServer.stop();
    },
  };
}
