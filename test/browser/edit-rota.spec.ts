import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { type Cell, focusedCell, moveTo, tabInto, textOf } from '../support/grid-keys.js';
import { eventually, openRota, signIn, startPortal, type TestPortal } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

/** The tab stop of the grid: the first person's first day has it when the rota opens. */
const FIRST_DAY_COLUMN = 2;

describe('a coordinator edits a rota', () => {
  let portal: TestPortal;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
    await signIn(page);
    await openRota(page);
  });
  afterAll(() => portal?.stop());

  stepByStep();

  it('reaches the grid by Tab in one stop, and moves in it by keys', async () => {
    await tabInto(page, 'gridcell');
    expect(await focusedCell(page)).toEqual({ row: 1, column: FIRST_DAY_COLUMN });
    expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1);

    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await focusedCell(page)).toEqual({ row: 2, column: FIRST_DAY_COLUMN + 1 });
    await page.keyboard.press('Control+End');
    const last = await focusedCell(page);
    expect(last).toEqual(await lastCell(page));
    await page.keyboard.press('Control+Home');
    expect(await focusedCell(page)).toEqual({ row: 0, column: 0 });
    await page.keyboard.press('PageDown');
    expect((await focusedCell(page)).row).toBeGreaterThan(5);
    await page.keyboard.press('End');
    expect((await focusedCell(page)).column).toBe(last.column);
    await page.keyboard.press('Home');
    expect((await focusedCell(page)).column).toBe(0);
    await page.keyboard.press('Tab');
    expect(await page.evaluate<boolean>('document.activeElement.closest("[role=grid]") !== null')).toBe(
      false,
    );
  });

  it('leaves the editor by Escape, back in the cell', async () => {
    await page.keyboard.press('Shift+Tab');
    await moveTo(page, { row: 1, column: FIRST_DAY_COLUMN + 9 });
    const before = await focusedCell(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, 'cell editor');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedCell(page)).toEqual(before);
  });

  it('gives a shift and pins it, and takes it back, with the keyboard alone', async () => {
    const cell = await freeCell(page);
    expect(await cellText(page)).toMatch(/^Off/);
    await page.keyboard.press('Enter');
    await tabInto(page, 'radio');
    await page.keyboard.press('ArrowDown');
    await tabInto(page, 'checkbox');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedCell(page)).toEqual(cell);
    await eventually(() => cellText(page)).toMatch(/Pinned/);

    const undo = page.getByRole('button', { name: /^Undo: / });
    await undo.focus();
    await page.keyboard.press('Enter');
    await undo.waitFor({ state: 'detached' });
    await eventually(() => textOf(page, cell)).toMatch(/^Off/);
  });

  it('is told the rule that a shift would break, and may let it stand with a reason', async () => {
    const { row, column } = await personOnLeave(page);
    await open(page, row, column);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'This would break a rule' }).waitFor();
    await expectAccessible(page, 'refused edit');
    await page.getByLabel('Reason for breaking the rule').fill('Agreed with them on the phone');
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => textOf(page, { row, column })).toMatch(/But annual leave/);
    await page.getByRole('heading', { name: /rule break/ }).waitFor();
    await expectAccessible(page, 'rota with a rule break');
  });

  it('moves a shift to another day', async () => {
    await page.getByRole('button', { name: 'By person' }).focus();
    const { row, column } = await personOnLeave(page);
    await open(page, row, column);
    await page.getByText('Move to…').click();
    const days = page.getByLabel('Day', { exact: true });
    const count = await days.locator('option').count();
    await days.selectOption({ index: count - 1 });
    await page.getByRole('button', { name: 'Move the shift' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => textOf(page, { row, column })).not.toMatch(/But annual leave/);
    await page.getByRole('button', { name: /^Undo: .* moved to/ }).click();
    await eventually(() => textOf(page, { row, column })).toMatch(/But annual leave/);
  });

  it('is shown what somebody else has put into the cell meanwhile', async () => {
    const cell = await freeCell(page);
    const other = await portal.newPage();
    await signIn(other);
    await openRota(other);
    await open(page, cell.row, cell.column);
    await open(other, cell.row, cell.column);
    await other.getByRole('radio').first().check();
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('radio').nth(1).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Somebody changed this meanwhile' }).waitFor();
    await page.getByText(/^It now says: /).waitFor();
    await other.context().close();
    await page.keyboard.press('Escape');
  });

  it('sees the rota by day and by shift', async () => {
    for (const view of ['By day', 'By shift']) {
      await page.getByRole('button', { name: view }).click();
      await page.getByRole('columnheader', { name: 'People' }).waitFor();
      await expectAccessible(page, view);
    }
    await page.getByRole('button', { name: 'By person' }).click();
  });

  it('comes back to the same place after the session has ended', async () => {
    const address = page.url();
    await portal.server.dataSource.query('UPDATE sessions SET ended_at = now() WHERE ended_at IS NULL');
    await page.getByRole('link', { name: 'Publish' }).click();
    await page.getByText(/^Your session has ended/).waitFor();
    await expectAccessible(page, 'session ended');
    await page
      .getByRole('button', { name: /^Coordinator: / })
      .first()
      .click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /^Publish and send/ }).waitFor();
    expect(page.url()).toBe(`${address}/publish`);
  });
});

async function lastCell(page: Page): Promise<Cell> {
  const grid = page.getByRole('grid');
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  const columns = Number(await grid.getAttribute('aria-colcount'));
  // The row of days takes no focus.
  return { row: rows - 2, column: columns - 1 };
}

/** Moves to a day off, without leave or requests, of somebody who may work the first shifts, and gives its place. */
async function freeCell(page: Page): Promise<Cell> {
  const trainee = page.locator('tr').filter({ hasText: /ST\d/ });
  const cell = trainee
    .locator('td.rw-grid__cell')
    .filter({ hasText: /^Off–$/ })
    .nth(3);
  const found = {
    row: Number(await cell.getAttribute('data-row')),
    column: Number(await cell.getAttribute('data-column')),
  };
  await page.locator('[role=grid] [tabindex="0"]').focus();
  await moveTo(page, found);
  return found;
}

async function personOnLeave(page: Page): Promise<Cell> {
  const cell = page
    .locator('td.rw-grid__cell')
    .filter({ hasText: /annual leave/i })
    .first();
  const row = await cell.getAttribute('data-row');
  const column = await cell.getAttribute('data-column');
  return { row: Number(row), column: Number(column) };
}

async function open(page: Page, row: number, column: number): Promise<void> {
  await page.locator(`[data-row="${row}"][data-column="${column}"]`).click();
  await page.getByRole('dialog').waitFor();
}

function cellText(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent');
}
