import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { tabTo, typeDate } from '../support/keyboard.js';
import { chooseDemoSignIn, eventually, startPortal, type TestPortal } from '../support/portal.js';

const PHONE = { width: 390, height: 844 };
const MS_PER_DAY = 86_400_000;
/** A Wednesday well ahead, with no rota yet. */
const DAY = new Date(Date.now() + 200 * MS_PER_DAY);
DAY.setUTCDate(DAY.getUTCDate() + ((10 - DAY.getUTCDay()) % 7));
const DATE = DAY.toISOString().slice(0, 10);

let portal: TestPortal;
let staff: Page;
let coordinator: Page;

beforeAll(async () => {
  portal = await startPortal();
  staff = await portal.newPage();
  await staff.setViewportSize(PHONE);
  coordinator = await portal.newPage();
});

afterAll(() => portal.stop());

describe('leave, by keyboard', () => {
  it('is looked at and asked for on a phone', async () => {
    await chooseDemoSignIn(staff, 'Staff');
    await staff.getByRole('heading', { name: 'My rota' }).waitFor();
    await tabTo(staff, /^My leave$/);
    await staff.keyboard.press('Enter');
    await staff.getByText('Left to ask for').waitFor();
    await expectAccessible(staff, 'my leave');

    await tabTo(staff, /^See what it would do$/);
    await staff.keyboard.press('Enter');
    await staff.getByRole('link', { name: /Enter the first day as a real date/ }).waitFor();
    await expectAccessible(staff, 'my leave with problems');
    await staff.keyboard.press('Tab');
    await staff.keyboard.press('Enter');
    await typeDate(staff, DATE);
    await typeDate(staff, DATE);
    await tabTo(staff, /^See what it would do$/);
    await staff.keyboard.press('Enter');
    await staff.getByText('Your coordinator will decide.').waitFor();
    await staff.getByText('The coordinator decides upon all leave.').waitFor();
    await eventually(() => staff.evaluate<string>('document.activeElement.innerText')).toBe(
      'Before you send it',
    );
    await expectAccessible(staff, 'leave before it is sent');
    await tabTo(staff, /^Send the request$/);
    await staff.keyboard.press('Enter');
    await staff.getByText('Waits for the coordinator.', { exact: true }).first().waitFor();
    await expectAccessible(staff, 'leave that waits');
  });

  it('is decided upon by the coordinator', async () => {
    await chooseDemoSignIn(coordinator, 'Coordinator');
    await coordinator.getByRole('heading', { name: 'Rotas' }).waitFor();
    await tabTo(coordinator, /^Leave$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('button', { name: /Annual leave/ }).waitFor();
    await expectAccessible(coordinator, 'leave of a unit');
    await tabTo(coordinator, /Annual leave/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('heading', { name: /^Leave of / }).waitFor();
    await coordinator.getByText('Who else is away').waitFor();
    await expectAccessible(coordinator, 'a request for leave');
    await tabTo(coordinator, /^Refuse$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('link', { name: 'Say why you refuse it' }).waitFor();
    await tabTo(coordinator, /^Approve$/);
    await coordinator.keyboard.press('Enter');
    await coordinator.getByRole('dialog').waitFor({ state: 'detached' });
    await coordinator.getByText('Nothing waits for you.').waitFor();
  });

  it('is seen as approved by the person who asked', async () => {
    await staff.reload();
    await staff.getByText('Approved.', { exact: true }).waitFor();
    await tabTo(staff, /^Cancel/);
    await staff.keyboard.press('Enter');
    await staff.getByText('Cancelled.', { exact: true }).waitFor();
  });

  it('is approved at once within limits that the coordinator has set', async () => {
    await coordinator.getByRole('link', { name: 'Limits for leave without asking' }).click();
    await coordinator.getByLabel('Approve leave within the limits at once').check();
    await coordinator.getByRole('button', { name: 'Save' }).click();
    await coordinator
      .getByText(/Leave can only be approved by itself within a limit/)
      .first()
      .waitFor();
    await expectAccessible(coordinator, 'limits with a problem');
    await coordinator.getByLabel(/^People away on a day at most/).fill('3');
    await coordinator.getByRole('button', { name: 'Add a group' }).click();
    await coordinator.getByLabel('Name').fill('Registrars');
    await coordinator.getByRole('button', { name: 'Add days' }).click();
    await expectAccessible(coordinator, 'limits with a group and days');
    await coordinator.getByRole('button', { name: 'Remove period 1' }).click();
    await coordinator.getByRole('button', { name: 'Save' }).click();
    await coordinator.getByRole('link', { name: 'Back to leave' }).click();
    await coordinator
      .getByText('0 of 3 away')
      .or(coordinator.getByText(/of 3 away/))
      .first()
      .waitFor();
    expect(await coordinator.getByText(/^Registrars: /).count()).toBeGreaterThan(0);
    await expectAccessible(coordinator, 'leave of a unit with limits');
  });
});
