import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AssignmentDto, type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { type CapacityDto } from '../../src/modules/rotas/dto/capacity.dto.js';
import { type FillDto } from '../../src/modules/rotas/dto/fill.dto.js';
import { type GridDto } from '../../src/modules/rotas/dto/grid.dto.js';
import { type RotaDto } from '../../src/modules/rotas/dto/rota.dto.js';
import { PATIENT, RotaClient, ifMatch, type Problem } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const ENDED = ['done', 'stopped', 'failed'];
const WEEK = { fromDate: '2026-10-24', lastDate: '2026-10-30' };

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let rotaUrl: string;

beforeAll(async () => {
  server = await startTestServer({ work: true, env: PATIENT });
  hospital = await smallHospital(server);
  coordinator = await hospital.a.coordinator();
  rotaUrl = `/rotas/${hospital.a.rotaId}`;
});

beforeEach(async () => {
  await server.dataSource.query('DELETE FROM absences');
});

afterAll(() => server.close());

async function version(): Promise<number> {
  return (await coordinator.get<RotaDto>(rotaUrl)).body.version;
}

async function ended(id: string): Promise<FillDto> {
  for (;;) {
    const { body } = await coordinator.get<FillDto>(`/fills/${id}`);
    if (ENDED.includes(body.state)) return body;
    await sleep(50);
  }
}

async function assignments(): Promise<AssignmentDto[]> {
  const { body } = await coordinator.get<{ items: AssignmentDto[] }>(`${rotaUrl}/assignments?limit=500`);
  return body.items;
}

async function fill(): Promise<void> {
  await server.dataSource.query('DELETE FROM assignments');
  const { body } = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 10, seed: 1 });
  expect(await ended(body.id)).toMatchObject({ state: 'done', applied: true, unfilled: 0 });
}

async function sick(personId: string): Promise<void> {
  const { fromDate, lastDate } = WEEK;
  const answer = await coordinator.post('/leave', {
    personId,
    kind: 'sickness',
    firstDate: fromDate,
    lastDate,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
}

async function repair(body: object = { seconds: 2, seed: 1, fromDate: WEEK.fromDate }): Promise<FillDto> {
  const {
    status,
    body: asked,
    headers,
  } = await coordinator.post<FillDto>(`${rotaUrl}/repairs`, body, ifMatch(await version()));
  expect(status, JSON.stringify(asked)).toBe(202);
  expect(headers.get('location')).toBe(`/api/v1/fills/${asked.id}`);
  expect(asked).toMatchObject({ keep: 'most', fromDate: WEEK.fromDate, changes: null });
  return ended(asked.id);
}

const cellOf = ({ personId, date }: { personId: string; date: string }): string => `${personId} ${date}`;
const inWeek = ({ date }: { date: string }): boolean => WEEK.fromDate <= date && date <= WEEK.lastDate;

describe('a repair', () => {
  it('needs a session, and a coordinator of the unit', async () => {
    const path = `${rotaUrl}/repairs`;
    expect((await RotaClient.anonymous(server.url).post(path, {}, ifMatch(1))).status).toBe(401);
    const stranger = await hospital.b.coordinator();
    expect((await stranger.post(path, {}, ifMatch(1))).status).toBe(403);
    expect((await coordinator.post(`/rotas/${randomUUID()}/repairs`, {}, ifMatch(1))).status).toBe(404);
  });

  it.each([
    { seconds: 0 },
    { seconds: 601 },
    { seed: -1 },
    { fromDate: '2026-02-30' },
    { fromDate: '2026-11-02' },
    { keep: 'most' },
  ])('refuses %j', async (body) => {
    const seen = ifMatch(await version());
    const { status, body: problem } = await coordinator.post<Problem>(`${rotaUrl}/repairs`, body, seen);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors![0]!.path).toBe(Object.keys(body)[0]);
  });

  it('wants to know which version of the rota the coordinator looked at', async () => {
    const blind = await coordinator.post<Problem>(`${rotaUrl}/repairs`);
    expect([blind.status, blind.body.code]).toEqual([428, 'if-match-missing']);
    const stale = await coordinator.post<Problem>(`${rotaUrl}/repairs`, {}, ifMatch((await version()) + 1));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    expect(stale.body.current).toMatchObject({ id: hospital.a.rotaId, version: await version() });
  });

  it('has nothing to do for a rota that is over', async () => {
    const past = { unitId: hospital.a.unitId, name: 'Past', firstDate: '2025-01-06', lastDate: '2025-01-12' };
    const { body: rota } = await coordinator.post<RotaDto>('/rotas', past);
    const answer = await coordinator.post<Problem>(`/rotas/${rota.id}/repairs`, {}, ifMatch(rota.version));
    expect([answer.status, answer.body.code]).toEqual([409, 'rota-over']);
  });

  it('mends a sickness with few changes, each listed, and touches nothing else', async () => {
    await fill();
    const before = await assignments();
    const [busiest] = hospital.a.personIds.toSorted(
      (one, other) =>
        before.filter((row) => inWeek(row) && row.personId === other).length -
        before.filter((row) => inWeek(row) && row.personId === one).length,
    );
    await sick(busiest!);
    const mended = await repair();
    expect(mended, JSON.stringify(mended)).toMatchObject({ state: 'done', applied: true, hardViolations: 0 });
    const changes = mended.changes!;
    const lost = changes.filter((change) => change.lost);
    const asked = changes.filter((change) => !change.lost);
    const wereTheirs = before.filter((row) => inWeek(row) && row.personId === busiest);
    expect(lost.map(cellOf).sort()).toEqual(wereTheirs.map(cellOf).sort());
    expect(asked.length).toBeLessThanOrEqual(2 * lost.length);
    expect(mended.unfilled).toBeLessThan(lost.length);
    const after = await assignments();
    const listed = new Set(changes.map(cellOf));
    for (const row of before) {
      if (!listed.has(cellOf(row))) expect(after.find(({ id }) => id === row.id)).toEqual(row);
    }
    for (const { personId, date, toShiftTypeId } of changes) {
      const now = after.find((row) => row.personId === personId && row.date === date);
      expect(now?.shiftTypeId ?? null).toBe(toShiftTypeId);
    }
    expect(
      after.filter((row) => !before.some(({ id }) => id === row.id)).every((row) => listed.has(cellOf(row))),
    ).toBe(true);
    const { body: grid } = await coordinator.get<GridDto>(`${rotaUrl}/grid`);
    expect(grid.violations.filter(({ level }) => level === 'hard')).toEqual([]);
  });

  it('keeps a pinned shift, but not on a day on which its person has become absent', async () => {
    await fill();
    const [stays, goes] = hospital.a.personIds;
    const before = await assignments();
    const pin = async (row: AssignmentDto): Promise<void> => {
      const { personId, date, shiftTypeId } = row;
      const url = `${rotaUrl}/assignments/${row.id}`;
      const body = { personId, date, shiftTypeId, pinned: true };
      const answer = await coordinator.put<ChangedAssignmentDto>(url, body, ifMatch(row.version));
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    };
    const kept = before.find((row) => row.personId === stays && inWeek(row))!;
    const dropped = before.find((row) => row.personId === goes && inWeek(row))!;
    await pin(kept);
    await pin(dropped);
    await sick(goes!);
    await repair();
    const after = await assignments();
    expect(after.find(({ id }) => id === kept.id)).toMatchObject({
      shiftTypeId: kept.shiftTypeId,
      pinned: true,
    });
    expect(after.some(({ id }) => id === dropped.id)).toBe(false);
  });

  it('waits for no fill, and another fill waits for it', async () => {
    const seen = ifMatch(await version());
    const { body: first } = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 5 });
    const second = await coordinator.post<Problem>(`${rotaUrl}/repairs`, { fromDate: WEEK.fromDate }, seen);
    expect([second.status, second.body.code]).toEqual([409, 'fill-running']);
    await coordinator.post(`/fills/${first.id}/stop`);
    await ended(first.id);
  });

  it('mends a published rota too, on whose days before the first it lays no hand', async () => {
    await fill();
    const published = await coordinator.post(`${rotaUrl}/publications`, {}, ifMatch(await version()));
    expect(published.status, JSON.stringify(published.body)).toBe(201);
    const before = await assignments();
    await sick(hospital.a.personIds[2]!);
    const mended = await repair();
    expect(mended).toMatchObject({ state: 'done', applied: true });
    expect(mended.changes!.every(({ date }) => date >= WEEK.fromDate)).toBe(true);
    const early = (rows: AssignmentDto[]) => rows.filter(({ date }) => date < WEEK.fromDate);
    expect(early(await assignments())).toEqual(early(before));
    const audited = await server.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entries WHERE action LIKE 'repair-%' ORDER BY at DESC LIMIT 2`,
    );
    expect(audited.map(({ action }) => action).sort()).toEqual(['repair-applied', 'repair-requested']);
  });
});

describe('a fill limited by work', () => {
  it('ends before its time, and says how it was limited', async () => {
    const { body: rota } = await coordinator.post<RotaDto>('/rotas', {
      unitId: hospital.a.unitId,
      name: 'Later',
      firstDate: '2026-11-02',
      lastDate: '2026-11-15',
    });
    const { body: asked } = await coordinator.post<FillDto>(`/rotas/${rota.id}/fills`, {
      seconds: 300,
      work: 20,
    });
    expect(await ended(asked.id)).toMatchObject({ state: 'done', applied: true, work: 20, changes: null });
    const wrong = await coordinator.post<Problem>(`/rotas/${rota.id}/fills`, { work: 0 });
    expect([wrong.status, wrong.body.errors![0]!.path]).toEqual([400, 'work']);
  });
});

describe('the capacity of a rota', () => {
  it('needs a session, and a reader of the unit', async () => {
    expect((await RotaClient.anonymous(server.url).get(`${rotaUrl}/capacity`)).status).toBe(401);
    expect((await (await hospital.b.coordinator()).get(`${rotaUrl}/capacity`)).status).toBe(403);
    expect((await coordinator.get(`/rotas/${randomUUID()}/capacity`)).status).toBe(404);
  });

  it('says that the demand can be met, and where it cannot when everybody is away', async () => {
    const { body: before } = await coordinator.get<CapacityDto>(`${rotaUrl}/capacity`);
    expect(before).toMatchObject({ enough: true, totalShort: 0, shortfalls: [] });
    await server.dataSource.query(
      `INSERT INTO absences (person_id, kind, first_date, last_date)
       SELECT unnest($1::uuid[]), 'annual-leave', '2026-10-19', '2026-11-01'`,
      [hospital.a.personIds],
    );
    const { body: after } = await coordinator.get<CapacityDto>(`${rotaUrl}/capacity`);
    expect(after).toMatchObject({ enough: false, totalShort: 42 });
    expect(after.shortfalls).toMatchObject([
      { lineName: 'Days', needed: 28, short: 28, bottleneck: 'people', people: 8 },
      { lineName: 'Nights', needed: 14, short: 14, bottleneck: 'people', people: 8 },
    ]);
  });
});
