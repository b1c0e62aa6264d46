import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FillDto } from '../../src/modules/rotas/dto/fill.dto.js';
import { expectAccessible } from '../support/accessibility.js';
import { eventually } from '../support/portal.js';
import { type AheadRota } from '../support/staff-hospital.js';
import { type StaffPortal, startStaffPortal } from '../support/staff-portal.js';

const SECONDS = 2;

let portal: StaffPortal;
let rota: AheadRota;
let page: Page;

beforeAll(async () => {
  portal = await startStaffPortal();
  rota = await portal.hospital.freshRota(portal.hospital.a);
  page = await portal.desk(rota.coordinator);
});
afterAll(() => portal?.stop());

async function fillDate(group: string, date: string): Promise<void> {
  const [year, month, day] = date.split('-').map(Number);
  const fields = page.getByRole('group', { name: group });
  await fields.getByLabel('Day').fill(String(day));
  await fields.getByLabel('Month').fill(String(month));
  await fields.getByLabel('Year').fill(String(year));
}

describe('a rota after somebody has gone sick', () => {
  it('was filled and published before', async () => {
    const { body } = await rota.coordinator.post<FillDto>(`/rotas/${rota.id}/fills`, {
      seconds: SECONDS,
      seed: 1,
    });
    const read = async (): Promise<string> =>
      (await rota.coordinator.get<FillDto>(`/fills/${body.id}`)).body.state;
    await eventually(read).toBe('done');
    await rota.publish();
  });

  it('is repaired: who is away, every change, and then publishing', async () => {
    const rows = await portal.server.dataSource.query<{ person: string; name: string }[]>(
      `SELECT a.person_id AS person, p.given_name || ' ' || p.family_name AS name FROM assignments a JOIN people p ON p.id = a.person_id
        WHERE a.rota_id = $1 AND a.date BETWEEN $2 AND $3 GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1`,
      [rota.id, rota.day(7), rota.day(13)],
    );
    await page.goto(`/rotas/${rota.id}/repair`);
    await page.getByText('Nobody is away on a day on which the rota has them working.').waitFor();
    await expectAccessible(page, 'repair, nobody away');
    await page.getByText('Somebody else has gone sick').click();
    await page.getByRole('button', { name: 'Enter the sickness' }).click();
    await page.getByRole('link', { name: 'Choose who is sick' }).waitFor();
    await expectAccessible(page, 'sickness with problems');
    await page.getByLabel('Who is sick').selectOption({ label: rows[0]!.name });
    await fillDate('First day', rota.day(7));
    await fillDate('Last day, as far as one knows', rota.day(13));
    await page.getByRole('button', { name: 'Enter the sickness' }).click();
    await page.getByText(new RegExp(`${rows[0]!.name}, sick.*: \\d shift`)).waitFor();
    await page.getByLabel('How long to search, in seconds').fill(String(SECONDS));
    await page.getByRole('button', { name: 'Repair the rota' }).click();
    await page.getByRole('heading', { name: /^Repaired with \d+ changes?:/ }).waitFor({ timeout: 30_000 });
    await page.getByRole('table', { name: 'What was changed' }).waitFor();
    expect(await page.getByRole('cell', { name: /\(away\)/ }).count()).toBeGreaterThan(0);
    await page.getByText('Nobody is away on a day on which the rota has them working.').waitFor();
    await expectAccessible(page, 'a repaired rota');
    await page.getByRole('link', { name: 'Go on to publishing' }).click();
    await page.getByRole('heading', { name: 'Publish' }).first().waitFor();
  });

  it('says whether the people could fill it at all', async () => {
    await page.goto(`/rotas/${rota.id}/unfilled`);
    await page.getByText('Could these people fill it at all?').click();
    await page.getByText(/^Yes: hours, grades and skills do not stand in the way/).waitFor();
    await expectAccessible(page, 'enough people');
    await portal.server.dataSource.query(
      "UPDATE cover_lines SET minimum = 40, target = 40 WHERE name = 'Nights'",
    );
    await page.reload();
    await page.getByText('Could these people fill it at all?').click();
    await page.getByText(/^No: whatever the rota, at least/).waitFor();
    expect(await page.getByRole('row', { name: /^Nights/ }).innerText()).toMatch(/match/);
    await expectAccessible(page, 'too few people');
  });
});
