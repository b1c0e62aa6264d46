import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { takePicture } from '../support/pictures.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal, followMenu } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

describe('work schedules', () => {
  let portal: TestPortal;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
  });
  afterAll(() => portal.stop());

  stepByStep();

  it('HR issues those of a unit', async () => {
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Work schedules');
    await page.getByRole('heading', { name: 'Work schedules' }).waitFor();
    await page.getByRole('button', { name: /^Issue \d+ work schedules$/ }).waitFor();
    await expectAccessible(page, 'work schedules that can be issued');
    await page.getByRole('button', { name: /^Issue \d+ work schedules$/ }).click();
    await eventually(() => page.getByText(/^Issued \d+ work schedules; \d+ doctors mailed\.$/).count()).toBe(
      1,
    );
    await page
      .getByText(/Version 1, issued on .*, not confirmed yet$/)
      .first()
      .waitFor();
    await expectAccessible(page, 'work schedules that were issued');
    await takePicture(page, 'work-schedules');
  });

  it('the doctor is mailed, reads, takes the PDF and confirms', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await chooseDemoSignIn(page, 'Staff');
    await page.getByRole('link', { name: 'My work schedules' }).click();
    await page.getByRole('heading', { name: 'My work schedules' }).waitFor();
    await expectAccessible(page, 'my work schedules');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { name: /^Work schedule: / }).waitFor();
    expect(await page.getByRole('table', { name: 'Hours in an average week' }).innerText()).toMatch(
      /Average weekly hours\s+\d/,
    );
    await expectAccessible(page, 'a work schedule');
    await takePicture(page, 'work-schedule');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as PDF' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('work-schedule-version-1.pdf');
    await page.getByRole('button', { name: 'I have received this work schedule' }).click();
    await page.getByText(/^Confirmed on /).waitFor();
    const { pathname } = new URL(page.url());
    const texts = (): string[] =>
      portal.mailServer.mails.map(({ bytes }) => bytes.toString('latin1').replaceAll('=\r\n', ''));
    await eventually(() => Promise.resolve(texts().some((text) => text.includes(pathname)))).toBe(true);
  });

  it('HR sees that it was confirmed', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Work schedules');
    await page.getByText(/Version 1, issued on .*, confirmed on /).waitFor();
  });
});
