import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { focusedCell, textOf } from '../support/grid-keys.js';
import {
  chooseDemoSignIn,
  eventually,
  openRota,
  startPortal,
  type TestPortal,
  followMenu,
} from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

interface GridAnswer {
  people: { id: string; displayName: string; gradeCode: string; absences: unknown[] }[];
  days: { date: string }[];
  shiftTypes: { id: string; code: string }[];
  assignments: { personId: string; date: string }[];
}

describe('rules that anybody can read, and what they say of a rota', () => {
  let portal: TestPortal;
  let page: Page;
  let name = '';

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
    await chooseDemoSignIn(page, 'Coordinator');
    await openRota(page);
    name = await breakRest(page);
    await page.reload();
    await page.getByRole('grid').waitFor();
  });
  afterAll(() => portal?.stop());

  stepByStep();

  it('tells the breaches of a rota by person, rule and week, worst first', async () => {
    await page.getByRole('link', { name: 'Compliance' }).click();
    await page.getByRole('heading', { name: 'Every breach, worst first' }).waitFor();
    for (const caption of ['By person', 'By rule', 'By week']) {
      await page.getByRole('table', { name: caption }).waitFor();
    }
    const worst = page.locator('.rw-breaches > li').first();
    expect(await worst.innerText()).toMatch(/Rule broken/);
    await expectAccessible(page, 'compliance of a rota');

    await page
      .getByRole('table', { name: 'By rule' })
      .getByRole('link', { name: /Rest between shifts, A8/ })
      .click();
    await page.getByText('Of the rule Rest between shifts only.').waitFor();
    expect(await page.locator('.rw-breaches > li').count()).toBe(1);
    const facts = await page.locator('.rw-breaches .rw-facts').innerText();
    expect(facts).toMatch(/Measured\s+7 h/);
    expect(facts).toMatch(/Limit\s+11 h/);
    expect(facts).toMatch(/Margin\s+4 h short/);
    expect(facts).toMatch(/Shifts\s+L .* and E /);
    await expectAccessible(page, 'compliance of a rota, one rule');
  });

  it('leads from a breach to the person and the day in the grid', async () => {
    await page.locator('.rw-breaches').getByRole('link').click();
    await page.getByRole('grid').waitFor();
    await eventually(async () => textOf(page, await focusedCell(page))).toMatch(/Early.*11 h rest/);
    const { row } = await focusedCell(page);
    expect(await page.locator(`th[data-row="${row}"] .rw-grid__person`).innerText()).toBe(name);
  });

  it('shows every rule of every pack, and what the unit has agreed otherwise', async () => {
    await followMenu(page, 'Rules');
    await page.getByRole('heading', { name: 'Agreed otherwise in this unit' }).waitFor();
    await page.getByText('A single night costs as much sleep as two').first().waitFor();
    expect(await page.getByRole('button', { name: 'Set a rule otherwise' }).count()).toBe(0);
    const packs = page.getByRole('navigation', { name: 'Rule packs' });
    expect(await packs.getByRole('link').count()).toBe(6);
    await page.getByRole('table', { name: 'Rules of doctors2016@2019-08-07' }).waitFor();
    await page.getByText('8, approved by the guardian of safe working hours').first().waitFor();
    await expectAccessible(page, 'rules of a unit');
    await packs.getByRole('link', { name: /^Safe staffing/ }).click();
    await page.getByText('sg1.registered-shortfall').waitFor();
    await expectAccessible(page, 'rules of another pack');
  });

  it('checks a template, after it has told all that is wrong with it', async () => {
    await followMenu(page, 'Templates');
    await page.getByRole('button', { name: 'Check the template' }).click();
    await page.getByRole('link', { name: 'Paste or upload the lines of the template' }).waitFor();
    await page.getByRole('link', { name: 'Paste or upload the shifts of the template' }).waitFor();
    await expectAccessible(page, 'template with nothing in it');

    await page.getByRole('button', { name: 'Fill in an example' }).click();
    const lines = page.getByRole('textbox', { name: 'Lines' });
    const good = await lines.inputValue();
    await lines.fill(good.replace('Doctor,2,LD', 'Doctor,2,XX').replace('Doctor,8', 'Doctor,9'));
    await page.getByRole('button', { name: 'Check the template' }).click();
    await page.getByRole('link', { name: /line Doctor week 2 Mon: "XX" is not a shift/ }).waitFor();
    await page.getByRole('link', { name: /line Doctor week 8: is missing/ }).waitFor();

    await lines.fill(good);
    await page.getByLabel('Weeks of leave a year').fill('6.5');
    await page.getByLabel('Hours in a week of leave').fill('40');
    await page.getByLabel('Share of full time to work out').fill('0.8');
    await page.getByRole('button', { name: 'Check the template' }).click();
    await page.getByRole('heading', { name: 'Results' }).waitFor();
    const row = await page.getByRole('table', { name: 'Lines' }).getByRole('row').nth(1).innerText();
    expect(row).toMatch(/Doctor\s+8\s+[\d.]+ h\s+[\d.]+ h\s+2 of 8 \(1 in 4\)\s+7\s+/);
    await page.getByText('Hours week by week').click();
    await page.getByRole('table', { name: 'Hours of Doctor by week' }).waitFor();
    await expectAccessible(page, 'results of a template');
    await signOut(page);
  });

  it('lets HR set a rule otherwise within its bounds, and withdraw it', async () => {
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Rules');
    await page.getByRole('button', { name: 'Set a rule otherwise' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Choose a rule' }).waitFor();
    await page.getByLabel('Rule', { exact: true }).selectOption('doctors2016.consecutive-shifts');
    await page.getByLabel('Max', { exact: true }).fill('9');
    await page.getByLabel('Reason').fill('Winter');
    await page.getByLabel('Approved by').fill('Obinna Castell, guardian of safe working hours');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: /"max" .* must be at most 8, not 9/ }).waitFor();
    await expectAccessible(page, 'a rule set beyond its bounds');
    await page.getByLabel('Max', { exact: true }).fill('8');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const set = page.getByRole('row').filter({ hasText: 'Winter' });
    await eventually(() => set.first().innerText()).toMatch(/Shifts in a row, A7[^]*max 8[^]*Obinna Castell/);

    await set.getByRole('button', { name: /^Change or withdraw/ }).click();
    const last = page.getByRole('group', { name: /^Last day/ });
    await last.getByLabel('Day').fill('31');
    await last.getByLabel('Month').fill('12');
    await last.getByLabel('Year').fill('2099');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => set.first().innerText()).toContain('to 31 December 2099');
  });

  it('lets HR give somebody a pay point', async () => {
    await followMenu(page, 'People');
    await page
      .getByRole('button', { name: /^Pay points/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('table').waitFor();
    await dialog
      .getByRole('button', { name: /^Change/ })
      .first()
      .click();
    await dialog.getByLabel('Has opted out of the average of 48 hours').check();
    await expectAccessible(page, 'pay points of a person');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await eventually(() => dialog.getByRole('table').innerText()).toMatch(/Yes/);
    await dialog.getByRole('button', { name: 'Add a pay point' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('link', { name: 'Choose a pay point' }).waitFor();
    await page.keyboard.press('Escape');
    await signOut(page);
  });

  it('shows the guardian of safe working hours what a rota breaks, and nothing to change it', async () => {
    await chooseDemoSignIn(page, 'Guardian');
    await openRota(page);
    await page.getByRole('link', { name: 'Compliance' }).click();
    await page.getByRole('link', { name: /Rest between shifts, A8/ }).waitFor();
    await page.locator('.rw-breaches').getByRole('link').first().click();
    await page.getByRole('grid').waitFor();
    expect(await page.getByRole('button', { name: /^(Fill|Ways to mend it)/ }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('11 h rest needed', { exact: false }).first().waitFor();
    await expectAccessible(page, 'a cell with a breach, to read');
    await page.keyboard.press('Escape');
    await signOut(page);
  });

  it('lets a member of staff read the rules and check a template', async () => {
    await chooseDemoSignIn(page, 'Staff');
    await followMenu(page, 'Rules');
    await page.getByRole('heading', { name: 'What is checked' }).waitFor();
    await expectAccessible(page, 'rules, for a member of staff');
    await followMenu(page, 'Templates');
    await page.getByRole('button', { name: 'Fill in an example' }).click();
    await page.getByRole('button', { name: 'Check the template' }).click();
    await page.getByRole('heading', { name: 'Results' }).waitFor();
  });
});

/** Gives somebody a late shift and, with a reason, an early one on the next day; says who it is. */
async function breakRest(page: Page): Promise<string> {
  const api = '/api/v1';
  const rotaId = page.url().split('/').at(-1)!;
  const grid = (await (await page.request.get(`${api}/rotas/${rotaId}/grid`)).json()) as GridAnswer;
  const session = (await (await page.request.get(`${api}/sessions/current`)).json()) as { csrfToken: string };
  const day = Math.floor(grid.days.length / 2);
  const isFree = (personId: string): boolean =>
    grid.days
      .slice(day - 3, day + 4)
      .every(
        ({ date }) => !grid.assignments.some((each) => each.personId === personId && each.date === date),
      );
  const person = grid.people.find(
    ({ id, gradeCode, absences }) => gradeCode.startsWith('ST') && absences.length === 0 && isFree(id),
  )!;
  for (const [code, date] of [
    ['L', grid.days[day]!.date],
    ['E', grid.days[day + 1]!.date],
  ] as const) {
    const shiftTypeId = grid.shiftTypes.find((type) => type.code === code)!.id;
    const response = await page.request.put(`${api}/rotas/${rotaId}/assignments/${randomUUID()}`, {
      headers: { 'x-csrf-token': session.csrfToken, 'if-none-match': '*' },
      data: {
        personId: person.id,
        date,
        shiftTypeId,
        pinned: true,
        overrideReason: 'Nobody else could come in',
      },
    });
    expect(response.status(), await response.text()).toBe(201);
  }
  return person.displayName;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}
