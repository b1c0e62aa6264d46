import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal, followMenu } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

const MOST_DAYS_BACK = 7;

describe('hours and pay that everybody can check', () => {
  let portal: TestPortal;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
  });
  afterAll(() => portal.stop());

  stepByStep();

  let worked = '';

  it('a coordinator enters that somebody stayed longer', async () => {
    await chooseDemoSignIn(page, 'Coordinator');
    await followMenu(page, 'Worked hours');
    await page.getByRole('heading', { name: 'Worked hours' }).waitFor();
    await dayWithShifts(page, /^E,/);
    await expectAccessible(page, 'worked hours of a day');

    const row = page.getByRole('row').filter({ hasText: 'E, 08:00 to 18:00' }).first();
    worked = (await row.getByRole('cell').first().innerText()).replace(/^Person\s*/, '').trim();
    await row.getByRole('button', { name: `Change what ${worked} worked` }).click();
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('At other times').check();
    await page.getByLabel('End', { exact: true }).fill('half past six');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Enter the end as a time, like 17:00' }).waitFor();
    await expectAccessible(page, 'worked hours with a problem');
    await page.getByLabel('End', { exact: true }).fill('18:45');
    await page.getByLabel('Note').fill('Stayed with a patient');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const changed = page.getByRole('row').filter({ hasText: worked });
    await eventually(() => changed.first().innerText()).toContain('08:00 to 18:45');
  });

  it('and that they came in once more, but not while they worked already', async () => {
    await page.getByRole('button', { name: 'Enter extra work' }).click();
    await page.getByLabel('Who worked').selectOption({ label: worked });
    await page.getByLabel('Start').fill('09:00');
    await page.getByLabel('End', { exact: true }).fill('10:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/nobody can be in two places at once/).waitFor();
    await page.getByLabel('Start').fill('05:00');
    await page.getByLabel('End', { exact: true }).fill('06:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const extra = page.getByRole('row').filter({ hasText: 'Not planned' });
    await eventually(() => extra.innerText()).toMatch(/05:00 to 06:30/);
    expect(await extra.innerText()).toContain(worked);
    await extra.getByRole('button', { name: `Change what ${worked} worked` }).click();
    await expectAccessible(page, 'extra work');
    await page.getByRole('button', { name: 'Take back' }).click();
    await extra.waitFor({ state: 'detached' });
  });

  it('sees no pay, as a coordinator', async () => {
    expect(await page.getByRole('link', { name: 'Pay', exact: true }).count()).toBe(0);
    await page.goto(page.url().replace('worked-hours', 'pay'));
    await page.getByText('You may not see this').waitFor();
    await signOut(page);
  });

  it('HR sees what everybody is paid, and from what', async () => {
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Pay');
    const table = page.getByRole('table');
    await table.getByRole('columnheader', { name: 'Night enhancement' }).waitFor();
    await expectAccessible(page, 'pay of a unit');
    const total = await table.locator('tfoot td').last().innerText();
    expect(total).toMatch(/^£[\d,]+\.\d{2}$/);

    const download = await page.request.get(
      (await page.getByRole('link', { name: 'Download for payroll (CSV)' }).getAttribute('href'))!,
    );
    expect(download.headers()['content-type']).toContain('text/csv');
    const pence = (await download.text())
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => Math.round(Number(line.slice(line.lastIndexOf(',') + 1)) * 100));
    expect(pence.reduce((sum, each) => sum + each, 0)).toBe(
      Math.round(Number(total.replace(/[£,]/g, '')) * 100),
    );
  });

  it('opens a sum to its clause, working and shifts', async () => {
    const sum = page.getByRole('link', { name: new RegExp(`^£[\\d,.]+, Night enhancement, `) }).first();
    const amount = await sum.innerText();
    await sum.click();
    await page.getByRole('heading', { name: `Night enhancement: ${amount}` }).waitFor();
    await page.getByText('37 % of the hourly rate for hours from 21:00 to 07:00').waitFor();
    await eventually(() => page.evaluate<string>('document.activeElement.id')).toBe(
      'doctors2016.night-enhancement',
    );
    await expectAccessible(page, 'ledger of a person');
    await page.getByRole('link', { name: 'Back to the pay of the unit' }).click();
    await page.getByRole('link', { name: worked, exact: true }).click();
    await page.getByText('As worked').first().waitFor();
    await page.getByRole('link', { name: 'Back to the pay of the unit' }).click();
  });

  it('chooses another period, and is told what is wrong with one', async () => {
    await page.getByRole('group', { name: 'Last day' }).getByLabel('Day').fill('31');
    await page.getByRole('group', { name: 'Last day' }).getByLabel('Month').fill('2');
    await page.getByRole('button', { name: 'Show pay' }).click();
    await page.getByRole('link', { name: 'Enter the last day as a real date, like 1 9 2026' }).waitFor();
    await expectAccessible(page, 'pay with a period that is none');
    await page.getByRole('link', { name: 'Heather Ward' }).click();
    await page.getByRole('columnheader', { name: 'Unsocial hours: Sundays and public holidays' }).waitFor();
    await expectAccessible(page, 'pay of a ward');
    await signOut(page);
  });

  it('a member of staff sees their own', async () => {
    await chooseDemoSignIn(page, 'Staff');
    await page.getByRole('link', { name: 'My pay' }).click();
    await page.getByRole('heading', { name: /^Basic pay: £/ }).waitFor();
    await expectAccessible(page, 'my pay');
  });
});

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** Goes back to a day before today on which such a shift was planned. */
async function dayWithShifts(page: Page, planned: RegExp): Promise<void> {
  for (let day = 0; day < MOST_DAYS_BACK; day++) {
    await page.getByRole('button', { name: 'Day before' }).click();
    await page.getByRole('table').or(page.getByText('No published shifts')).first().waitFor();
    const cells = await page.getByRole('cell').allInnerTexts();
    if (cells.some((text) => planned.test(text.replace(/^Planned\s*/, '')))) return;
  }
  throw new Error(`no such shift in ${MOST_DAYS_BACK} days`);
}
