import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { addDays } from '../../src/modules/rotas/problem/rota-clock.js';
import { expectAccessible } from '../support/accessibility.js';
import { csv, placementRow, type SheetValues } from '../support/deanery-sheet.js';
import { type Hospital } from '../support/hospital.js';
import { type LinesUnit, linesUnit, WEEKS } from '../support/lines.js';
import { takePicture } from '../support/pictures.js';
import { secretsTo, textsTo } from '../support/password-mails.js';
import { chooseDemoSignIn, followMenu, eventually, startPortal, type TestPortal } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

const PASSWORD = 'correct horse battery';
const MAIL = 'testone@example.org';
const DAYS_AHEAD = 14;
const DAYS = 84;
const MAIL_WORDS = { timeout: 60_000 };

describe('a changeover, from the sheet to a doctor who has read their work schedule', () => {
  let portal: TestPortal;
  let page: Page;
  let doctor: Page;
  let unit: LinesUnit;
  let dates: { first: string; last: string };

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
    const { dataSource, app } = portal.server;
    const [organisation] = await dataSource.query<{ organisationId: string }[]>(
      'SELECT id AS "organisationId" FROM organisations',
    );
    unit = await linesUnit(portal.server, organisation as unknown as Hospital, []);
    const first = addDays(app.get(Clock).today(), DAYS_AHEAD);
    dates = { first, last: addDays(first, DAYS - 1) };
  });
  afterAll(() => portal.stop());

  stepByStep();

  const fillDate = async (group: string, iso: string): Promise<void> => {
    const fields = page.getByRole('group', { name: group });
    const [year, month, day] = iso.split('-');
    await fields.getByLabel('Day').fill(day!);
    await fields.getByLabel('Month').fill(month!);
    await fields.getByLabel('Year').fill(year!);
  };
  const asSheet = (rows: readonly SheetValues[], name: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(csv(rows)),
  });

  it('HR keeps the lines of the unit', async () => {
    await chooseDemoSignIn(page, 'HR');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.goto(`/units/${unit.unitId}/lines`);
    await page.getByLabel('Name').fill('Registrars');
    await page
      .getByLabel('File with the lines')
      .setInputFiles({ name: 'lines.csv', mimeType: 'text/csv', buffer: Buffer.from(linesFile()) });
    await page.getByRole('button', { name: 'Save the template' }).click();
    await page.getByRole('heading', { name: /Registrars/ }).waitFor();
  });

  it('adds the rotation, and uploads the sheets', async () => {
    await followMenu(page, 'Rotations');
    await page.getByRole('button', { name: 'Add a rotation' }).click();
    await page.getByLabel('Programme').fill('Changeover');
    await fillDate('First day', dates.first);
    await page.getByLabel(/^Lines \d+$/).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await followMenu(page, 'Intake');
    await page.getByLabel('Sheet of placements').setInputFiles(asSheet(sheetOf(dates), 'changeover.csv'));
    await page.getByLabel('Sheet of people').setInputFiles(asSheet(PEOPLE, 'people.csv'));
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('heading', { name: /changeover\.csv/ }).waitFor();
    await page.getByLabel('Posts that begin with KSS/RYR16/777').selectOption({ value: unit.unitId });
    await page.getByRole('button', { name: 'Keep these units and check again' }).click();
    await page.getByText('Posts that begin with KSS/RYR16/777').waitFor({ state: 'detached' });
    await expectAccessible(page, 'a dry run that waits for its run');
    await takePicture(page, 'changeover-dry-run');
  });

  it('confirms the sheet as the first step of a run', async () => {
    await followMenu(page, 'Rotations');
    // The page before has links to the file changeover.csv.
    await page.getByRole('heading', { name: 'Rotations', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Changeover' }).click();
    await page.getByRole('link', { name: /approve them at once$/ }).click();
    await page.getByRole('heading', { name: 'One approval' }).waitFor();
    const option = page.getByRole('option', { name: /changeover\.csv/ });
    await page.getByLabel('Sheet of the deanery').selectOption(await option.getAttribute('value'));
    await page.getByLabel(/How long to search the gaps/).fill('many');
    await page.getByRole('button', { name: 'Prepare' }).click();
    await page.getByRole('link', { name: /Confirm the rows that stay out/ }).waitFor();
    await page.getByRole('link', { name: /Enter whole seconds/ }).waitFor();
    await expectAccessible(page, 'a run that is not confirmed');
    await takePicture(page, 'changeover-not-confirmed');
    await page.getByLabel(/I have looked: 1 refused row stays out/).check();
    await page.getByLabel(/How long to search the gaps/).fill('1');
    await page.getByRole('button', { name: 'Prepare' }).click();
    await page.getByRole('heading', { name: 'Ready for your approval' }).waitFor(MAIL_WORDS);
    await page.getByText('3 placements added, 0 changed, 0 removed; 1 row refused.').waitFor();
    await page.getByText('No pay point is known for these days').first().waitFor();
    await expectAccessible(page, 'a run with findings');
    await takePicture(page, 'changeover-prepared');
  });

  it('enters what is missing: an address and pay points', async () => {
    await page.getByRole('button', { name: /^Enter the address.*Testtwo/ }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Enter the mail address' }).waitFor();
    await page.getByRole('textbox', { name: 'Mail address' }).fill('nobody');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: /nobody/ }).waitFor();
    await expectAccessible(page, 'an address that is none');
    await takePicture(page, 'changeover-address');
    await page.getByRole('textbox', { name: 'Mail address' }).fill('testtwo@example.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Change the address.*Testtwo/ }).waitFor();
    for (const name of ['Testone', 'Testtwo']) {
      await page.getByRole('button', { name: new RegExp(`^Pay points.*${name}`) }).click();
      await page.getByRole('button', { name: 'Add a pay point' }).click();
      await page.getByLabel('Pay point', { exact: true }).selectOption('NP2');
      await expectAccessible(page, 'a pay point of a doctor of the run');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('None is entered').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Close' }).click();
    }
    await page.getByRole('button', { name: 'Prepare again' }).click();
    await page.getByText('No pay point is known for these days').first().waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Ready for your approval' }).waitFor(MAIL_WORDS);
  });

  it('approves, and has the duty roster published', async () => {
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('link', { name: 'Look at the findings and accept them' }).waitFor();
    await expectAccessible(page, 'findings that are not accepted');
    await page.getByLabel(/^I have looked at the/).check();
    await page.getByLabel(/^Publish the duty rosters as well/).check();
    await expectAccessible(page, 'a run about to be approved');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Done', exact: true }).waitFor(MAIL_WORDS);
    await page.getByText(/published as version 1; 2 doctors are mailed\./).waitFor();
    await eventually(() => page.getByRole('cell', { name: 'Invited', exact: true }).count()).toBe(2);
    await page.getByText(/^In all .* for each doctor/).waitFor();
    await expectAccessible(page, 'a run that is done');
    await takePicture(page, 'changeover-done');
  });

  it('the doctor activates their sign-in by the link in the mail', async () => {
    const [secret] = await secretsTo(portal.mailServer, MAIL, 1);
    doctor = await portal.newPage();
    await doctor.goto(`/set-password#${secret!}`);
    await doctor.getByRole('heading', { name: 'Welcome to Rotawright' }).waitFor();
    await expectAccessible(doctor, 'the form of an activation link');
    await doctor.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await doctor.keyboard.press('Enter');
    await doctor.getByRole('heading', { name: 'Your password is set' }).waitFor();
    await doctor.getByRole('link', { name: 'Sign in' }).click();
    await doctor.getByLabel('Email address').fill(MAIL);
    await doctor.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await doctor.keyboard.press('Enter');
    await doctor.getByRole('navigation', { name: 'Main' }).waitFor();
    await doctor.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(doctor, 'the first page of a doctor');
  });

  it('reads the rota', async () => {
    await doctor.goto('/my-rota');
    await doctor
      .getByText(/Shift (nwd|L|N)/)
      .first()
      .waitFor();
    await expectAccessible(doctor, 'my rota');
    await takePicture(doctor, 'changeover-rota');
  });

  it('reads the work schedule and acknowledges it', async () => {
    await followMenu(doctor, 'My work schedules');
    await doctor.getByRole('heading', { name: 'My work schedules' }).waitFor();
    await expectAccessible(doctor, 'my work schedules');
    await doctor.getByRole('table').getByRole('link').first().click();
    await doctor.getByRole('heading', { name: /^Work schedule: / }).waitFor();
    expect(await doctor.getByRole('table', { name: 'Hours in an average week' }).innerText()).toMatch(
      /Average weekly hours\s+\d/,
    );
    await expectAccessible(doctor, 'a work schedule');
    const [download] = await Promise.all([
      doctor.waitForEvent('download'),
      doctor.getByRole('link', { name: 'Download as PDF' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('work-schedule-version-1.pdf');
    await doctor.getByRole('button', { name: 'I have received this work schedule' }).click();
    await doctor.getByText(/^Confirmed on /).waitFor();
    await expectAccessible(doctor, 'a work schedule that was confirmed');
    await takePicture(doctor, 'changeover-schedule');
    const { pathname } = new URL(doctor.url());
    expect((await textsTo(portal.mailServer, MAIL)).some((text) => text.includes(pathname))).toBe(true);
  });

  it('HR sees that the sign-in is active', async () => {
    await page.reload();
    await page.getByRole('cell', { name: 'Active', exact: true }).waitFor();
    expect(await page.getByRole('cell', { name: 'Invited', exact: true }).count()).toBe(1);
  });
});

const PEOPLE: readonly SheetValues[] = [
  { Surname: 'Testone', Forename: 'Ines', 'GMC Number': '9990001', 'Email Address': MAIL },
  { Surname: 'Testtwo', Forename: 'Omar', 'GMC Number': '9990002', 'Email Address': '' },
];

/** Two doctors, a gap, and a row that is refused. */
function sheetOf({ first, last }: { first: string; last: string }): SheetValues[] {
  const day = (iso: string): string => iso.split('-').toReversed().join('/');
  const row = (serial: number, more: SheetValues): SheetValues =>
    placementRow({
      'Date From': day(first),
      'Date To': day(last),
      'National Post Number': `KSS/RYR16/777/F2/00${serial}`,
      ...more,
    });
  return [
    row(1, { Surname: 'Testone', 'GMC Number': '9990001' }),
    row(2, { Surname: 'Testtwo', 'GMC Number': '9990002', WTE: '0.8' }),
    row(3, { Surname: 'Testthree', 'GMC Number': '9990003', WTE: '1.2' }),
    row(4, { Surname: '', 'GMC Number': '', 'Placement Type': 'HOLD' }),
  ];
}

function linesFile(): string {
  const codes: Readonly<Record<string, string>> = { D: 'nwd', L: 'L', N: 'N' };
  const lines = WEEKS.flatMap((_line, at) =>
    WEEKS.map((_week, week) => {
      const cells = [...WEEKS[(at + week) % WEEKS.length]!].map((each) => codes[each] ?? '');
      return [`Line ${at + 1}`, week + 1, ...cells].join(',');
    }),
  );
  return ['line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun', ...lines].join('\n');
}
