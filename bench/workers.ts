/**
 * `npm run bench -- workers [--units N] [--work N]`: how much faster two workers fill many units than one. Real PostgreSQL, real
 * `npm run start:worker` processes; each fill is limited by the same number of solver steps, and each worker searches in one thread.
 */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { serviceConnection } from '../src/database/connection.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { AccountEntity } from '../src/modules/auth/account.entity.js';
import { FillEntity } from '../src/modules/rotas/fill.entity.js';
import { GradeEntity } from '../src/modules/people/grade.entity.js';
import { OrganisationEntity } from '../src/modules/units/organisation.entity.js';
import {
  connectionTo,
  startDatabaseServer,
  type TestDatabaseServer,
  urlOf,
  withAdmin,
} from '../test/support/database-server.js';
import { launch } from '../test/support/launched.js';
import { makeUnit } from '../test/support/make-unit.js';
import { readRevision, type Revision } from './harness/revision.js';

export interface WorkersOptions {
  readonly units: number;
  /** Solver steps a fill. */
  readonly work: number;
  readonly people: number;
  /** Folder of the results. */
  readonly results: string;
}

interface Run {
  readonly workers: number;
  /** From the first fill begun to the last one ended. */
  readonly seconds: number;
  readonly done: number;
}

const GOAL = 1.8;

/** @returns the exit status: 0 when two workers are fast enough. */
export async function benchWorkers(options: WorkersOptions): Promise<number> {
  const { server, stop } = await startDatabaseServer();
  try {
    const load = loadavg()[0]!;
    const revision = readRevision();
    const runs = [await run(server, 1, options), await run(server, 2, options)];
    const [one, two] = runs;
    const ratio = one!.seconds / two!.seconds;
    const text = report(runs, ratio, { load, revision }, options);
    console.log(text);
    mkdirSync(options.results, { recursive: true });
    writeFileSync(join(options.results, 'workers.md'), text);
    return ratio >= GOAL && runs.every(({ done }) => done === options.units) ? 0 : 1;
  } finally {
    await stop();
  }
}

async function run(server: TestDatabaseServer, workers: number, options: WorkersOptions): Promise<Run> {
  const name = `${server.prefix}_${String(workers)}`;
  await withAdmin(server, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${server.owner} TEMPLATE ${server.template}`);
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const dataSource = new DataSource(dataSourceOptions(serviceConnection(connectionTo(server, name))));
  await dataSource.initialize();
  const env = {
    DATABASE_URL: urlOf(server, name),
    SOLVER_THREADS: '1',
    ROTAWRIGHT_DATA: dataFolder,
    LOG_LEVEL: 'warn',
  };
  const launched = Array.from({ length: workers }, () =>
    launch({ role: 'worker', env, root: process.cwd() }),
  );
  try {
    await Promise.all(launched.map((worker) => worker.until(/The worker is ready/)));
    await queueFills(dataSource, options);
    return { workers, ...(await measured(dataSource, options.units)) };
  } finally {
    await Promise.all(launched.map((worker) => worker.interrupt()));
    await dataSource.destroy();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function queueFills(dataSource: DataSource, { units, work, people }: WorkersOptions): Promise<void> {
  const organisationId = randomUUID();
  await dataSource
    .getRepository(OrganisationEntity)
    .insert({ id: organisationId, name: 'Bench', nation: 'england-and-wales', timeZone: 'Europe/London' });
  await dataSource.getRepository(GradeEntity).insert([
    { code: 'FY2', name: 'Foundation year 2', family: 'doctor', rank: 20, registered: true },
    { code: 'ST3', name: 'Specialty trainee 3', family: 'doctor', rank: 33, registered: true },
  ]);
  const account = { email: 'bench@example.org', displayName: 'Bench', passwordHash: null, personId: null };
  const { identifiers } = await dataSource.getRepository(AccountEntity).insert(account);
  const requestedBy = (identifiers[0] as { id: string }).id;
  const rotas: string[] = [];
  for (let unit = 1; unit <= units; unit++) {
    rotas.push((await makeUnit(dataSource, organisationId, `U${String(unit)}`, people)).rotaId);
  }
  await dataSource
    .getRepository(FillEntity)
    .insert(rotas.map((rotaId, seed) => ({ rotaId, seconds: 600, seed, work, requestedBy })));
}

async function measured(dataSource: DataSource, units: number): Promise<Omit<Run, 'workers'>> {
  for (;;) {
    await sleep(250);
    const [row] = await dataSource.query<{ ended: number; done: number; seconds: number }[]>(
      `SELECT count(*) FILTER (WHERE finished_at IS NOT NULL)::int AS ended,
              count(*) FILTER (WHERE state = 'done' AND applied)::int AS done,
              extract(epoch FROM max(finished_at) - min(started_at))::float AS seconds FROM fills`,
    );
    if (row!.ended === units) return { seconds: row!.seconds, done: row!.done };
  }
}

function report(
  runs: readonly Run[],
  ratio: number,
  { load, revision }: { readonly load: number; readonly revision: Revision },
  { units, work, people }: WorkersOptions,
): string {
  const { machine, node, commit, dirty } = revision;
  const rows = runs.map(
    ({ workers, seconds, done }) => `| ${workers} | ${done} of ${units} | ${seconds.toFixed(1)} |`,
  );
  return `# Workers

\`npm run bench -- workers --units ${units} --work ${work}\`

${units} units of ${people} people and 14 days, ${work} solver steps each, seeds from 0 on, one thread a worker. Machine: ${machine},
Node ${node}. Commit ${commit}${dirty ? ' **with uncommitted changes**' : ''}; load before the runs ${load.toFixed(1)}.

| workers | filled | seconds |
|---|---|---|
${rows.join('\n')}

Two workers are ${ratio.toFixed(2)} times as fast as one (at least ${GOAL} wanted).
`;
}
