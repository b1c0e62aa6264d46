import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { expectAccessible } from '../support/accessibility.js';
import { expectTargets } from '../support/hands.js';
import { enterOn, tabTo } from '../support/keyboard.js';
import { type RotaClient } from '../support/rota-client.js';
import { type AheadRota } from '../support/staff-hospital.js';
import { type StaffPortal, startStaffPortal } from '../support/staff-portal.js';
import { stepByStep } from '../support/steps.js';

const LONG_AGO_MS = 14 * 86_400_000;

let portal: StaffPortal;
let rota: AheadRota;
let clients: RotaClient[];

const unit = (): StaffPortal['hospital']['a'] => portal.hospital.a;
const idOf = (index: number): string => unit().personIds[index]!;

beforeAll(async () => {
  portal = await startStaffPortal();
  clients = await Promise.all([0, 1, 2, 3].map(async (index) => portal.hospital.person(unit(), index)));
});
afterAll(() => portal?.stop());

/** A rota in which the first people have a shift each, on days far apart. */
async function threeShifts(): Promise<[string, string, string]> {
  rota = await portal.hospital.freshRota(unit());
  const ids: [string, string, string] = [
    await rota.put(idOf(0), 1, unit().day),
    await rota.put(idOf(1), 8, unit().early),
    await rota.put(idOf(2), 15, unit().night),
  ];
  await rota.publish();
  return ids;
}

async function ownerOf(assignmentId: string): Promise<string | undefined> {
  const rows = await portal.server.dataSource.query<{ person: string }[]>(
    'SELECT person_id AS person FROM assignments WHERE id = $1',
    [assignmentId],
  );
  return rows[0]?.person;
}

async function newVacancy(offset: number, more: object = {}): Promise<VacancyDto> {
  const body = { rotaId: rota.id, date: rota.day(offset), shiftTypeId: unit().day, ...more };
  const { status, body: made } = await rota.coordinator.post<VacancyDto>('/vacancies', body);
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}

/** What the page says; what is read out stands beside it. */
function main(page: Page): Locator {
  return page.getByRole('main');
}

describe('by touch: my rota', () => {
  let page: Page;
  stepByStep();
  beforeAll(async () => {
    await threeShifts();
    page = await portal.phone(clients[0]!);
  });

  it('sees the new rota as news, and where they stand', async () => {
    await page.goto('/');
    await main(page).getByText('New rota:').waitFor();
    await main(page).getByText('Where you stand').waitFor();
    await main(page).getByText('8 h planned of 160 h of your contract').waitFor();
    await main(page).getByText('nothing is published from today on').waitFor();
    await expectAccessible(page, 'my rota with news');
    await expectTargets(page);
    await page.getByRole('button', { name: 'I have seen this' }).tap();
    await main(page)
      .getByText(/Nothing of yours has changed since/)
      .waitFor();
    await page.reload();
    await main(page)
      .getByText(/Nothing of yours has changed since/)
      .waitFor();
  });

  it('looks at it as a month and as an agenda', async () => {
    await page.getByRole('button', { name: 'Month', exact: true }).tap();
    const shift = page.getByRole('link', { name: /^D: Day/ });
    for (let months = 0; months < 4 && (await shift.count()) === 0; months++) {
      await page.getByRole('button', { name: 'Month after' }).tap();
      await page.getByRole('table', { name: /Your shifts in/ }).waitFor();
    }
    await expectAccessible(page, 'my rota as a month');
    await expectTargets(page);
    await page.getByRole('button', { name: 'Agenda' }).tap();
    const inAgenda = page.locator('.rw-agenda__shift');
    await page.getByRole('button', { name: /^Go to your next shift/ }).tap();
    await inAgenda.waitFor();
    await expectAccessible(page, 'my rota as an agenda');
    await inAgenda.tap();
    await page.getByRole('heading', { name: /Day/, level: 1 }).waitFor();
    await main(page).getByText('Nobody else of the unit is on the rota').waitFor();
    await expectAccessible(page, 'one shift');
    await expectTargets(page);
  });
});

describe('by keyboard alone: an answer to a swap', () => {
  let mine: string;
  stepByStep();
  beforeAll(async () => {
    [mine] = await threeShifts();
  });

  it('cannot be answered once it is over, which is said with what stands now', async () => {
    const { body: swap } = await clients[0]!.post<SwapDto>('/swaps', {
      assignmentIds: [mine],
      toPersonId: idOf(3),
    });
    const page = await portal.phone(clients[3]!);
    await page.goto(`/swaps/${swap.id}`);
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    expect((await clients[0]!.post(`/swaps/${swap.id}/withdraw`)).status).toBe(200);
    await enterOn(page, /^Accept$/);
    await page.getByRole('alert').getByText('This swap has been withdrawn').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'See your rota as it is now' }).waitFor();
    await main(page).getByText('Withdrawn. Nothing has changed.').first().waitFor();
    await expectAccessible(page, 'an answer that came too late');
  });

  it('can be declined with a reason, after which other ways are offered', async () => {
    const { body: swap } = await clients[0]!.post<SwapDto>('/swaps', {
      assignmentIds: [mine],
      toPersonId: idOf(3),
    });
    const page = await portal.phone(clients[3]!);
    await page.goto(`/swaps/${swap.id}`);
    await page.getByRole('button', { name: 'Decline' }).waitFor();
    await enterOn(page, /^Decline$/);
    await tabTo(page, /^Why, if you want to say it/);
    await page.keyboard.type('I am away');
    await expectAccessible(page, 'declining');
    await enterOn(page, /^Decline$/);
    await main(page).getByText('Declined by you. The reason given: I am away').waitFor();
    const asker = await portal.phone(clients[0]!);
    await asker.goto(`/swaps/${swap.id}`);
    await asker.getByRole('link', { name: 'See other ways to hand it on' }).waitFor();
    await enterOn(asker, /^See other ways to hand it on$/);
    await main(asker).getByText('Hand on a shift').waitFor();
    await expectAccessible(asker, 'other ways');
  });
});

describe('the pool', () => {
  it('takes a shift, and somebody takes it or offers one for it', async () => {
    const [mine, theirs] = await threeShifts();
    const page = await portal.phone(clients[0]!);
    await page.goto(`/my-rota/shifts/${mine}`);
    await page.getByRole('link', { name: 'Ask the pool' }).tap();
    await page.getByRole('button', { name: 'Offer it to the pool' }).waitFor();
    await expectAccessible(page, 'asking the pool');
    await page.getByRole('button', { name: 'Offer it to the pool' }).tap();
    await main(page)
      .getByText(/Waits for somebody to take it/)
      .waitFor();

    const other = await portal.phone(clients[1]!);
    await other.goto('/swaps');
    await other.getByRole('link', { name: /offers a shift to the pool/ }).tap();
    await other.getByRole('button', { name: 'Take this shift' }).waitFor();
    await expectAccessible(other, 'a shift in the pool');
    const option = other
      .getByLabel('Or offer one of your shifts for it')
      .locator('option', { hasText: 'Early' })
      .last();
    await other
      .getByLabel('Or offer one of your shifts for it')
      .selectOption(await option.getAttribute('value'));
    await other.getByRole('button', { name: 'Offer this shift' }).tap();
    await main(other)
      .getByText(/^Waits for Jo0 A-Family 00 to answer/)
      .waitFor();
    await page.goto('/swaps');
    await page.getByRole('link', { name: 'Jo1 A-Family 01 and you swap shifts' }).tap();
    await page.getByRole('button', { name: 'Accept' }).tap();
    await main(page).getByText('Done: the shifts have changed hands.').waitFor();
    expect([await ownerOf(mine), await ownerOf(theirs)]).toEqual([idOf(1), idOf(0)]);
  });
});

describe('an open shift', () => {
  beforeAll(async () => {
    await threeShifts();
  });

  it('tells who is late at once what else is open, and leads there, by keyboard', async () => {
    const [first, second] = [await newVacancy(22), await newVacancy(24)];
    const page = await portal.phone(clients[1]!);
    await page.goto('/open-shifts');
    await page.locator('.rw-card__link').first().waitFor();
    await expectAccessible(page, 'open shifts');
    await page.goto(`/open-shifts/${first.id}`);
    await page.getByRole('button', { name: 'Take this shift' }).waitFor();
    expect((await clients[2]!.post(`/vacancies/${first.id}/claims`)).status).toBe(201);
    await enterOn(page, /^Take this shift$/);
    const alert = page.getByRole('alert');
    await alert.getByText('This shift has been taken').waitFor();
    await alert.getByRole('link').first().waitFor();
    await expectAccessible(page, 'a claim that came too late');
    expect(await alert.getByRole('link').first().getAttribute('href')).toBe(`/open-shifts/${second.id}`);
    await enterOn(page, /^Day, /);
    await page.getByRole('button', { name: 'Take this shift' }).waitFor();
    await enterOn(page, /^Take this shift$/);
    await main(page).getByText('It is yours.').waitFor();
  });

  it('that breaks a rule for them is not offered as theirs to take, but with why', async () => {
    await rota.put(idOf(2), 25, unit().night);
    await rota.publish();
    const vacancy = await newVacancy(26);
    const page = await portal.phone(clients[2]!);
    await page.goto('/open-shifts');
    await main(page)
      .getByText(/Why you cannot work/)
      .tap();
    await expectAccessible(page, 'why not the others');
    await page.goto(`/open-shifts/${vacancy.id}`);
    await main(page).getByText('You cannot work it:').waitFor();
    expect(await page.getByRole('button', { name: 'Take this shift' }).count()).toBe(0);
    await expectAccessible(page, 'an open shift that is not for them');
  });

  it('is asked for where the coordinator chooses, and the request taken back', async () => {
    const vacancy = await newVacancy(18, { mode: 'coordinator' });
    const page = await portal.phone(clients[0]!);
    await page.goto(`/open-shifts/${vacancy.id}`);
    await page.getByRole('button', { name: 'Ask for this shift' }).tap();
    await main(page).getByText('You have asked for it.').waitFor();
    await expectAccessible(page, 'an open shift that they have asked for');
    await page.getByRole('button', { name: 'Take it back' }).tap();
    await page.getByRole('button', { name: 'Ask for this shift' }).waitFor();
  });
});

describe('the calendar address', () => {
  it('is made, told once, and ended', async () => {
    const page = await portal.phone(clients[0]!);
    await page.goto('/my-rota/calendar');
    await page.getByRole('button', { name: 'Make an address' }).tap();
    const address = await page.locator('.rw-address').innerText();
    expect(address).toMatch(/\/api\/v1\/feeds\/[\w-]{43}\.ics$/);
    await expectAccessible(page, 'a new calendar address');
    await expectTargets(page);
    expect((await fetch(address)).status).toBe(200);
    await page.reload();
    await main(page)
      .getByText(/A calendar last used it on/)
      .waitFor();
    expect(await page.locator('.rw-address').count()).toBe(0);
    await page.getByRole('button', { name: 'End the address' }).tap();
    await main(page).getByText('You have no address at the moment.').waitFor();
    expect((await fetch(address)).status).toBe(404);
    await expectAccessible(page, 'no calendar address');
  });

  it('goes back over what changed as far as the reader has not seen it', async () => {
    const page = await portal.phone(clients[0]!);
    await page.goto('/my-rota');
    await page.evaluate(`for (const key of Object.keys(localStorage)) localStorage.removeItem(key)`);
    await portal.server.dataSource.query('ALTER TABLE rota_versions DISABLE TRIGGER USER');
    await portal.server.dataSource.query(
      `UPDATE rota_versions SET published_at = published_at - make_interval(secs => ${LONG_AGO_MS / 1000})`,
    );
    await portal.server.dataSource.query('ALTER TABLE rota_versions ENABLE TRIGGER USER');
    await page.reload();
    await main(page)
      .getByText(/Nothing of yours has changed since/)
      .waitFor();
  });
});
