/**
 * Random claims, swaps, chains, edits, leave and sickness against a model, as `test/histories` tells them, but longer and more.
 * PostgreSQL is the server of `DATABASE_URL`, or an embedded one.
 *
 *   npm run build && npx tsc -p bench && node dist/bench/histories.js [OPERATIONS [SEEDS [FIRST_SEED]]] [--progress FILE]
 *
 * With a file of progress each seed is noted in it as it ends, so that a run that was broken off goes on where it was; at its end it
 * prints the record of all seeds in the file.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { createLogger } from '../src/common/logger.js';
import { loadConfig } from '../src/config/load-config.js';
import { serviceConnection } from '../src/database/connection.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { createWebApp } from '../src/web.js';
import {
  connectionTo,
  createDatabase,
  startDatabaseServer,
  type TestDatabaseServer,
  withAdmin,
} from '../test/support/database-server.js';
import { tellHistory } from '../test/support/histories/history.js';
import { type Place } from '../test/support/histories/world.js';
import { readRevision } from './harness/revision.js';
import { Progress, recordOf, type ToldSeed } from './histories/progress.js';

const LANES = 4;
const TOLD_EVERY = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { progress: { type: 'string' } },
});
const operations = Number(positionals[0] ?? 1_000_000);
const seeds = Number(positionals[1] ?? 1000);
const firstSeed = Number(positionals[2] ?? 1);
const each = Math.ceil(operations / seeds);
const { commit } = readRevision();

const progress = new Progress(values.progress ?? null);
const wanted = Array.from({ length: seeds }, (_, k) => firstSeed + k);
const done = progress.read().filter((told) => told.wanted === each && wanted.includes(told.seed));
const { server, stop } = await startDatabaseServer();
try {
  const missing = wanted.filter((seed) => !done.some((told) => told.seed === seed));
  if (done.length > 0)
    console.error(`${done.length} seeds are in the file already, ${missing.length} are not`);
  const all = [...done, ...(await tellAll(server, missing))];
  console.log(recordOf(all));
  process.exitCode = all.every(({ faults }) => faults.length === 0) ? 0 : 1;
} finally {
  await stop();
}

async function tellAll(database: TestDatabaseServer, missing: readonly number[]): Promise<ToldSeed[]> {
  const name = await createDatabase(database, 'histories');
  await withAdmin(database, async (client) => {
    // What a crash of the server would lose is not what is looked for here; `test/database` looks for that.
    await client.query(`ALTER DATABASE ${name} SET synchronous_commit TO off`);
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const connection = serviceConnection(connectionTo(database, name));
  const dataSource = await new DataSource(dataSourceOptions(connection)).initialize();
  const config = loadConfig({ ROTAWRIGHT_DATA: dataFolder, LOG_LEVEL: 'silent' });
  const app = await createWebApp({ config, connection }, createLogger('silent', { plain: true }));
  await app.init();
  try {
    return await tell({ app, db: dataSource, connection }, missing);
  } finally {
    await app.close();
    await dataSource.destroy();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function tell(place: Place, missing: readonly number[]): Promise<ToldSeed[]> {
  const waiting = [...missing];
  const told: ToldSeed[] = [];
  const begun = performance.now();
  const lane = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const from = performance.now();
      const load = loadavg()[0]!;
      const history = await tellHistory(place, { seed, operations: each });
      // Lanes share the machine: what a seed took is its part of that time.
      const seconds = (performance.now() - from) / 1000 / Math.min(LANES, missing.length);
      const one = {
        ...history,
        wanted: each,
        counts: Object.fromEntries(history.counts),
        seconds,
        load,
        commit,
      };
      told.push(one);
      progress.add(one);
      if (one.faults.length > 0) tellFault(one);
      if (told.length % TOLD_EVERY === 0) tellSpeed(told, begun);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (told.length > 0) tellSpeed(told, begun);
  return told;
}

function tellSpeed(told: readonly ToldSeed[], begun: number): void {
  const seconds = (performance.now() - begun) / 1000;
  const count = told.reduce((sum, one) => sum + one.operations, 0);
  console.error(
    `${told.length} seeds, ${count} operations in ${seconds.toFixed(0)} s, ${(count / seconds).toFixed(0)} a second`,
  );
}

function tellFault({ seed, operations: at, faults }: ToldSeed): void {
  console.error(`seed ${seed}, after ${at} operations: ${faults.join('; ')}`);
  console.error(`to repeat it: node dist/bench/histories.js ${each} 1 ${seed}`);
}
