import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { tabTo } from '../support/keyboard.js';
import { ifMatch } from '../support/rota-client.js';
import { eventually, followMenu } from '../support/portal.js';
import { addPublishedShifts } from '../support/published-shifts.js';
import { startStaffPortal, type StaffPortal } from '../support/staff-portal.js';

let portal: StaffPortal;
let doctor: Page;
let hr: Page;

beforeAll(async () => {
  portal = await startStaffPortal();
  const { a } = portal.hospital;
  const coordinator = await a.coordinator();
  const shift = { unitId: a.unitId, shiftTypeId: a.day, personIds: [a.personIds[0]!] };
  await addPublishedShifts(portal.server, shift, (path, body, version) =>
    coordinator.post(path, body, version === undefined ? {} : ifMatch(version)),
  );
  doctor = await portal.phone(await portal.hospital.person(a, 0));
  hr = await portal.desk(await portal.hospital.signInAs('hr'));
});

afterAll(() => portal.stop());

describe('an exception report', () => {
  it('is sent from a phone by keyboard, with the shift filled in', async () => {
    await doctor.goto('/my-exception-reports');
    await doctor.getByText('You have not reported anything yet.').waitFor();
    await expectAccessible(doctor, 'no report yet');
    await tabTo(doctor, /^Report an exception$/);
    await doctor.keyboard.press('Enter');
    await doctor.getByLabel('Which shift?').waitFor();
    expect(await doctor.getByLabel('When did you end?').inputValue()).toBe('16:00');
    await tabTo(doctor, /^Send the report$/);
    await doctor.keyboard.press('Enter');
    await doctor.getByRole('link', { name: /Say what happened/ }).waitFor();
    await expectAccessible(doctor, 'a report with problems');
    await doctor.getByLabel('When did you end?').fill('17:15');
    await doctor.getByText('What do you want for 1 h 15 min beyond the plan?').waitFor();
    await doctor.getByLabel('Pay').check();
    await doctor.getByLabel('What happened?').fill('Two admissions at the end of the shift');
    await expectAccessible(doctor, 'a report before it is sent');
    await doctor.getByRole('button', { name: 'Send the report' }).click();
    await doctor.getByRole('link', { name: /^Hours and rest/ }).waitFor();
    await doctor.getByText('Waits for HR.').waitFor();
    await expectAccessible(doctor, 'a report that waits');
  });

  it('of teaching that was missed needs no times', async () => {
    await doctor.getByRole('button', { name: 'Report an exception' }).click();
    await doctor.getByLabel('I missed teaching or training').check();
    await doctor.getByText('It goes to the director of medical education').waitFor();
    expect(await doctor.getByLabel('When did you end?').count()).toBe(0);
    await doctor.getByLabel('What happened?').fill('No simulation day');
    await doctor.getByRole('button', { name: 'Send the report' }).click();
    await doctor.getByText('Waits for the director of medical education.').waitFor();
  });

  it('comes to HR without a name, and with one when it is opened', async () => {
    await hr.goto('/');
    await followMenu(hr, 'Exception reports');
    await hr.getByRole('link', { name: /^Hours and rest/ }).waitFor();
    expect(await hr.getByText('A-Family 00').count()).toBe(0);
    expect(await hr.getByRole('link', { name: /^Education/ }).count()).toBe(0);
    await expectAccessible(hr, "HR's reports");
    await hr.getByRole('link', { name: /^Hours and rest/ }).click();
    await hr.getByText('Jo0 A-Family 00').waitFor();
    await expectAccessible(hr, 'an opened report');
    await hr.getByRole('button', { name: 'Refuse' }).click();
    await hr.getByRole('link', { name: /Say why you refuse it/ }).waitFor();
    await hr.getByLabel('Safety demands time off instead of pay').check();
    await hr.getByLabel('Why safety demands it').waitFor();
    await expectAccessible(hr, 'an answer with problems');
    await hr.getByLabel('Safety demands time off instead of pay').uncheck();
    await hr.getByRole('button', { name: 'Approve' }).click();
    await hr.getByText('Approved: pay for 1 h 15 min').waitFor();
    await hr.getByText('Answered in time').waitFor();
  });

  it('tells the doctor the answer and who has opened it', async () => {
    await doctor.reload();
    await doctor.getByRole('link', { name: /^Hours and rest/ }).click();
    await doctor.getByText('hr (HR) opened it').waitFor();
    await doctor.getByText('hr (HR) approved it').waitFor();
    await expectAccessible(doctor, 'an answered report');
    await eventually(() => doctor.getByText('Withdraw this report').count()).toBe(0);
  });

  it('is fined by the guardian, who sees the sums by quarter', async () => {
    const page = await portal.desk(await portal.hospital.signInAs('guardian'));
    await page.goto('/');
    await followMenu(page, 'Exception reports');
    await page.getByText('There has been no fine.').waitFor();
    await page.getByRole('link', { name: /^Hours and rest/ }).click();
    await page.getByText('There is no fine for this.').waitFor();
    await page.getByRole('button', { name: 'Set the fine' }).click();
    await page.getByRole('link', { name: 'Say where the rates stand' }).waitFor();
    await expectAccessible(page, 'a fine with problems');
    await page.getByLabel('Breach').selectOption({ label: 'Less than 11 hours of rest in 24' });
    await page.getByLabel('Minutes beyond the limit').fill('30');
    await page.getByLabel('Whole fine for an hour, in pounds').fill('76.85');
    await page.getByLabel('Of that to the doctor, in pounds').fill('28.81');
    await page.getByLabel('Where the rates stand').fill('Pay circular, annex A');
    await page.getByRole('button', { name: 'Set the fine' }).click();
    await page.getByRole('cell', { name: '£38.43' }).waitFor();
    await expectAccessible(page, 'a fine');
    await page.getByRole('link', { name: 'Back to the reports' }).click();
    await page.getByRole('cell', { name: '£24.02' }).waitFor();
    await expectAccessible(page, 'fines by quarter');
  });

  it('is a number without names to the coordinator', async () => {
    const page = await portal.desk(await portal.hospital.a.coordinator());
    await page.goto('/');
    await followMenu(page, 'Exception reports');
    await page.getByRole('table').waitFor();
    expect(await page.getByText('Fewer than are shown').count()).toBe(4);
    await expectAccessible(page, 'the numbers of a unit');
    const [id] = await portal.server.dataSource.query<{ id: string }[]>('SELECT id FROM exception_reports');
    await page.goto(`/exception-reports/${id!.id}`);
    await page.getByText('You may not see this').waitFor();
    expect(await page.getByText('A-Family 00').count()).toBe(0);
  });
});
