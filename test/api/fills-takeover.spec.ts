import { type INestApplicationContext } from '@nestjs/common';
import { type PoolConfig } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/common/logger.js';
import { type AssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { type FillDto } from '../../src/modules/rotas/dto/fill.dto.js';
import { FillApplier } from '../../src/modules/rotas/fill-applier.service.js';
import { FillEntity, type FilledCell } from '../../src/modules/rotas/fill.entity.js';
import { createWorkerApp, startWorking } from '../../src/worker.js';
import { PATIENT, type RotaClient } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const ENDED = ['done', 'stopped', 'failed'];

let web: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let rotaUrl: string;
const workers: INestApplicationContext[] = [];

beforeAll(async () => {
  web = await startTestServer({ env: PATIENT });
  hospital = await smallHospital(web);
  coordinator = await hospital.a.coordinator();
  rotaUrl = `/rotas/${hospital.a.rotaId}`;
});

beforeEach(() => web.dataSource.query('DELETE FROM assignments'));

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
});

afterAll(() => web.close());

/** The other half of the service, as another process would run it. */
async function startWorker(): Promise<INestApplicationContext> {
  const connection = (web.dataSource.options as { extra: PoolConfig }).extra;
  const logger = createLogger(web.config.logLevel, { plain: true });
  const worker = await createWorkerApp({ config: web.config, connection }, logger);
  await worker.init();
  startWorking(worker);
  workers.push(worker);
  return worker;
}

async function get(id: string): Promise<FillDto> {
  return (await coordinator.get<FillDto>(`/fills/${id}`)).body;
}

async function until(id: string, holds: (fill: FillDto) => boolean): Promise<FillDto> {
  for (;;) {
    const fill = await get(id);
    if (holds(fill)) return fill;
    await sleep(50);
  }
}

const ended = (id: string): Promise<FillDto> => until(id, ({ state }) => ENDED.includes(state));

async function assignments(): Promise<AssignmentDto[]> {
  const { body } = await coordinator.get<{ items: AssignmentDto[] }>(`${rotaUrl}/assignments?limit=500`);
  return body.items;
}

/** What a worker leaves behind that was killed in the middle of a fill. */
async function leftBehind(row: Partial<FillEntity>): Promise<{ id: string; best: FilledCell[] }> {
  const best = [{ personId: hospital.a.personIds[0]!, shiftTypeId: hospital.a.night, date: '2026-10-22' }];
  const accounts = await web.dataSource.query<{ id: string }[]>('SELECT id FROM accounts LIMIT 1');
  const fill = web.dataSource.manager.create(FillEntity, {
    rotaId: hospital.a.rotaId,
    requestedBy: accounts[0]!.id,
    seconds: 2,
    seed: 1,
    state: 'running',
    startedAt: new Date(),
    heartbeatAt: new Date(0),
    attempts: 1,
    spentMs: 700,
    baseline: {},
    best,
    ...row,
  });
  return { id: (await web.dataSource.manager.save(fill)).id, best };
}

const cellsOf = (rows: readonly AssignmentDto[]): FilledCell[] =>
  rows.map(({ personId, shiftTypeId, date }) => ({ personId, shiftTypeId, date }));

describe('a fill whose worker died', () => {
  it('is taken over and goes on from the best rota, for the time that is left', async () => {
    const { id } = await leftBehind({});
    await startWorker();
    const fill = await ended(id);
    expect(fill).toMatchObject({ state: 'done', applied: true, hardViolations: 0, error: null });
    // It goes on counting, and ends sooner only where nothing better can be.
    expect(fill.elapsedMs).toBeGreaterThanOrEqual(fill.objective === fill.lowerBound ? 700 : 2000);
    expect((await assignments()).length).toBeGreaterThan(1);
  });

  it('while it was to stop, is stopped with the best rota', async () => {
    const { id, best } = await leftBehind({ state: 'stopping' });
    await startWorker();
    expect(await ended(id)).toMatchObject({ state: 'stopped', applied: true });
    expect(cellsOf(await assignments())).toEqual(best);
  });

  it('again and again, is ended with the best rota, and says so', async () => {
    const { id, best } = await leftBehind({ attempts: 5 });
    await startWorker();
    const fill = await ended(id);
    expect(fill).toMatchObject({ state: 'done', applied: true });
    expect(fill.error).toMatch(/interrupted 5 times; the best rota/);
    expect(cellsOf(await assignments())).toEqual(best);
  });

  it('before it had found anything, fails and says so', async () => {
    const { id } = await leftBehind({ attempts: 5, best: null });
    await startWorker();
    expect(await ended(id)).toMatchObject({ state: 'failed', applied: false });
    expect(await assignments()).toEqual([]);
    expect((await coordinator.get<{ activeFillId: null }>(rotaUrl)).body.activeFillId).toBeNull();
  });
});

describe('a fill of which nobody was told', () => {
  it('is found by the sweep', async () => {
    const { id } = await leftBehind({
      state: 'queued',
      attempts: 0,
      spentMs: 0,
      best: null,
      startedAt: null,
    });
    await startWorker();
    expect(await ended(id)).toMatchObject({ state: 'done', applied: true, unfilled: 0 });
  });
});

describe('two processes', () => {
  it('stop in the one what runs in the other', async () => {
    await startWorker();
    const { body } = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 300 });
    await until(body.id, ({ objective }) => objective !== null);
    await coordinator.post(`/fills/${body.id}/stop`);
    const fill = await ended(body.id);
    expect(fill).toMatchObject({ state: 'stopped', applied: true });
    expect(fill.elapsedMs).toBeLessThan(100_000);
  });

  it('hand a fill over when the one that runs it ends in good order', async () => {
    const first = await startWorker();
    const { body } = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 6 });
    await until(body.id, ({ objective }) => objective !== null);
    workers.splice(workers.indexOf(first), 1);
    await first.close();
    expect((await get(body.id)).state).toBe('running');
    expect(await assignments()).toEqual([]);
    await startWorker();
    expect(await ended(body.id)).toMatchObject({ state: 'done', applied: true, error: null });
  });

  it('never both apply: who has lost a fill leaves the rota alone', async () => {
    const { id, best } = await leftBehind({ attempts: 2, heartbeatAt: new Date() });
    const outcome = { state: 'done' as const, spentMs: 1, best, error: null, notes: [] };
    await web.app.get(FillApplier, { strict: false }).finish({ fillId: id, attempt: 1 }, outcome);
    expect(await assignments()).toEqual([]);
    expect((await get(id)).state).toBe('running');
    await web.app.get(FillApplier, { strict: false }).finish({ fillId: id, attempt: 2 }, outcome);
    expect(cellsOf(await assignments())).toEqual(best);
    await web.app.get(FillApplier, { strict: false }).finish({ fillId: id, attempt: 2 }, outcome);
    expect(await assignments()).toHaveLength(1);
  });

  it('let a fill that waits be stopped before any worker has seen it', async () => {
    const { body } = await coordinator.post<FillDto>(`${rotaUrl}/fills`, { seconds: 5 });
    const stopped = await coordinator.post<FillDto>(`/fills/${body.id}/stop`);
    expect(stopped.body).toMatchObject({ state: 'stopped', applied: false });
    await startWorker();
    await sleep(500);
    expect((await get(body.id)).state).toBe('stopped');
    expect(await assignments()).toEqual([]);
  });
});
