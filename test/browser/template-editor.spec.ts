import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { moveTo, tabInto, textOf } from '../support/grid-keys.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal, followMenu } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

const HEADER = 'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun';
const ROWS = ['Line 1,1,E,E,E,E,,,', 'Line 1,2,,N,N,N,,,', 'Line 2,1,,N,N,N,,,', 'Line 2,2,E,E,E,E,,,'];

describe('HR and the cells of a template', () => {
  let portal: TestPortal;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Lines');
    await page.getByLabel('Name').fill('Floor, two weeks');
    const buffer = Buffer.from([HEADER, ...ROWS].join('\n'));
    const file = { name: 'lines.csv', mimeType: 'text/csv', buffer };
    await page.getByLabel('File with the lines').setInputFiles(file);
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByRole('heading', { name: /Floor, two weeks/ }).waitFor();
    address = page.url();
    await page.getByRole('link', { name: 'Edit the lines' }).click();
    await page.getByRole('heading', { name: /Edit the lines of Floor/ }).waitFor();
  });
  afterAll(() => portal.stop());

  stepByStep();

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const codes = async (row: number): Promise<string[]> => {
    const cells = await Promise.all(
      Array.from({ length: 7 }, async (_, column) => textOf(page, { row, column })),
    );
    return cells.map((text) => text.replace(/!?, \d+ rule breaks?$/, '').trim());
  };
  const says = (words: RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor();

  it('types shifts with the keyboard alone, and sees at once which rules they break', async () => {
    await says(/No line breaks a rule/);
    await expectAccessible(page, 'editing lines that break no rule');
    await tabInto(page, 'gridcell');
    await moveTo(page, { row: 0, column: 4 });
    // A quick arrow ends the typing; case does not matter.
    await press('n', 'ArrowRight', 'n', 'ArrowRight', 'n', 'Enter');
    expect(await codes(0)).toEqual(['E', 'E', 'E', 'E', 'N', 'N', 'N']);
    await says(/1 line of 2 breaks rules/);
    await page.locator('.rw-editor-grid__broken').first().waitFor();
    await page
      .getByRole('region', { name: 'Line 1' })
      .getByText(/shifts on consecutive days|rest|nights/i)
      .first()
      .waitFor();
    await expectAccessible(page, 'editing lines that break rules');
  });

  it('takes changes back, and makes them again', async () => {
    await press('Control+z', 'Control+z', 'Control+z');
    expect(await codes(0)).toEqual(['E', 'E', 'E', 'E', 'Off', 'Off', 'Off']);
    await says(/No line breaks a rule/);
    await press('Control+y');
    expect((await codes(0))[4]).toBe('N');
    await press('Control+z');
    await moveTo(page, { row: 0, column: 0 });
    await press('L', 'Escape');
    expect((await codes(0))[0]).toBe('E');
  });

  it('copies, cuts and pastes cells as a spreadsheet does', async () => {
    await moveTo(page, { row: 1, column: 1 });
    await press('Shift+ArrowRight', 'Shift+ArrowRight', 'Control+c');
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('N\tN\tN');
    await press('Delete');
    expect(await codes(1)).toEqual(Array.from({ length: 7 }, () => 'Off'));
    await moveTo(page, { row: 1, column: 0 });
    await press('Control+v');
    expect(await codes(1)).toEqual(['N', 'N', 'N', 'Off', 'Off', 'Off', 'Off']);
    await page.evaluate('navigator.clipboard.writeText("e\\tE\\r\\n-\\tE\\r\\n")');
    await moveTo(page, { row: 2, column: 5 });
    await press('Control+v');
    expect([(await codes(2)).slice(5), (await codes(3)).slice(5)]).toEqual([
      ['E', 'E'],
      ['Off', 'E'],
    ]);
    await press('Control+z');
    await moveTo(page, { row: 3, column: 6 });
    await press('Control+v');
    await says(/Nothing was pasted: 2 rows of 2 cells do not fit/);
  });

  it('adds and removes lines and weeks', async () => {
    const rows = page.getByRole('row');
    expect(await rows.count()).toBe(5);
    await page.getByRole('button', { name: 'Add a week' }).click();
    await eventually(() => rows.count()).toBe(7);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Add this line a week on' }).click();
    await eventually(() => rows.count()).toBe(7);
    await page.getByLabel('Share of full time').fill('half');
    await page
      .getByText(/"half" of .* is not a share of full time/)
      .first()
      .waitFor();
    await page.getByLabel('Share of full time').fill('0.5');
    await page.locator('[data-row="4"][data-column="0"]').click();
    await page.getByLabel('Name of the line').fill('Relief');
    await page.getByRole('rowheader', { name: 'Relief week 1' }).waitFor();
    await page.getByRole('button', { name: /^E / }).first().click();
    expect((await codes(4))[0]).toBe('E');
    await press('Escape');
    await page.locator('[data-row="4"][data-column="0"]').focus();
    await press('Q', 'Enter');
    await says(/1 fault: it cannot be saved/);
    await page.getByText(/line Relief week 1 Mon: "Q" is no shift type of the unit/).waitFor();
    await expectAccessible(page, 'lines with a fault');
    await page.getByRole('button', { name: 'Undo' }).click();
  });

  it('asks before changes are lost, and saves them as a version of their own', async () => {
    await page.getByRole('link', { name: 'Back to the template' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await expectAccessible(page, 'leaving without saving');
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page.getByRole('region', { name: 'Lines of version 2' }).waitFor();
    await page.getByRole('rowheader', { name: 'Relief' }).first().waitFor();
  });

  it('is told when somebody else has saved a version meanwhile', async () => {
    const other = await page.context().newPage();
    await other.goto(`${address}/edit`);
    await page.goto(`${address}/edit`);
    for (const [each, code] of [
      [other, 'E'],
      [page, 'E'],
    ] as const) {
      await each.locator('[data-row="0"][data-column="6"]').click();
      await each.keyboard.type(code);
      await each.keyboard.press('Enter');
    }
    await other.getByRole('button', { name: 'Save as a new version' }).click();
    await other.getByRole('region', { name: 'Lines of version 3' }).waitFor();
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /Somebody has saved version 3/ })
      .waitFor();
    await expectAccessible(page, 'a version that somebody else saved meanwhile');
    await page.getByRole('button', { name: 'Begin with version 3' }).click();
    await eventually(() => page.getByRole('alert').count()).toBe(0);
    expect((await codes(0))[6]).toBe('E');
  });
});
