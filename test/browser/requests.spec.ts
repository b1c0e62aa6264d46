import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { tabTo, typeDate } from '../support/keyboard.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal, followMenu } from '../support/portal.js';

const PHONE = { width: 390, height: 844 };
const MS_PER_DAY = 86_400_000;

let portal: TestPortal;
let staff: Page;
let coordinator: Page;
/** First day of the emergency department's draft. */
let firstDate: string;

beforeAll(async () => {
  portal = await startPortal();
  const [draft] = await portal.server.dataSource.query<[{ firstDate: string }]>(
    `SELECT r.first_date::text AS "firstDate" FROM rotas r JOIN units u ON u.id = r.unit_id
      WHERE u.code = 'ED' AND r.state = 'draft' ORDER BY r.first_date LIMIT 1`,
  );
  firstDate = draft.firstDate;
  staff = await portal.newPage();
  await staff.setViewportSize(PHONE);
  coordinator = await portal.newPage();
});

afterAll(() => portal.stop());

const dayOfRota = (offset: number): string =>
  new Date(Date.parse(firstDate) + offset * MS_PER_DAY).toISOString().slice(0, 10);

async function askFor(date: string): Promise<void> {
  await tabTo(staff, /^What$/);
  await tabTo(staff, /^Which shifts$/);
  await staff.keyboard.press('Tab');
  await typeDate(staff, date);
  await tabTo(staff, /^Ask$/);
  await staff.keyboard.press('Enter');
}

describe('a round of requests, by keyboard', () => {
  it('is planned by the coordinator', async () => {
    await chooseDemoSignIn(coordinator, 'Coordinator');
    await coordinator.getByRole('heading', { name: 'Rotas' }).waitFor();
    await followMenu(coordinator, 'Requests and leave');
    await tabTo(coordinator, /^When staff may ask, and pick shifts$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('heading', { name: 'Plan a round' }).waitFor();
    await expectAccessible(coordinator, 'rounds of a unit');
    const opens = coordinator.getByRole('group', { name: 'Opens on' });
    await opens.getByLabel('Day').fill('99');
    await tabTo(coordinator, /^Plan the round$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('link', { name: 'Enter a real date, like 5 8 2026' }).waitFor();
    await expectAccessible(coordinator, 'rounds with a problem');
    const yesterday = new Date(Date.now() - MS_PER_DAY);
    await opens.getByLabel('Day').fill(String(yesterday.getUTCDate()));
    await opens.getByLabel('Month').fill(String(yesterday.getUTCMonth() + 1));
    await opens.getByLabel('Year').fill(String(yesterday.getUTCFullYear()));
    await coordinator.getByLabel('Days that a person cannot work, at most').fill('1');
    await coordinator.getByLabel('Staff pick shifts themselves').check();
    await tabTo(coordinator, /^Plan the round$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('cell', { name: 'Open', exact: true }).waitFor();
    await expectAccessible(coordinator, 'a round that is open');
  });

  it('is changed while it is open, also after somebody else has changed it', async () => {
    await tabTo(coordinator, /^Change /);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('heading', { name: /^Change .+, round 1$/ }).waitFor();
    await expectAccessible(coordinator, 'changing a round');
    const picks = coordinator.getByLabel('Shifts that a person may pick, at most');
    await picks.fill('many');
    await tabTo(coordinator, /^Save the round$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('link', { name: 'Enter a whole number, or leave it empty' }).waitFor();
    await expectAccessible(coordinator, 'changing a round with a problem');
    await picks.fill('4');
    await portal.server.dataSource.query('UPDATE rounds SET version = version + 1, max_would_like = 9');
    await tabTo(coordinator, /^Save the round$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await coordinator.getByRole('cell', { name: /9 would like/ }).waitFor();
    expect(await picks.inputValue()).toBe('4');
    await coordinator.getByLabel('Days that they would like to work, at most').fill('8');
    await tabTo(coordinator, /^Save the round$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('cell', { name: /8 would like/ }).waitFor();
    await coordinator.getByRole('heading', { name: 'Plan a round' }).waitFor();
    const [round] = await portal.server.dataSource.query<{ maxPicks: number }[]>(
      'SELECT max_picks AS "maxPicks" FROM rounds',
    );
    expect(round!.maxPicks).toBe(4);
  });

  it('takes requests within its quota, on a phone', async () => {
    await chooseDemoSignIn(staff, 'Staff');
    await staff.getByRole('heading', { name: 'My rota' }).waitFor();
    await tabTo(staff, /^My requests$/);
    await staff.keyboard.press('Enter');
    await staff.getByText(/requests are open until/).waitFor();
    await staff.getByText(/You can ask for at most 1 day that you cannot work/).waitFor();
    await staff.getByRole('heading', { name: /^Pick shifts: / }).waitFor();
    await expectAccessible(staff, 'my requests');
    await tabTo(staff, /^Ask$/);
    await staff.keyboard.press('Enter');
    await staff.getByRole('link', { name: 'Enter the day as a real date, like 5 8 2026' }).waitFor();
    const used = await staff.getByText(/^Cannot work/).count();
    await askFor(dayOfRota(2));
    if (used === 0) {
      await staff
        .getByText(/^Cannot work: /)
        .first()
        .waitFor();
      const day = staff.getByRole('group', { name: 'Day, or first day' }).getByLabel('Day');
      await eventually(() => day.inputValue()).toBe('');
      await askFor(dayOfRota(3));
    }
    await staff
      .getByText(/which allows 1; take back others first/)
      .first()
      .waitFor();
    await expectAccessible(staff, 'a request beyond the quota');
    await tabTo(staff, /^Take back ?: Cannot work/);
    await staff.keyboard.press('Enter');
    await eventually(() => staff.getByRole('button', { name: /^Take back: Cannot work/ }).count()).toBe(
      used === 0 ? 0 : used - 1,
    );
  });

  it('lets staff pick a shift, and take it back', async () => {
    await tabTo(staff, /^Pick .+/);
    await staff.keyboard.press('Enter');
    const picked = staff.getByRole('list', { name: 'Shifts that I picked' });
    await picked.getByRole('listitem').waitFor();
    await expectAccessible(staff, 'a shift that is picked');
    const words = (await picked.getByRole('button').innerText()).replaceAll(/\s+/g, ' ');
    await tabTo(staff, /^Take back (?!:)/);
    await staff.keyboard.press('Enter');
    await picked.waitFor({ state: 'detached' });
    await tabTo(staff, new RegExp(`^Pick ${words.replace('Take back ', '').trim()}$`));
    await staff.keyboard.press('Enter');
    await picked.getByRole('listitem').waitFor();
  });

  it('is closed by the coordinator, who sees what came of the picks', async () => {
    await coordinator.reload();
    await tabTo(coordinator, /^Close now/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('cell', { name: 'Closed', exact: true }).waitFor();
    await tabTo(coordinator, /^Show picks/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByText('Has it.').waitFor();
    await expectAccessible(coordinator, 'picks of a closed round');
    await staff.reload();
    await staff.getByRole('heading', { name: 'Ask for days' }).waitFor();
    expect(await staff.getByRole('heading', { name: /^Pick shifts: / }).count()).toBe(0);
  });
});
