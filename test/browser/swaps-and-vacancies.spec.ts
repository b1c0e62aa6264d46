import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { expectAccessible } from '../support/accessibility.js';
import { eventually, followMenu } from '../support/portal.js';
import { type RotaClient } from '../support/rota-client.js';
import { type AheadRota } from '../support/staff-hospital.js';
import { type StaffPortal, startStaffPortal } from '../support/staff-portal.js';
import { stepByStep } from '../support/steps.js';

let portal: StaffPortal;
let rota: AheadRota;
let page: Page;
let a: RotaClient;
let b: RotaClient;

const unit = (): StaffPortal['hospital']['a'] => portal.hospital.a;
const idOf = (index: number): string => unit().personIds[index]!;
const main = (): Locator => page.getByRole('main');

beforeAll(async () => {
  portal = await startStaffPortal();
  [a, b] = [await portal.hospital.person(unit(), 0), await portal.hospital.person(unit(), 1)];
  page = await portal.desk(await unit().coordinator());
});
afterAll(() => portal?.stop());

/** A rota in which two people have a shift each. */
async function twoShifts(): Promise<[string, string]> {
  rota = await portal.hospital.freshRota(unit());
  const ids: [string, string] = [
    await rota.put(idOf(0), 1, unit().day),
    await rota.put(idOf(1), 8, unit().early),
  ];
  await rota.publish();
  return ids;
}

async function acceptedSwap(): Promise<string> {
  const { body } = await a.post<SwapDto>('/swaps', { assignmentIds: await twoShifts(), note: 'A wedding' });
  const { body: answered } = await b.post<SwapDto>(`/swaps/${body.id}/accept`);
  expect(answered.state).toBe('accepted');
  return body.id;
}

async function stateOf(id: string): Promise<string> {
  return (await a.get<SwapDto>(`/swaps/${id}`)).body.state;
}

describe('a coordinator decides upon swaps', () => {
  stepByStep();

  it('says which go through without them, and is told what is wrong with a limit', async () => {
    await page.goto('/');
    await followMenu(page, 'Swaps');
    await main().getByText('No swap waits for your decision.').waitFor();
    const hours = page.getByLabel('Hours before a shift begins within which a swap waits for you');
    await hours.fill('two days');
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.getByRole('link', { name: /^Enter the hours as a whole number/ }).waitFor();
    await expectAccessible(page, 'limits with a problem');
    await hours.fill('48');
    await page.getByLabel('Swaps within the limits below go through without you').uncheck();
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.getByText('Saved the limits.').waitFor({ state: 'attached' });
    await expectAccessible(page, 'swaps of a unit');
  });

  it('sees why a swap waits and what it would do, and approves it', async () => {
    const id = await acceptedSwap();
    await page.reload();
    await main().getByText('Jo0 A-Family 00 and Jo1 A-Family 01 swap shifts').waitFor();
    await main().getByText('the coordinator decides upon every swap').waitFor();
    await main().getByText('Their note: A wedding').waitFor();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await expectAccessible(page, 'a swap that waits for the coordinator');
    await page.getByRole('button', { name: 'Approve' }).click();
    await main().getByText('No swap waits for your decision.').waitFor();
    expect(await stateOf(id)).toBe('applied');
  });

  it('refuses one with its reason, not without', async () => {
    const id = await acceptedSwap();
    await page.reload();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByRole('link', { name: /^Enter why you refuse it/ }).waitFor();
    await expectAccessible(page, 'refusing without a reason');
    await page.getByLabel('Reason (needed to refuse it)').fill('We need Jo on the Monday.');
    await page.getByRole('button', { name: 'Refuse' }).click();
    await main().getByText('No swap waits for your decision.').waitFor();
    expect(await stateOf(id)).toBe('refused');
    await main()
      .getByText(/The reason given: We need Jo on the Monday/)
      .waitFor();
  });

  it('is told what stands now when somebody was quicker', async () => {
    const id = await acceptedSwap();
    await page.reload();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect((await a.post(`/swaps/${id}/withdraw`)).status).toBe(200);
    await page.getByRole('button', { name: 'Approve' }).click();
    await main().getByText('No swap waits for your decision.').waitFor();
    await main().getByText('Withdrawn. Nothing has changed.').first().waitFor();
  });

  it('needs a reason for one that breaks a rule by now', async () => {
    const id = await acceptedSwap();
    // The night before, which ends on the morning on which the shift begins that they would get.
    await rota.put(idOf(1), 0, unit().night);
    await rota.publish();
    await page.reload();
    await main().getByText('Would break a rule:').first().waitFor();
    await expectAccessible(page, 'a swap that breaks a rule');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('link', { name: /^Enter why it is made in spite/ }).waitFor();
    await page.getByLabel('Reason', { exact: true }).fill('They both insist, and rest after it.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await eventually(async () => stateOf(id)).toBe('applied');
  });
});

describe('a coordinator opens shifts', () => {
  stepByStep();

  it('sets the steps in which they go out', async () => {
    await page.goto('/');
    await followMenu(page, 'Vacancies');
    await main().getByText('No shift of the unit is open.').waitFor();
    const bank = page.getByRole('group', { name: 'The bank' });
    await bank.getByLabel('Offer open shifts to: the bank').check();
    await bank.getByLabel('Cost of an hour (£)').fill('lots');
    await page.getByRole('button', { name: 'Save the steps' }).click();
    await page.getByRole('link', { name: /^Enter what an hour costs/ }).waitFor();
    await page.getByRole('link', { name: /^Enter when the step is taken/ }).waitFor();
    await expectAccessible(page, 'steps with problems');
    await bank.getByLabel('Hours after it was opened').fill('24');
    await bank.getByLabel('Cost of an hour (£)').fill('24.50');
    await bank.getByLabel('Most for one shift').fill('400');
    await page.getByRole('button', { name: 'Save the steps' }).click();
    await page.getByText('Saved the steps.').waitFor({ state: 'attached' });
    await page.reload();
    await eventually(() => bank.getByLabel('Cost of an hour (£)').inputValue()).toBe('24.50');
  });

  it('opens one, chooses among those who ask, and has it taken', async () => {
    await twoShifts();
    await page.reload();
    await page.getByRole('button', { name: 'Open a shift' }).click();
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('link', { name: /^Enter the day as a real date/ }).waitFor();
    await expectAccessible(page, 'opening a shift with problems');
    const [year, month, day] = rota.day(20).split('-').map(Number);
    await page.getByLabel('Day', { exact: true }).fill(String(day));
    await page.getByLabel('Month', { exact: true }).fill(String(month));
    await page.getByLabel('Year', { exact: true }).fill(String(year));
    await page.getByLabel('Shift', { exact: true }).selectOption({ label: 'Early, 07:00 to 15:00' });
    await page.getByLabel('Whom I choose among those who ask').check();
    await page.getByRole('button', { name: 'Open it' }).click();
    await main().getByText('Nobody has asked for it yet.').waitFor();
    const { body } = await a.get<{ items: { id: string }[] }>('/vacancies?mine=true');
    const id = body.items.at(-1)!.id;
    for (const client of [a, b]) expect((await client.post(`/vacancies/${id}/claims`)).status).toBe(201);
    await page.reload();
    await page.getByRole('button', { name: 'Give it to Jo1 A-Family 01' }).waitFor();
    await expectAccessible(page, 'vacancies of a unit');
    await page.getByRole('button', { name: 'Give it to Jo1 A-Family 01' }).click();
    await main().getByText('No shift of the unit is open.').waitFor();
    const won = await b.get<{ winner: { personId: string } }>(`/vacancies/${id}`);
    expect(won.body.winner.personId).toBe(idOf(1));
  });

  it('offers one further, and withdraws it; not when it has changed meanwhile', async () => {
    const made = { rotaId: rota.id, date: rota.day(24), shiftTypeId: unit().day };
    const { body } = await rota.coordinator.post<{ id: string; version: number }>('/vacancies', made);
    await page.reload();
    await page.getByRole('button', { name: 'Offer to the bank as well' }).click();
    await main().getByText('Goes out to the bank as well.').waitFor();
    expect((await a.post(`/vacancies/${body.id}/claims`)).status).toBe(201);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await main().getByText('No shift of the unit is open.').waitFor();
    await page.getByText('vacancies that are over').click();
    await main()
      .getByText(/Taken by Jo0 A-Family 00/)
      .waitFor();
    await expectAccessible(page, 'vacancies that are over');
  });
});
