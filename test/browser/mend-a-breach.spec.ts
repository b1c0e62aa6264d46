import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { type Cell, focusedCell, moveTo, tabInto, tabToButton, textOf } from '../support/grid-keys.js';
import { eventually, openRota, signIn, startPortal, type TestPortal } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

const REST = /11 h rest .* short/;
const RULE = 'doctors2016.rest-between-shifts';
/** Days off in a row that the steps need, before and after their shifts. */
const FREE_DAYS = 6;

describe('a coordinator makes a breach and takes the offered mend, by keyboard alone', () => {
  let portal: TestPortal;
  let page: Page;
  /** A late shift is given on the first cell; an early one in the second, too soon after it. */
  let late: Cell;
  let tooSoon: Cell;
  let person = '';

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
    await signIn(page);
    await openRota(page);
  });
  afterAll(() => portal?.stop());

  stepByStep();

  it('gives somebody a late shift', async () => {
    const free = await freeDays(page);
    late = { row: free.row, column: free.column + 2 };
    tooSoon = { row: free.row, column: free.column + 3 };
    person = await nameInRow(page, free.row);
    await tabInto(page, 'gridcell');
    await giveShift(page, late, /: Late,/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => textOf(page, late)).toMatch(/Late/);
    expect(await markOf(page, late)).toBeNull();
  });

  it('is told, in words on the page, which rule an early shift on the next day would break', async () => {
    await giveShift(page, tooSoon, /: Early,/);
    await page.getByRole('heading', { name: 'This would break a rule' }).waitFor();
    const told = await page.locator('.rw-refusal').innerText();
    expect(told).toMatch(REST);
    expect(told).toContain(`Rest between shifts, A8 (${RULE})`);
    await page.getByRole('heading', { name: 'Ways to mend it' }).waitFor();
    await page.getByRole('list', { name: 'Ways to mend: Rest between shifts' }).waitFor();
    await expectAccessible(page, 'refused edit with ways to mend it');
  });

  it('lets it stand with a reason: the cell is marked, and the breach is listed', async () => {
    await tabInto(page, 'text');
    await page.keyboard.type('Nobody else could come in');
    await tabToButton(page, /^Save anyway$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedCell(page)).toEqual(tooSoon);
    await eventually(() => markOf(page, tooSoon)).toBe('!');
    expect(await textOf(page, tooSoon)).toMatch(REST);
    const listed = page.locator('.rw-panel li').filter({ hasText: person });
    await eventually(() => listed.allInnerTexts()).toContainEqual(expect.stringMatching(REST));
  });

  it('reads the sentence in the cell’s dialog, without hovering, with what would mend it', async () => {
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(REST).waitFor();
    await dialog.getByRole('list', { name: 'Ways to mend: Rest between shifts' }).waitFor();
    await expectAccessible(page, 'a cell with a breach and its mends');
  });

  it('takes the mend, and the breach is gone', async () => {
    const rotaId = page.url().split('/').at(-1)!;
    const before = await breachesOf(page, rotaId);
    expect(before.map(({ rule }) => rule)).toContain(RULE);
    await tabToButton(page, /^(Give|Leave) /);
    const taken = await page.evaluate<string>('document.activeElement.textContent');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedCell(page)).toEqual(tooSoon);
    await eventually(() => markOf(page, tooSoon)).toBeNull();
    expect(await markOf(page, late)).toBeNull();
    const after = await breachesOf(page, rotaId);
    expect(
      after.map(({ rule }) => rule),
      taken,
    ).not.toContain(RULE);
    const listed = page.locator('.rw-panel li').filter({ hasText: REST }).filter({ hasText: person });
    expect(await listed.count()).toBe(0);
    const last = page.getByRole('region', { name: 'The last change' });
    expect(await last.innerText()).toMatch(/mends:/);
    await expectAccessible(page, 'rota after a mend');
  });

  it('may take it back, and is shown the breach again', async () => {
    const undo = page.getByRole('button', { name: /^Undo: / });
    await undo.focus();
    await page.keyboard.press('Enter');
    await eventually(() => markOf(page, tooSoon)).toBe('!');
    const way = page.locator('.rw-panel li').filter({ hasText: person }).filter({ hasText: REST });
    await way.getByRole('button', { name: 'Ways to mend it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(REST).waitFor();
    await page.keyboard.press('Escape');
  });

  it('may take a way out of a refusal straight away', async () => {
    const free = await freeDays(page);
    const [late, early] = [2, 3].map((step) => ({ row: free.row, column: free.column + step })) as [
      Cell,
      Cell,
    ];
    await page.locator('[role=grid] [tabindex="0"]').focus();
    await giveShift(page, late, /: Late,/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await giveShift(page, early, /: Early,/);
    await page.getByRole('list', { name: 'Ways to mend: Rest between shifts' }).waitFor();
    await tabToButton(page, /^Give Late, .* on /);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedCell(page)).toEqual(early);
    await eventually(() => textOf(page, early)).toMatch(/Late/);
    expect([await markOf(page, late), await markOf(page, early)]).toEqual([null, null]);
  });

  it('is told at once when a change is allowed but not as it should be, and mends that too', async () => {
    const free = await freeDays(page);
    const night = { row: free.row, column: free.column + 2 };
    await page.locator('[role=grid] [tabindex="0"]').focus();
    await giveShift(page, night, /: Night,/);
    await page
      .getByRole('dialog')
      .getByText(/^Saved: Night for /)
      .waitFor();
    const ways = page.getByRole('list', { name: 'Ways to mend: Nights in a row' });
    await ways.waitFor();
    await expectAccessible(page, 'saved, with advice and its mends');
    await eventually(() => markOf(page, night)).toBe('?');
    await tabToButton(page, /^Give Night, .* on /);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => markOf(page, night)).toBeNull();
    const around = await Promise.all(
      [-1, 1].map((step) => textOf(page, { ...night, column: night.column + step })),
    );
    expect(around.filter((text) => text.includes('Night'))).toHaveLength(1);
  });

  /** What the service says of the person now. */
  async function breachesOf(from: Page, rotaId: string): Promise<{ rule: string }[]> {
    const response = await from.request.get(`/api/v1/rotas/${rotaId}/compliance`);
    expect(response.status()).toBe(200);
    const body = (await response.json()) as {
      violations: { rule: string; personId: string; level: string }[];
      byPerson: { personId: string; displayName: string }[];
    };
    const id = body.byPerson.find(({ displayName }) => displayName === person)!.personId;
    return body.violations.filter(({ personId, level }) => personId === id && level === 'hard');
  }
});

/** Moves to a cell, opens it, chooses the first offered shift whose words fit, and saves: all by keys. */
async function giveShift(page: Page, cell: Cell, words: RegExp): Promise<void> {
  await moveTo(page, cell);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabInto(page, 'radio');
  const choices = await page.getByRole('radio').count();
  for (let presses = 0; presses < choices; presses++) {
    await page.keyboard.press('ArrowDown');
    const label = await page.evaluate<string>('document.activeElement.labels[0].textContent');
    if (words.test(label) && !label.includes('needs another')) break;
  }
  await tabToButton(page, /^Save$/);
  await page.keyboard.press('Enter');
}

/** The first of enough days off in a row of a trainee who is drawn. */
async function freeDays(page: Page): Promise<Cell> {
  const rows = page.locator('[role=grid] tbody tr').filter({ hasText: /ST\d|CT\d|FY?2/ });
  for (const row of await rows.all()) {
    const cells = await row.locator('td.rw-grid__cell').evaluateAll((found) =>
      found.map((cell) => {
        const { dataset, textContent } = cell as unknown as {
          dataset: Record<string, string>;
          textContent: string;
        };
        return { row: Number(dataset.row), column: Number(dataset.column), free: textContent === 'Off–' };
      }),
    );
    const start = cells.findIndex((_, index) => {
      const stretch = cells.slice(index, index + FREE_DAYS);
      return stretch.length === FREE_DAYS && stretch.every(({ free }) => free);
    });
    if (start >= 0) return { row: cells[start]!.row, column: cells[start]!.column };
  }
  throw new Error(`nobody has ${FREE_DAYS} days off in a row`);
}

async function nameInRow(page: Page, row: number): Promise<string> {
  return page.locator(`th[data-row="${row}"] .rw-grid__person`).innerText();
}

/** The sign in the corner of a cell; null where nothing is wrong. */
async function markOf(page: Page, { row, column }: Cell): Promise<string | null> {
  const mark = page.locator(`[data-row="${row}"][data-column="${column}"] .rw-grid__mark`);
  return (await mark.count()) === 0 ? null : mark.innerText();
}
