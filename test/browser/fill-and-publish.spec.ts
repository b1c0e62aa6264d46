import ICAL from 'ical.js';
import PostalMime, { type Email } from 'postal-mime';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import {
  chooseDemoSignIn,
  followMenu,
  eventually,
  openRota,
  signIn,
  startPortal,
  type TestPortal,
} from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

/** A shift as the published rota, or a calendar, has it. */
interface PublishedShift {
  uid: string;
  sequence: number;
  start: string;
  end: string;
}

describe('a coordinator fills a rota and publishes it', () => {
  let portal: TestPortal;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
  });
  afterAll(() => portal?.stop());

  stepByStep();

  it('signs in, after a form that says what is missing', async () => {
    await page.goto('/');
    await page.getByText('This is a demo.').waitFor();
    await expectAccessible(page, 'sign in');

    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('There is a problem');
    await page.getByRole('link', { name: 'Enter your password' }).click();
    expect(await focusedId(page)).toBe('password');
    await expectAccessible(page, 'sign in with problems');

    await page.getByLabel('Email address').fill('nobody@wrenmoor.example');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .getByRole('alert')
      .getByText(/wrong|match|not right/i)
      .waitFor();

    await signIn(page);
    await expectAccessible(page, 'rotas');
  });

  it('sees the empty rota with its unmet demand', async () => {
    await openRota(page);
    expect(await page.getByRole('row', { name: /^Unmet demand/ }).innerText()).toMatch(/\b[1-9]\d* short/);
    await expectAccessible(page, 'empty rota');
  });

  it('reads who is ruled out of an unfilled shift by what, and gives it to somebody who is not', async () => {
    await page.getByRole('link', { name: 'Unfilled shifts' }).click();
    const gap = page
      .getByRole('region')
      .filter({ has: page.getByText(/^Why \d+ other/) })
      .first();
    await gap.getByText(/^Why \d+ other/).click();
    const table = gap.getByRole('table', { name: 'Who is ruled out by what' });
    await table.getByRole('row').nth(1).waitFor();
    expect(await table.getByRole('row').count()).toBeGreaterThan(1);
    await expectAccessible(page, 'unfilled shifts');

    const filled = page.getByText(/places of minimum cover are filled/);
    expect(await filled.innerText()).toMatch(/^0 of/);
    await page
      .getByRole('button', { name: /^Give them this/ })
      .first()
      .click();
    await eventually(() => filled.innerText()).toMatch(/^[1-9]\d* of/);
    await page.getByRole('link', { name: 'Rota', exact: true }).click();
    await page.getByRole('grid').waitFor();
  });

  it('fills it, watching the score, and may stop and keep the best', async () => {
    await startFilling(page, 120);
    await page
      .getByText('No proof yet')
      .or(page.getByText(/no rota can score below/))
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'Better rotas so far' }).getByRole('row').nth(2).waitFor();
    await expectAccessible(page, 'filling');

    await page.reload();
    await page.getByRole('heading', { name: 'Filling the rota' }).waitFor();
    await page.getByRole('region', { name: 'Better rotas so far' }).getByRole('row').nth(2).waitFor();

    await page.getByRole('button', { name: 'Stop and keep the best' }).click();
    await page.getByRole('heading', { name: /^Stopped: / }).waitFor();
    await expectAccessible(page, 'stopped');
  });

  it('fills on to the end: the grid shows the result without a reload', async () => {
    await page.getByRole('button', { name: 'Close' }).click();
    await startFilling(page, 10);
    const result = await page.getByRole('heading', { name: /^Filled: / }).innerText({ timeout: 30_000 });
    expect(result).toContain('no rule broken');
    await eventually(() => page.getByRole('row', { name: /^Unmet demand/ }).innerText()).toMatch(
      new RegExp(`\\b${unfilledIn(result)} short`),
    );
    await page.getByText(/^No rule is broken/).waitFor();
    await expectAccessible(page, 'filled');
  });

  it('reads the mails before they are sent', async () => {
    await page.getByRole('link', { name: 'Publish' }).click();
    await page.getByRole('button', { name: /^Publish and send/ }).waitFor();
    await page.locator('summary').first().click();
    await page.getByText(/^To: \S+@/).waitFor();
    await expectAccessible(page, 'publish');
  });

  it('publishes, and the mails of everybody on the rota carry exactly their shifts', async () => {
    const rotaId = new URL(page.url()).pathname.split('/')[2]!;
    await page.getByRole('button', { name: /^Publish and send/ }).click();
    await page.getByText(/Version 1, published on/).waitFor();
    const mailed = await page.getByText(/^(\d+) of \1 mails handed over/).innerText({ timeout: 60_000 });
    await expectAccessible(page, 'versions and mails');

    const expected = await publishedByAddress(portal, rotaId);
    expect(expected.size).toBeGreaterThan(20);
    expect(mailed).toContain(`${expected.size} of ${expected.size} mails`);
    const received = await Promise.all(
      portal.mailServer.mails.map(async ({ to, bytes }) => ({ to, mail: await PostalMime.parse(bytes) })),
    );
    // At some times of the day the demo's people are reminded of their next shift meanwhile.
    const rotaMails = received.filter(({ mail }) => mail.subject?.startsWith('Your rota'));
    expect(rotaMails).toHaveLength(expected.size);
    for (const { to, mail } of rotaMails) {
      expect(calendarOf(mail), to[0]).toEqual(expected.get(to[0]!));
      expect(mail.text, to[0]).toBeTruthy();
      expect(mail.html, to[0]).toBeTruthy();
    }
  });

  it('is read by those who work it, each their own', async () => {
    const staff = await portal.newPage();
    await chooseDemoSignIn(staff, 'Staff');
    await staff.getByRole('heading', { level: 1, name: 'My rota' }).waitFor();
    expect(await staff.getByRole('link', { name: 'Rotas' }).count()).toBe(0);
    await staff.getByText(/^(\d+ shifts?\.|No shifts of yours)/).waitFor();
    for (let leaps = 0; leaps < 8 && (await staff.getByText(/^\d+ shifts?\./).count()) === 0; leaps++) {
      await staff.getByRole('button', { name: 'Four weeks later' }).click();
      await staff.getByText(/^(\d+ shifts?\.|No shifts of yours)/).waitFor();
    }
    expect(await staff.getByText(/\d\d:\d\d to \d\d:\d\d/).count()).toBeGreaterThan(0);
    await expectAccessible(staff, 'my rota');
    await staff.getByRole('button', { name: 'Sign out' }).click();
    await staff.getByText('You have signed out.').waitFor();
    await staff.goto('/my-rota');
    await staff.getByRole('heading', { name: 'Sign in' }).waitFor();
    await staff.context().close();
  });

  it('finds no fault on the other pages', async () => {
    const pages = ['Rotas', 'People', 'Shift types', 'Cover', 'Requests and leave'];
    for (const name of pages) {
      await followMenu(page, name);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('table').first().waitFor();
      await expectAccessible(page, name);
    }
    await followMenu(page, 'Rotas');
    await page.getByRole('link', { name: 'Create a rota' }).click();
    await page.getByRole('button', { name: 'Create rota' }).click();
    await page.getByRole('link', { name: /^Enter the first day/ }).waitFor();
    await expectAccessible(page, 'create a rota, with problems');
    await page.goto('/no-such-page');
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await expectAccessible(page, 'not found');
  });
});

async function startFilling(page: Page, seconds: number): Promise<void> {
  await page.getByRole('button', { name: 'Fill', exact: true }).click();
  await page.getByLabel('How long to search').fill(String(seconds));
  await page.getByRole('button', { name: 'Start filling' }).click();
}

function focusedId(page: Page): Promise<string | undefined> {
  return page.evaluate<string | undefined>('document.activeElement?.id');
}

/** "Filled: 2 places unfilled, …" → 2 */
function unfilledIn(result: string): number {
  return Number(/(\d+) places? unfilled/.exec(result)?.[1] ?? 0);
}

/** The published rota as the database keeps it: each person's shifts, under their mail address. */
async function publishedByAddress(
  portal: TestPortal,
  rotaId: string,
): Promise<Map<string, PublishedShift[]>> {
  const rows = await portal.server.dataSource.query<
    { email: string; uid: string; sequence: number; start: Date; end: Date }[]
  >(
    `SELECT p.email, a.assignment_id AS uid, a.sequence, a.starts_at AS start, a.ends_at AS end
     FROM published_assignments a
     JOIN rota_versions v ON v.id = a.rota_version_id
     JOIN people p ON p.id = a.person_id
     WHERE v.rota_id = $1 AND v.number = 1 AND p.email IS NOT NULL`,
    [rotaId],
  );
  const byAddress = new Map<string, PublishedShift[]>();
  for (const { email, uid, sequence, start, end } of rows) {
    const shift = { uid, sequence, start: start.toISOString(), end: end.toISOString() };
    byAddress.set(email, [...(byAddress.get(email) ?? []), shift]);
  }
  for (const shifts of byAddress.values()) shifts.sort(byUid);
  return byAddress;
}

/** The events of a mail's one calendar part. */
function calendarOf(mail: Email): PublishedShift[] {
  const parts = mail.attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
  expect(new Set(parts.map(({ content }) => text(content))).size).toBe(1);
  const calendar = new ICAL.Component(ICAL.parse(text(parts[0]!.content)) as unknown[]);
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  return calendar
    .getAllSubcomponents('vevent')
    .map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
      };
    })
    .sort(byUid);
}

function text(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function byUid(a: PublishedShift, b: PublishedShift): number {
  return a.uid.localeCompare(b.uid);
}
