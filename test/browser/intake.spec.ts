import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { csv, placementRow } from '../support/deanery-sheet.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal, followMenu } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

const DOCTOR_ROWS = [
  placementRow({ Surname: 'Testone', 'GMC Number': '9990001' }),
  placementRow({
    Surname: 'Testtwo',
    'GMC Number': '9990002',
    'National Post Number': 'KSS/RYR16/030/F2/002',
    WTE: '0.8',
  }),
  placementRow({
    Surname: 'Testthree',
    'GMC Number': '9990003',
    'National Post Number': 'KSS/RYR16/030/F2/003',
    'Date From': '31/02/2026',
    WTE: '1.2',
  }),
  placementRow({
    Surname: '',
    'GMC Number': '',
    'National Post Number': 'KSS/RYR16/030/F2/004',
    'Placement Type': 'HOLD',
  }),
];

describe('HR and a changeover of doctors', () => {
  let portal: TestPortal;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
  });
  afterAll(() => portal.stop());

  stepByStep();

  const sheet = (rows = DOCTOR_ROWS) => ({
    name: 'august.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv(rows)),
  });
  const figure = (name: string): Promise<string> =>
    page
      .locator('.rw-figures__figure')
      .filter({ hasText: new RegExp(`^${name}`) })
      .locator('dd')
      .innerText();

  it('adds the rotation and sees what is due', async () => {
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Rotations');
    await page.getByRole('heading', { name: 'Rotations' }).waitFor();
    await expectAccessible(page, 'no rotations yet');
    await page.getByRole('button', { name: 'Add a rotation' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Choose at least one unit' }).waitFor();
    await expectAccessible(page, 'a rotation with problems');
    await page.getByLabel('Programme').fill('Foundation Year 2');
    const start = page.getByRole('group', { name: 'First day' });
    await start.getByLabel('Day').fill('5');
    await start.getByLabel('Month').fill('8');
    await start.getByLabel('Year').fill('2026');
    await page.getByLabel('Emergency Department').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Foundation Year 2' }).click();
    await page.getByRole('cell', { name: /Wednesday 13 May 2026/ }).waitFor();
    for (const day of ['Wednesday 10 June 2026', 'Wednesday 24 June 2026']) {
      expect(await page.getByRole('cell', { name: new RegExp(day) }).count()).toBe(1);
    }
    await expectAccessible(page, 'the clock of a rotation');
  });

  it('says that something was done, and why it was late', async () => {
    const row = page.getByRole('row').filter({ hasText: 'Work schedules sent' });
    await row.getByRole('button', { name: /Work schedules sent, Emergency Department/ }).click();
    const done = page.getByRole('group', { name: /Done on/ });
    await done.getByLabel('Day').fill('11');
    await done.getByLabel('Month').fill('6');
    await done.getByLabel('Year').fill('2026');
    await page.getByLabel('Reason, if it is late').fill('The sheet came on 1 June');
    await expectAccessible(page, 'changing a deadline');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => row.innerText()).toMatch(
      /Late[\s\S]*Done on Thursday 11 June 2026[\s\S]*The sheet came on 1 June/,
    );
  });

  it('uploads the sheet and is told what it would change', async () => {
    await followMenu(page, 'Intake');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('link', { name: 'Choose the sheet of placements' }).waitFor();
    await expectAccessible(page, 'no sheet chosen');
    await page
      .getByLabel('Sheet of placements')
      .setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2') });
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('link', { name: /No header was found/ }).waitFor();
    await page.getByLabel('Sheet of placements').setInputFiles(sheet());
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('heading', { name: /august\.csv/ }).waitFor();
    expect(await figure('Refused')).toBe('4');
    await page
      .getByRole('row')
      .filter({ hasText: 'Row 4' })
      .getByText(/There is no 31\/02\/2026/)
      .waitFor();
    await expectAccessible(page, 'a dry run with posts without a unit');
  });

  it('gives its posts a unit, and looks at the refused rows', async () => {
    await page
      .getByLabel('Posts that begin with KSS/RYR16/030')
      .selectOption({ label: 'Emergency Department' });
    await page.getByRole('button', { name: 'Keep these units and check again' }).click();
    await eventually(() => figure('Refused')).toBe('1');
    expect([await figure('Added'), await figure('Gaps')]).toEqual(['3', '1']);
    await page.getByLabel('Show', { exact: true }).selectOption('refused');
    await eventually(() => page.getByRole('row').count()).toBe(2);
    await page.getByText(/“1\.2”/).waitFor();
    await expectAccessible(page, 'the refused rows');
    const link = page.getByRole('link', { name: /^as CSV/ });
    const download = await page.request.get((await link.getAttribute('href'))!);
    expect(await download.text()).toMatch(/Result,Reason/);
  });

  it('confirms, with the keyboard alone, and applies it', async () => {
    await page.getByRole('button', { name: 'Apply' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Confirm the rows that stay out/ }).waitFor();
    await expectAccessible(page, 'not confirmed yet');
    await page.getByLabel(/I have looked: 1 refused row stays out/).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(/^Applied on /).waitFor();
    await expectAccessible(page, 'an applied sheet');
    await page.getByRole('link', { name: 'Back to all sheets' }).click();
    await page.getByRole('row').filter({ hasText: 'august.csv' }).getByText('Applied').waitFor();
    await expectAccessible(page, 'all sheets');
  });

  it('uploads it again, and nothing changes', async () => {
    await page.getByLabel('Sheet of placements').setInputFiles(sheet());
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('heading', { name: /august\.csv/ }).waitFor();
    expect([
      await figure('Added'),
      await figure('Changed'),
      await figure('Removed'),
      await figure('Unchanged'),
    ]).toEqual(['0', '0', '0', '3']);
    await page.getByRole('button', { name: 'Discard this dry run' }).click();
    await page.getByText('This sheet was discarded').waitFor();
  });

  it('gives other posts a unit, changes it and takes it away', async () => {
    await page.goto('/intakes');
    await page.getByRole('button', { name: 'Give posts a unit' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Choose the unit of these posts' }).waitFor();
    await expectAccessible(page, 'posts with problems');
    await page.getByLabel('Posts whose number begins with').fill('kss/ryr16/999');
    await page.getByLabel('Unit', { exact: true }).selectOption({ label: 'Emergency Department' });
    await page.getByLabel('Sites').fill('ROYAL SUSSEX COUNTY HOSPITAL\n');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'KSS/RYR16/999' });
    await row.getByText('ROYAL SUSSEX COUNTY HOSPITAL').waitFor();
    await expectAccessible(page, 'posts and their units');
    await row.getByRole('button', { name: 'Change the unit of KSS/RYR16/999' }).click();
    await page.getByLabel('Line of the unit’s rota').fill('Line 4');
    await page.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Line 4').waitFor();
    await row.getByRole('button', { name: 'Change the unit of KSS/RYR16/999' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await row.waitFor({ state: 'detached' });
  });
});
