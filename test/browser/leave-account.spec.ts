import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { enterOn, tabTo, typeDate } from '../support/keyboard.js';
import { chooseDemoSignIn, startPortal, type TestPortal } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

let portal: TestPortal;
let page: Page;

const main = (): Locator => page.getByRole('main');

beforeAll(async () => {
  portal = await startPortal();
  page = await portal.newPage();
});
afterAll(() => portal?.stop());

/** The figure with this name, in words. */
async function figure(name: string): Promise<string> {
  return page.locator('.rw-figures__figure', { hasText: name }).locator('dd').innerText();
}

describe('HR, by keyboard', () => {
  stepByStep();

  it('opens the leave account of somebody', async () => {
    await chooseDemoSignIn(page, 'HR');
    await tabTo(page, /^People$/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /^Leave account/ })
      .first()
      .waitFor();
    await enterOn(page, /^Leave account/);
    await page.getByRole('heading', { name: /Leave account/, level: 1 }).waitFor();
    await main().getByText('Left to ask for').waitFor();
    await main()
      .getByText(/Nobody has entered a date: it counts from/)
      .waitFor();
    await expectAccessible(page, 'a leave account');
  });

  it('enters hours carried over, after what is wrong with them', async () => {
    await enterOn(page, /^Save the hours$/);
    await page.getByRole('link', { name: /^Enter hours, like 7.5/ }).waitFor();
    await page.getByRole('link', { name: /^Enter why/ }).waitFor();
    await expectAccessible(page, 'a leave account with problems');
    await tabTo(page, /^Hours \(with a minus: fewer\)/);
    await page.keyboard.type('-7.5');
    await tabTo(page, /^Reason \(the person reads it\)/);
    await page.keyboard.type('Taken too much last year');
    await page.keyboard.press('Enter');
    await main()
      .getByText(/: Taken too much last year$/)
      .waitFor();
    expect(await figure('Carried over or adjusted')).toMatch(/^−7 h 30 min/);
    await expectAccessible(page, 'a leave account with fewer hours');
  });

  it('enters since when service counts; not a day that is ahead, and not over what somebody else has entered', async () => {
    const date = page.getByRole('group', { name: 'Service counts from' });
    await date.getByLabel('Day').focus();
    await page.keyboard.press('Control+A');
    await typeDate(page, `${new Date().getUTCFullYear() + 1}-01-01`);
    await enterOn(page, /^Save the date$/);
    await page.getByRole('link', { name: /is in the future/ }).waitFor();
    await date.getByLabel('Year').fill('2001');
    await enterOn(page, /^Save the date$/);
    await main().getByText('It counts from 1 January 2001.').waitFor();
    await portal.server.dataSource.query('UPDATE leave_service SET version = version + 1');
    await date.getByLabel('Year').fill('2002');
    await enterOn(page, /^Save the date$/);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await expectAccessible(page, 'a date that somebody else has changed');
    await enterOn(page, /^Save the date$/);
    await main().getByText('It counts from 1 January 2002.').waitFor();
  });
});
