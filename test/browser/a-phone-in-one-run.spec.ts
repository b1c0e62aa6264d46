import { DateTime } from 'luxon';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailPreferencesDto } from '../../src/modules/mail-preferences/mail-preferences.dto.js';
import { DigestsService } from '../../src/modules/open-shifts/digests.service.js';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';
import { expectAccessible } from '../support/accessibility.js';
import { expectTargets, type Hand, keyboardHand, touchHand } from '../support/hands.js';
import { linkTo } from '../support/password-mails.js';
import { ifMatch, RotaClient } from '../support/rota-client.js';
import { type AheadRota } from '../support/staff-hospital.js';
import { type StaffPortal, startStaffPortal } from '../support/staff-portal.js';
import { stepByStep } from '../support/steps.js';

const PASSWORD = 'slow river bright piano';
const MOST_ACTIONS_FOR_A_CLAIM = 3;
const UUID = '[0-9a-f-]{36}';

let portal: StaffPortal;

beforeAll(async () => {
  portal = await startStaffPortal();
});
afterAll(() => portal?.stop());

/** Whoever takes part in a pass: four people of the unit whom nobody else's pass touches. */
describe.each([
  { way: 'by keyboard alone', newHand: keyboardHand, firstPerson: 0 },
  { way: 'by touch', newHand: touchHand, firstPerson: 4 },
])('a phone, $way', ({ way, newHand, firstPerson }) => {
  stepByStep();

  const hand: Hand = newHand();
  const pages: Page[] = [];
  let coordinator: RotaClient;
  let rota: AheadRota;
  /** Shifts of the first person, the second and the third that the chain is about; one that is given away. */
  let [mine, second, third, spare] = ['', '', '', ''];

  const indexOf = (who: number): number => firstPerson + who;
  const idOf = (who: number): string => portal.hospital.a.personIds[indexOf(who)]!;
  const addressOf = (who: number): string => `a${indexOf(who)}@example.org`;
  const nameOf = (who: number): string => `Jo${indexOf(who)} A-Family 0${indexOf(who)}`;
  const main = (page: Page): Locator => page.getByRole('main');
  const link = (page: Page, name: string | RegExp): Locator =>
    page.getByRole('link', { name, exact: true }).first();
  const button = (page: Page, name: string | RegExp): Locator =>
    page.getByRole('button', { name, exact: true }).first();

  const checked = async (page: Page, state: string): Promise<void> => {
    await expectAccessible(page, `${state}, ${way}`);
    await expectTargets(page);
  };

  beforeAll(async () => {
    const { a } = portal.hospital;
    coordinator = await a.coordinator();
    rota = await portal.hospital.freshRota(a);
    spare = await rota.put(idOf(0), 1, a.day);
    mine = await rota.put(idOf(0), 3, a.day);
    second = await rota.put(idOf(1), 8, a.early);
    third = await rota.put(idOf(2), 15, a.night);
    await rota.publish();
    for (const who of [0, 1, 2, 3]) {
      const { status } = await coordinator.post(`/people/${idOf(who)}/account/invitations`);
      expect(status).toBe(201);
    }
  });

  const ownersOf = async (...ids: string[]): Promise<string[]> =>
    portal.server.dataSource
      .query<{ id: string; person: string }[]>(
        'SELECT id, person_id AS person FROM assignments WHERE id = ANY($1)',
        [ids],
      )
      .then((rows) => ids.map((id) => rows.find((row) => row.id === id)?.person ?? 'nobody'));

  it.each([0, 1, 2, 3])('person %i activates their account from the mailed link', async (who) => {
    const page = await portal.newPhone();
    pages.push(page);
    const url = await linkTo(portal.mailServer, addressOf(who), /set-password#[\w-]{43}/);
    await hand.open(page, url);
    await page.getByRole('heading', { name: 'Welcome to Rotawright' }).waitFor();
    if (who === 0) await checked(page, 'activation');
    await hand.write(page.getByRole('textbox', { name: 'Password' }), PASSWORD);
    await hand.press(button(page, 'Save the password'));
    await page.getByRole('heading', { name: 'Your password is set' }).waitFor();
    if (who === 0) await checked(page, 'the password is set');
    await hand.press(main(page).getByRole('link', { name: 'Sign in' }));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    if (who === 0) await checked(page, 'signing in');
    await hand.write(page.getByRole('textbox', { name: 'Email address' }), addressOf(who));
    await hand.write(page.getByRole('textbox', { name: 'Password' }), PASSWORD);
    await hand.press(button(page, 'Sign in'));
    await page.getByRole('heading', { name: 'My rota', level: 1 }).waitFor();
    await main(page).getByText('Where you stand').waitFor();
    if (who === 0) await checked(page, 'my rota at first sight');
    // The link is used up: whoever finds it later gets nowhere.
    if (who > 0) return;
    const other = await portal.newPhone();
    await hand.open(other, url);
    await other.getByRole('heading', { name: 'This link does not work' }).waitFor();
    await checked(other, 'a used link');
  });

  it('asks for a day that they cannot work', async () => {
    const page = pages[0]!;
    await hand.press(link(page, 'My requests'));
    await page.getByRole('heading', { name: 'Ask for days' }).waitFor();
    await checked(page, 'my requests');
    await hand.press(button(page, 'Ask'));
    await page.getByRole('link', { name: /^Enter the day as a real date/ }).waitFor();
    await checked(page, 'a request without its day');
    await hand.date(page.getByRole('group', { name: 'Day, or first day' }), rota.day(40));
    await hand.press(button(page, 'Ask'));
    await main(page)
      .getByText(/^Cannot work: /)
      .first()
      .waitFor();
    await checked(page, 'a request that stands');
  });

  it('asks for leave, after seeing what it would do', async () => {
    const page = pages[0]!;
    await hand.press(link(page, 'My leave'));
    await main(page).getByText('Left to ask for').waitFor();
    await checked(page, 'my leave');
    for (const name of ['First day', 'Last day']) {
      await hand.date(page.getByRole('group', { name, exact: true }), rota.day(45));
    }
    await hand.press(button(page, 'See what it would do'));
    await page.getByRole('heading', { name: 'Before you send it' }).waitFor();
    await checked(page, 'leave before it is sent');
    await hand.press(button(page, 'Send the request'));
    await main(page).getByText('Waits for the coordinator.', { exact: true }).first().waitFor();
    await checked(page, 'leave that waits');
  });

  const toNextShift = async (page: Page, id: string): Promise<void> => {
    await hand.press(link(page, 'My rota'));
    await page.getByRole('heading', { name: 'My rota', level: 1 }).waitFor();
    await hand.press(page.getByRole('button', { name: /^Go to your next shift/ }));
    const shift = page.locator(`.rw-agenda__shift[href$="${id}"]`);
    await shift.waitFor();
    await checked(page, 'my rota as an agenda');
    await hand.press(shift);
    await page.getByRole('heading', { name: /Day/, level: 1 }).waitFor();
    await checked(page, 'one shift');
  };

  const ask = async (page: Page, whom: string, note: string): Promise<void> => {
    await hand.press(button(page, `Ask ${whom}`));
    await page.getByRole('dialog').waitFor();
    await hand.write(page.getByRole('textbox', { name: /^A note for those who are asked/ }), note);
    await checked(page, 'asking somebody');
    await hand.press(button(page, 'Send'));
    await main(page).getByText(`Waits for ${whom} to answer`).waitFor();
    await checked(page, 'a swap that waits');
  };

  const acceptFromMail = async (who: number, after: RegExp): Promise<void> => {
    const page = pages[who]!;
    await hand.open(page, await linkTo(portal.mailServer, addressOf(who), new RegExp(`swaps/${UUID}`)));
    await button(page, 'Accept').waitFor();
    await checked(page, 'a swap to answer');
    await hand.press(button(page, 'Accept'));
    await main(page).getByText(after).waitFor();
    await checked(page, 'a swap that is answered');
  };

  it('gives a shift away, to somebody who accepts it from the mail', async () => {
    const page = pages[0]!;
    await toNextShift(page, spare);
    await hand.press(link(page, 'Give it away'));
    await button(page, `Ask ${nameOf(3)}`).waitFor();
    await checked(page, 'who can take it');
    await ask(page, nameOf(3), 'My sister marries');
    expect(await ownersOf(spare)).toEqual([idOf(0)]);
    await acceptFromMail(3, /Done: the shifts have changed hands/);
    expect(await ownersOf(spare)).toEqual([idOf(3)]);
    await hand.press(link(page, 'My swaps'));
    await main(page).getByText('Done: the shifts have changed hands.').waitFor();
    await checked(page, 'my swaps');
    await hand.open(page, `/my-rota/shifts/${spare}`);
    await main(page).getByText('This does not exist, or is not yours to see').waitFor();
    await checked(page, 'a shift that is no longer theirs');
    await hand.press(link(pages[3]!, 'My rota'));
    await main(pages[3]!)
      .getByText(/Added:|New rota:/)
      .first()
      .waitFor();
    await checked(pages[3]!, 'my rota with news');
  });

  it('proposes a chain of three, which two others accept, and it is made', async () => {
    const page = pages[0]!;
    await toNextShift(page, mine);
    await hand.press(link(page, 'Swap it'));
    await page.getByRole('heading', { name: 'Swap', exact: true }).waitFor();
    await hand.press(link(page, 'Chain of three'));
    await main(page)
      .getByText(/ways? that every rule allows/)
      .waitFor();
    await checked(page, 'chains of three');
    await ask(page, `${nameOf(1)} and ${nameOf(2)}`, 'Three of us');
    await acceptFromMail(1, new RegExp(`Waits for ${nameOf(2)} to answer`));
    expect(await ownersOf(mine, second, third)).toEqual([idOf(0), idOf(1), idOf(2)]);
    await acceptFromMail(2, /Done: the shifts have changed hands/);
    expect(await ownersOf(mine, second, third)).toEqual([idOf(1), idOf(2), idOf(0)]);
  });

  /** As their day's mail of open shifts is due just now. */
  const digestNow = async (who: number): Promise<void> => {
    const client = await RotaClient.signIn(portal.server.url, addressOf(who), PASSWORD);
    const { version, ...standing } = (await client.get<MailPreferencesDto>('/my/mail-preferences')).body;
    const now = DateTime.now().setZone('Europe/London');
    const due = { digestAtMin: now.hour * 60 + now.minute, quietFromMin: 0, quietToMin: 0 };
    expect((await client.put('/my/mail-preferences', { ...standing, ...due }, ifMatch(version))).status).toBe(
      200,
    );
    await portal.server.app.get(DigestsService).sweep(new AbortController().signal);
  };

  it(`claims an open shift from a mail in ${MOST_ACTIONS_FOR_A_CLAIM} actions at most`, async () => {
    const wanted = { rotaId: rota.id, date: rota.day(20), shiftTypeId: portal.hospital.a.day };
    const { status, body: vacancy } = await coordinator.post<VacancyDto>('/vacancies', wanted);
    expect(status).toBe(201);
    await digestNow(3);
    const page = pages[3]!;
    const url = await linkTo(portal.mailServer, addressOf(3), new RegExp(`open-shifts/${UUID}`));
    expect(url).toBe(`${portal.server.url}/open-shifts/${vacancy.id}`);

    const before = hand.actions();
    await hand.open(page, url);
    await button(page, 'Take this shift').waitFor();
    const opened = await coordinator.get<VacancyDto>(`/vacancies/${vacancy.id}`);
    expect(opened.body.state).toBe('open');
    await checked(page, 'an open shift');
    await hand.press(button(page, 'Take this shift'));
    await main(page).getByText('It is yours.').waitFor();
    expect(hand.actions() - before).toBeLessThanOrEqual(MOST_ACTIONS_FOR_A_CLAIM);
    const taken = await coordinator.get<VacancyDto>(`/vacancies/${vacancy.id}`);
    expect(taken.body.winner?.personId).toBe(idOf(3));
    await checked(page, 'an open shift that is theirs');
  });
});
