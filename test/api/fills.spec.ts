import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AssignmentDto, type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { type FillDto } from '../../src/modules/rotas/dto/fill.dto.js';
import { type GapsDto } from '../../src/modules/rotas/dto/gaps.dto.js';
import { type GridDto } from '../../src/modules/rotas/dto/grid.dto.js';
import { PATIENT, RotaClient, ifMatch, type Problem, toCreate } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const ENDED = ['done', 'stopped', 'failed'];

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
  await server.dataSource.query('DELETE FROM assignments');
  await server.dataSource.query('DELETE FROM absences');
});

afterAll(() => server.close());

async function start(body: object = { seconds: 2, seed: 1 }): Promise<FillDto> {
  const { status, body: fill, headers } = await coordinator.post<FillDto>(`${rotaUrl}/fills`, body);
  expect(status, JSON.stringify(fill)).toBe(202);
  expect(headers.get('location')).toBe(`/api/v1/fills/${fill.id}`);
  return fill;
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

async function put(person: number, date: string, shiftTypeId: string, rest = {}): Promise<AssignmentDto> {
  const body = { personId: hospital.a.personIds[person]!, date, shiftTypeId, pinned: true, ...rest };
  const answer = await coordinator.put<ChangedAssignmentDto>(
    `${rotaUrl}/assignments/${randomUUID()}`,
    body,
    toCreate,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.assignment;
}

interface StreamEvent {
  id: number;
  event: string;
  data: Record<string, unknown>;
}

async function readEvents(fillId: string, headers = {}): Promise<StreamEvent[]> {
  const response = await coordinator.open('GET', `/fills/${fillId}/events`, { headers });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return (await response.text())
    .split('\n\n')
    .filter((block) => block.startsWith('id:'))
    .map((block) => {
      const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block)!;
      return { id: Number(id), event: event!, data: JSON.parse(data!) as Record<string, unknown> };
    });
}

describe('a fill', () => {
  it.each([
    ['POST', () => `${rotaUrl}/fills`],
    ['GET', () => `/fills/${randomUUID()}`],
    ['GET', () => `/fills/${randomUUID()}/events`],
    ['POST', () => `/fills/${randomUUID()}/stop`],
  ])('needs a session: %s %#', async (method, path) => {
    expect((await RotaClient.anonymous(server.url).call(method, path())).status).toBe(401);
  });

  it.each([
    { seconds: 0 },
    { seconds: 601 },
    { seconds: 1.5 },
    { seed: -1 },
    { keep: 'some' },
    { hurry: true },
  ])('refuses %j', async (body) => {
    const { status, body: problem } = await coordinator.post<Problem>(`${rotaUrl}/fills`, body);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors![0]!.path).toBe(Object.keys(body)[0]);
  });

  it('fills the rota, meets the cover and breaks no hard rule', async () => {
    const fill = await ended((await start()).id);
    expect(fill, JSON.stringify(fill)).toMatchObject({
      state: 'done',
      applied: true,
      hardViolations: 0,
      unfilled: 0,
      error: null,
    });
    const { body: grid } = await coordinator.get<GridDto>(`${rotaUrl}/grid`);
    expect(grid.violations.filter(({ level }) => level === 'hard')).toEqual([]);
    expect(grid.cover.filter(({ short }) => short > 0)).toEqual([]);
    expect(new Set(grid.assignments.map(({ source }) => source))).toEqual(new Set(['fill']));
    const { body: gaps } = await coordinator.get<GapsDto>(`${rotaUrl}/gaps`);
    expect(gaps).toMatchObject({ coverMet: { minimumNeeded: 42, minimumMet: 42, share: 1 }, gaps: [] });
  });

  it('keeps pins, and the id of every shift that stays where it was', async () => {
    const pinned = await put(0, '2026-10-24', hospital.a.night);
    await ended((await start()).id);
    const before = await assignments();
    expect(before.find(({ id }) => id === pinned.id)).toEqual(pinned);
    await ended((await start({ seconds: 1, seed: 2, keep: 'all' })).id);
    const after = await assignments();
    for (const row of before) expect(after.find(({ id }) => id === row.id)).toEqual(row);
  });

  it('is one at a time on a rota', async () => {
    const first = await start({ seconds: 20 });
    const { status, body } = await coordinator.post<Problem>(`${rotaUrl}/fills`, {});
    expect([status, body.code]).toEqual([409, 'fill-running']);
    expect(body.current).toMatchObject({ id: first.id });
    const { body: rota } = await coordinator.get<{ activeFillId: string }>(rotaUrl);
    expect(rota.activeFillId).toBe(first.id);
    await coordinator.post(`/fills/${first.id}/stop`);
    await ended(first.id);
  });

  it('is started once for a key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 1 }, key);
    const again = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 1 }, key);
    expect(again.body.id).toBe(first.body.id);
    const other = await coordinator.post<Problem>(`${rotaUrl}/fills`, { seconds: 2 }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-payload-changed']);
    await ended(first.body.id);
  });

  it('stops when told, keeps the best rota so far, and says so', async () => {
    const { id } = await start({ seconds: 60 });
    for (;;) {
      const { body } = await coordinator.get<FillDto>(`/fills/${id}`);
      if (body.objective !== null) break;
      await sleep(20);
    }
    const stopped = await coordinator.post<FillDto>(`/fills/${id}/stop`);
    expect(stopped.status).toBe(202);
    const fill = await ended(id);
    expect(fill).toMatchObject({ state: 'stopped', applied: true });
    expect(fill.elapsedMs).toBeLessThan(30_000);
    expect((await assignments()).length).toBeGreaterThan(0);
    expect((await coordinator.post<FillDto>(`/fills/${id}/stop`)).body.state).toBe('stopped');
  });

  it('belongs to its unit', async () => {
    const { id } = await start({ seconds: 1 });
    const stranger = await hospital.b.coordinator();
    for (const [method, path] of [
      ['GET', `/fills/${id}`],
      ['GET', `/fills/${id}/events`],
      ['POST', `/fills/${id}/stop`],
      ['POST', `${rotaUrl}/fills`],
    ] as const) {
      expect((await stranger.call(method, path)).status).toBe(403);
    }
    await ended(id);
  });
});

describe('the events of a fill', () => {
  it('tell of every gain and of the end, and resume where a reader left', async () => {
    const { id } = await start();
    const events = await readEvents(id);
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
    expect(events.some(({ event }) => event === 'progress')).toBe(true);
    const last = events.at(-1)!;
    expect(last).toMatchObject({ event: 'done', data: { id, state: 'done', applied: true } });
    const progress = events.filter(({ event }) => event === 'progress').map(({ data }) => data);
    for (const data of progress) {
      expect(Object.keys(data).toSorted()).toEqual(
        ['elapsedMs', 'hardViolations', 'lowerBound', 'objective', 'seq', 'unfilled'].toSorted(),
      );
    }
    const rest = await readEvents(id, { 'last-event-id': '1' });
    expect(rest).toEqual(events.slice(1));
    const nothing = await coordinator.open('GET', `/fills/${id}/events`, {
      headers: { 'last-event-id': String(last.id) },
    });
    expect(nothing.status).toBe(204);
    const wrong = await coordinator.get<Problem>(`/fills/${id}/events`, {
      headers: { 'last-event-id': 'x' },
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-input']);
  });
});

describe('while a fill runs', () => {
  const running = async (id: string): Promise<void> => {
    while ((await coordinator.get<FillDto>(`/fills/${id}`)).body.objective === null) await sleep(20);
  };

  it('what is set by hand stays', async () => {
    const { id } = await start({ seconds: 30 });
    await running(id);
    const byHand = await put(3, '2026-10-27', hospital.a.early, { pinned: false });
    await coordinator.post(`/fills/${id}/stop`);
    // A rota this small may be proven the best there is before the stop arrives.
    expect(await ended(id)).toMatchObject({
      state: expect.stringMatching(/^(stopped|done)$/) as string,
      applied: true,
    });
    expect((await assignments()).find((row) => row.id === byHand.id)).toEqual(byHand);
  });

  it('leave that is granted meanwhile is respected, and told', async () => {
    const { id } = await start({ seconds: 30 });
    await running(id);
    const personId = hospital.a.personIds[2]!;
    await server.dataSource.query(
      `INSERT INTO absences (person_id, kind, first_date, last_date) VALUES ($1, 'annual-leave', '2026-10-19', '2026-11-01')`,
      [personId],
    );
    await coordinator.post(`/fills/${id}/stop`);
    const fill = await ended(id);
    expect(fill).toMatchObject({
      state: expect.stringMatching(/^(stopped|done)$/) as string,
      applied: true,
      hardViolations: 0,
    });
    expect((await assignments()).filter((row) => row.personId === personId)).toEqual([]);
    expect(fill.notes.some((note) => note.includes('on annual leave'))).toBe(true);
  });

  it('what is removed by hand does not come back', async () => {
    const row = await put(4, '2026-10-21', hospital.a.day, { pinned: false });
    const { id } = await start({ seconds: 30 });
    await running(id);
    await coordinator.delete(`${rotaUrl}/assignments/${row.id}`, ifMatch(row.version));
    await coordinator.post(`/fills/${id}/stop`);
    await ended(id);
    expect(
      (await assignments()).filter(({ personId, date }) => personId === row.personId && date === row.date),
    ).toEqual([]);
  });
});
