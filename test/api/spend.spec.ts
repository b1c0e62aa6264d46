import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { type LadderDto } from '../../src/modules/open-shifts/ladder.dto.js';
import { type SpendDto, type SpendStateDto } from '../../src/modules/spend/spend.dto.js';
import { type SpendStep } from '../../src/modules/spend/spend-of-rota.js';
import { ifMatch, PATIENT, type Problem, RotaClient } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

/** 08:00 to 16:00 without a break, at the rates of the test. */
const DAY_MIN = 480;
const BANK_DAY = 8 * 3000;
const AGENCY_DAY = 8 * 6000;

let server: TestServer;
let hospital: StaffHospital;
let rota: AheadRota;
let coordinator: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT, work: true });
  hospital = await staffHospital(server);
  coordinator = await hospital.a.coordinator();
  rota = await hospital.freshRota(hospital.a);
});

afterAll(() => server.close());

const idOf = (index: number): string => hospital.a.personIds[index]!;

async function spend(query = ''): Promise<SpendDto> {
  const { status, body } = await coordinator.get<SpendDto>(`/rotas/${rota.id}/spend${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const sum = (state: SpendStateDto | null, step: SpendStep) =>
  state!.steps.find((each) => each.step === step)!;

describe('the spend of a rota', () => {
  it('needs a session, and the unit', async () => {
    const anonymous = await RotaClient.anonymous(server.url).get<Problem>(`/rotas/${rota.id}/spend`);
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'not-signed-in']);
    const other = await hospital.b.coordinator();
    expect((await other.get<Problem>(`/rotas/${rota.id}/spend`)).status).toBe(403);
    const wrong = await coordinator.get<Problem>(`/rotas/${rota.id}/spend?fillId=7`);
    expect(wrong.status).toBe(400);
    const unknown = await coordinator.get<Problem>(`/rotas/${rota.id}/spend?fillId=${randomUUID()}`);
    expect(unknown.status).toBe(404);
  });

  it('is what nobody works yet, as it would cost from bank or agency', async () => {
    const unpriced = await spend();
    // Two on days and one at night on each of 28 days.
    expect(sum(unpriced.now, 'uncovered')).toMatchObject({ places: 84, pence: null, mostPence: null });
    const path = `/units/${hospital.a.unitId}/vacancy-ladder`;
    const { version } = (await coordinator.get<LadderDto>(path)).body;
    const step = { afterHours: 24, beforeStartHours: null, maxCostPence: null };
    const steps = [
      { ...step, audience: 'bank', hourlyPence: 3000 },
      { ...step, audience: 'agency', hourlyPence: 6000 },
    ];
    expect((await coordinator.put(path, { steps }, ifMatch(version))).status).toBe(200);
    const { now, rates, fill, before } = await spend();
    expect(rates).toEqual([
      { step: 'bank', hourlyPence: 3000 },
      { step: 'agency', hourlyPence: 6000 },
    ]);
    expect([fill, before]).toEqual([null, null]);
    const days = now.lines.find(({ lineName }) => lineName === 'Days')!;
    expect(days.steps.find((each) => each.step === 'uncovered')).toMatchObject({
      places: 56,
      workMin: 56 * DAY_MIN,
      pence: 56 * BANK_DAY,
      mostPence: 56 * AGENCY_DAY,
    });
    expect(now.weeks.map(({ weekFrom }) => weekFrom)).toEqual(
      [0, 7, 14, 21].map((offset) => rota.day(offset)),
    );
    expect(
      now.weeks.every(({ steps: own }) => own.find((each) => each.step === 'uncovered')!.places === 21),
    ).toBe(true);
  });

  it('is what bank staff work, and a place less to fill', async () => {
    await server.dataSource
      .getRepository(PlacementEntity)
      .update({ personId: idOf(7), unitId: hospital.a.unitId }, { engagement: 'bank' });
    const before = sum((await spend()).now, 'uncovered').places;
    await rota.put(idOf(7), 1, hospital.a.day);
    await rota.put(idOf(6), 1, hospital.a.day);
    const { now } = await spend();
    expect(sum(now, 'bank')).toMatchObject({ places: 1, workMin: DAY_MIN, pence: BANK_DAY });
    expect(sum(now, 'agency')).toMatchObject({ places: 0, workMin: 0, pence: 0 });
    expect(sum(now, 'uncovered').places).toBe(before - 2);
  });

  it('is compared before and after a fill, whatever changed since', { timeout: 180_000 }, async () => {
    const before = (await spend()).now;
    const version = await rota.version();
    const made = await coordinator.post<{ id: string }>(
      `/rotas/${rota.id}/fills`,
      { seconds: 3, seed: 1 },
      ifMatch(version),
    );
    expect(made.status, JSON.stringify(made.body)).toBe(202);
    for (let fill: SpendDto['fill'] = null; fill === null;) fill = (await spend()).fill;
    const compared = await spend();
    expect(compared.before).toEqual(before);
    expect(compared.after).toEqual(compared.now);
    expect(sum(compared.after, 'uncovered').places).toBeLessThan(sum(before, 'uncovered').places);
    const { items } = (
      await coordinator.get<{ items: { id: string; version: number }[] }>(
        `/rotas/${rota.id}/assignments?limit=100`,
      )
    ).body;
    for (const { id, version: seen } of items.slice(0, 6)) {
      expect((await coordinator.delete(`/rotas/${rota.id}/assignments/${id}`, ifMatch(seen))).status).toBe(
        200,
      );
    }
    const later = await spend(`?fillId=${compared.fill!.fillId}`);
    expect([later.before, later.after]).toEqual([compared.before, compared.after]);
    expect(later.now).not.toEqual(compared.now);
  });
});
