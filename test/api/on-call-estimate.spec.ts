import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type PersonLedgerDto } from '../../src/modules/pay/payroll.dto.js';
import { type ShiftTypeDto } from '../../src/modules/demand/shift-type.dto.js';
import { type ComplianceDto } from '../../src/modules/rotas/dto/compliance.dto.js';
import { type GridDto } from '../../src/modules/rotas/dto/grid.dto.js';
import { dayShift } from '../support/hospital.js';
import { ifMatch, PATIENT, type RotaClient, toCreate } from '../support/rota-client.js';
import { FIRST_DATE, LAST_DATE, smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const REST = 'doctors2016.on-call-rest';

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let hr: RotaClient;
let type: ShiftTypeDto;
let personId: string;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(new Date('2026-11-05T12:00:00Z'));
  hospital = await smallHospital(server, 2);
  coordinator = await hospital.a.coordinator();
  hr = await hospital.signInAs('hr');
  personId = hospital.a.personIds[0]!;
  const onCall = { ...dayShift(hospital.a.unitId), code: 'OC', name: 'On call', kind: 'on-call' };
  const times = { startMin: 540, endMin: 1980, paidBreakMin: 0 };
  type = (await coordinator.post<ShiftTypeDto>('/shift-types', { ...onCall, ...times })).body;
  const shift = { personId, date: '2026-10-21', shiftTypeId: type.id, pinned: false };
  const path = `/rotas/${hospital.a.rotaId}/assignments/${randomUUID()}`;
  expect((await coordinator.put(path, shift, toCreate)).status).toBe(201);
  const point = { personId, payPoint: 'NP2', firstDate: '2026-08-05', lastDate: null, optedOut: false };
  expect((await hr.post('/pay-terms', point)).status).toBe(201);
  await server.dataSource.query(`UPDATE rotas SET state = 'published', published_version = 1`);
});

afterAll(() => server.close());

async function compliance(): Promise<ComplianceDto> {
  return (await coordinator.get<ComplianceDto>(`/rotas/${hospital.a.rotaId}/compliance`)).body;
}

async function grid(): Promise<GridDto> {
  return (await coordinator.get<GridDto>(`/rotas/${hospital.a.rotaId}/grid`)).body;
}

async function paid(): Promise<PersonLedgerDto> {
  const query = `unitId=${hospital.a.unitId}&from=${FIRST_DATE}&to=${LAST_DATE}&basis=planned`;
  return (await hr.get<PersonLedgerDto>(`/payroll/people/${personId}?${query}`)).body;
}

async function estimate(onCallEstimate: ShiftTypeDto['onCallEstimate']): Promise<void> {
  const { id, version } = type;
  const body = Object.fromEntries(
    Object.entries({ ...type, onCallEstimate }).filter(
      ([key]) => !['id', 'unitId', 'version', 'workMin'].includes(key),
    ),
  );
  const answer = await coordinator.put<ShiftTypeDto>(`/shift-types/${id}`, body, ifMatch(version));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  type = answer.body;
}

describe('on-call from home', () => {
  it('without an estimate counts as work throughout, is not judged for its rest, and not paid by hours; all of it is said', async () => {
    expect([type.onCallEstimate, type.workMin]).toEqual([null, 1440]);
    const { people, notes } = await grid();
    expect(people.find(({ id }) => id === personId)!.workedMin).toBe(1440);
    expect(notes.join(' ')).toMatch(/Nobody has estimated how much of OC is work/);
    const { notJudged } = await compliance();
    expect(notJudged).toContainEqual(
      expect.objectContaining({
        rule: REST,
        clause: 'A15',
        reason: expect.stringContaining('OC') as string,
      }),
    );
    expect((await paid()).notes.join(' ')).toMatch(/give an estimate of work/);
  });

  it('with an estimate counts, is judged and is paid by it', async () => {
    await estimate({ workMin: 240, enhancedMin: 120, episodes: 3, restMin: 450, longestRestMin: 300 });
    expect(type.workMin).toBe(240);
    const { people, notes } = await grid();
    expect(people.find(({ id }) => id === personId)!.workedMin).toBe(240);
    expect(notes).toEqual([]);
    const { notJudged, violations } = await compliance();
    expect(notJudged.map(({ rule }) => rule)).not.toContain(REST);
    const rest = violations.find(({ rule }) => rule === REST);
    expect(rest).toMatchObject({ personId, measured: 450, limit: 480, margin: -30, level: 'hard' });
    const { notes: unpaid, elements, shifts } = await paid();
    expect(unpaid.join(' ')).not.toMatch(/estimate of work/);
    expect(shifts.find(({ date }) => date === '2026-10-21')!.workMin).toBe(240);
    expect(elements.map(({ element }) => element)).toContain('doctors2016.night-enhancement');
  });

  it('keeps its estimate through a change that does not mention it, and loses it when it is taken away', async () => {
    const before = type.onCallEstimate;
    await estimate(undefined);
    expect(type.onCallEstimate).toEqual(before);
    await estimate(null);
    expect([type.onCallEstimate, type.workMin]).toEqual([null, 1440]);
  });

  it('has no estimate that the database would not hold either', async () => {
    const put = (value: string): Promise<unknown> =>
      server.dataSource.query('UPDATE shift_types SET on_call_estimate = $2 WHERE id = $1', [type.id, value]);
    const good = { workMin: 240, enhancedMin: 120, episodes: 3, restMin: 450, longestRestMin: 300 };
    for (const wrong of [
      {},
      { ...good, workMin: 1441 },
      { ...good, enhancedMin: 241 },
      { ...good, longestRestMin: 451 },
      { ...good, episodes: undefined },
    ]) {
      await expect(put(JSON.stringify(wrong))).rejects.toThrow('shift_types_on_call_estimate_check');
    }
    await put(JSON.stringify(good));
    const day = `UPDATE shift_types SET on_call_estimate = $2 WHERE id = $1`;
    await expect(server.dataSource.query(day, [hospital.a.day, JSON.stringify(good)])).rejects.toThrow(
      'shift_types_on_call_estimate_check',
    );
  });
});
