import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { enterOn, tabTo, typeDate } from '../support/keyboard.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal, followMenu } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

const HEADER = 'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun';
const WEEKS = ['E,E,E,E,,,', ',,L,L,L,,', 'M,M,,,M,M,M', ',N,N,N,,,'];
const LINES = Array.from({ length: 4 }, (_, line) =>
  WEEKS.map((_week, week) => `Line ${line + 1},${week + 1},${WEEKS[(line + week) % 4]!}`),
).flat();

describe('HR and the lines of a rota', () => {
  let portal: TestPortal;
  let page: Page;
  let days: { firstDate: string; lastDate: string };

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
    const [draft] = await portal.server.dataSource.query<(typeof days)[]>(
      `SELECT r.first_date::text AS "firstDate", r.last_date::text AS "lastDate"
         FROM rotas r JOIN units u ON u.id = r.unit_id
        WHERE u.name = 'Emergency Department' AND r.state = 'draft' ORDER BY r.first_date LIMIT 1`,
    );
    days = draft!;
  });
  afterAll(() => portal.stop());

  stepByStep();

  const nextDay = (date: string, days: number): string =>
    new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

  const file = (rows: readonly string[]) => ({
    name: 'lines.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([HEADER, ...rows].join('\n')),
  });

  it('uploads a template, and is told what is wrong with it', async () => {
    await chooseDemoSignIn(page, 'HR');
    await followMenu(page, 'Lines');
    await page.getByRole('heading', { name: /Rota templates and lines/ }).waitFor();
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByRole('link', { name: 'Give the template a name' }).waitFor();
    await expectAccessible(page, 'no template, and problems');
    await page.getByLabel('Name').fill('Floor, four weeks');
    await page.getByLabel('File with the lines').setInputFiles(file(['A,1,E,Q,,,,,', 'A,9x,,,,,,,']));
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page
      .getByText(/row 3 week: "9x" is not a whole number/)
      .first()
      .waitFor();
    await page
      .getByText(/line A week 1 Tue: "Q" is no shift type of the unit/)
      .first()
      .waitFor();
    await page.getByLabel('File with the lines').setInputFiles(file(LINES));
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByRole('heading', { name: /Floor, four weeks/ }).waitFor();
  });

  it('sees its lines and which rules they break', async () => {
    await page.getByRole('rowheader', { name: 'Line 4' }).first().waitFor();
    await page.getByRole('heading', { name: 'Results' }).waitFor();
    expect(
      await page.getByRole('region', { name: 'Lines of version 1' }).getByText('N', { exact: true }).count(),
    ).toBe(12);
    await expectAccessible(page, 'a template');
    const link = page.getByRole('link', { name: /^as CSV/ });
    const download = await page.request.get((await link.getAttribute('href'))!);
    expect((await download.text()).replace('\uFEFF', '').trim().split('\r\n')).toEqual([HEADER, ...LINES]);
  });

  it('lets the best lines be found, with the keyboard alone', async () => {
    await page.locator('h1').click();
    await tabTo(page, /^Day$/);
    await typeDate(page, days.firstDate);
    await typeDate(page, days.lastDate);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Doctors on lines/ }).waitFor();
    await page.getByRole('cell', { name: 'Not allocated yet.' }).first().waitFor();
    await expectAccessible(page, 'an allocation with nobody on a line');
    await enterOn(page, /^Find the best lines$/);
    await page
      .getByRole('button', { name: /^Change the line of/ })
      .first()
      .waitFor();
    await enterOn(page, /^Why .* has this line$/);
    await page
      .getByText(/^About \d+ nights?,/)
      .first()
      .waitFor();
    await page
      .getByText(/Grade CON or skills do not allow/)
      .first()
      .waitFor();
    await expectAccessible(page, 'doctors on lines, with the reasons');
  });

  it('enters what somebody needs for training, and sees it in the reasons', async () => {
    const [onALine = ''] = await page.getByRole('button', { name: /^Take off/ }).allInnerTexts();
    const name = onALine.replace(/^Take off\s*/, '').trim();
    await page.getByRole('link', { name: 'Training needs' }).click();
    await page.getByRole('heading', { name: /Training needs/ }).waitFor();
    await page.getByRole('button', { name: 'Add a need' }).click();
    await page.getByRole('button', { name: 'Save the needs' }).click();
    await page.getByRole('link', { name: 'Choose a doctor' }).waitFor();
    await expectAccessible(page, 'training needs with problems');
    const doctor = page.getByLabel('Doctor');
    await doctor.selectOption({ label: name });
    await page.getByLabel('Shift').selectOption({ label: 'N: Night' });
    await page.getByLabel('At least').fill('3');
    await page.getByRole('button', { name: 'Save the needs' }).click();
    await page.getByText(/Version 1: 1 need, set by/).waitFor();
    await page.getByLabel('At least').fill('2');
    await page.getByRole('button', { name: 'Save the needs' }).click();
    await page.getByText(/Version 2: 1 need, set by/).waitFor();
    await page.getByText(/Version 1: 1 need, set by/).click();
    await page
      .getByRole('cell', { name: 'At least 3' })
      .or(page.getByRole('cell', { name: '3', exact: true }))
      .first()
      .waitFor();
    await expectAccessible(page, 'training needs with their versions');
    await page.getByRole('link', { name: 'Back to the doctors on lines' }).click();
    await page.getByRole('button', { name: 'Find the best lines' }).click();
    await page
      .getByText(/^\d+ of the 2 N that their training needs\.$/)
      .first()
      .waitFor({ state: 'attached' });
    expect(await page.getByRole('row').filter({ hasText: name }).first().innerText()).toContain(name);
  });

  it('puts somebody on a line by hand', async () => {
    const takeOff = page.getByRole('button', { name: /^Take off/ });
    const before = await takeOff.count();
    const name = (await takeOff.first().innerText()).replace(/^Take off\s*/, '').trim();
    await takeOff.first().click();
    await eventually(() => takeOff.count()).toBe(before - 1);
    await page.getByRole('button', { name: new RegExp(`^Put on a line ?: ${name}$`) }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Choose a line' }).waitFor();
    await page.getByLabel('Line', { exact: true }).selectOption({ index: 4 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('link', { name: /There is no room for them on Line 4/ })
      .or(page.getByText(/There is no room for them on Line 4/))
      .first()
      .waitFor();
    await page.getByLabel('Line', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('Friday').check();
    await expectAccessible(page, 'putting somebody on a line');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: name });
    await eventually(() => row.first().innerText()).toMatch(/Set by hand[\s\S]*never on Friday/);
  });

  it('puts doctors on the lines of two templates at once', async () => {
    const allocation = page.url();
    await page.getByRole('link', { name: 'Back to templates and lines' }).click();
    await page.getByLabel('Name').fill('Early days');
    const rows = ['C1,1,E,E,,,,,', 'C2,1,,,E,E,,,'];
    await page.getByLabel('File with the lines').setInputFiles(file(rows));
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByRole('heading', { name: /Early days/ }).waitFor();
    await page.getByLabel('Floor, four weeks').check();
    const next = { firstDate: nextDay(days.lastDate, 1), lastDate: nextDay(days.lastDate, 14) };
    await page.locator('#allocation-first-day').focus();
    await typeDate(page, next.firstDate);
    await typeDate(page, next.lastDate);
    await expectAccessible(page, 'beginning an allocation over two templates');
    await page.getByRole('button', { name: 'Begin an allocation' }).click();
    await page.getByRole('rowheader', { name: 'Early days, C2' }).waitFor();
    await page.getByRole('rowheader', { name: 'Floor, four weeks, Line 4' }).waitFor();
    await page.getByRole('button', { name: 'Find the best lines' }).click();
    const shared = page.getByRole('rowgroup').filter({ hasText: /Early days, C2|Early days, C1/ });
    await shared
      .getByRole('button', { name: /^Change the line of/ })
      .first()
      .waitFor();
    await expectAccessible(page, 'doctors on the lines of two templates');
    await page.goto(allocation);
  });

  it('makes the duty roster, and sees what stayed out', async () => {
    await page.getByRole('button', { name: 'Make the duty roster' }).click();
    await page.getByRole('heading', { name: /shifts of the lines in/ }).waitFor();
    await page.getByText('Fixed day off of who is on the line').first().waitFor();
    await expectAccessible(page, 'a duty roster with what stayed out');
    await page
      .getByRole('heading', { name: /shifts of the lines in/ })
      .getByRole('link')
      .click();
    await page.getByRole('grid').waitFor();
    const rows = await portal.server.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM assignments WHERE source = 'line' AND pinned`,
    );
    expect(rows[0]?.count).toBeGreaterThan(30);
  });
});
