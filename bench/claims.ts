/**
 * 50 clients claim 200 open shifts at once over HTTP, each client every shift: the service in a process of its own, the clients in this
 * one. PostgreSQL is the server of `DATABASE_URL`, or an embedded one.
 *
 *   npm run build && npx tsc -p bench && node dist/bench/claims.js [PEOPLE [WEEKS]]
 */
import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { serviceConnection } from '../src/database/connection.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { PasswordService } from '../src/modules/auth/password.service.js';
import {
  connectionTo,
  startDatabaseServer,
  type TestDatabaseServer,
  urlOf,
  withAdmin,
} from '../test/support/database-server.js';
import { launch } from '../test/support/launched.js';
import {
  type Claimed,
  faultsOfRace,
  raceField,
  raceForShifts,
  type RaceResult,
} from '../test/support/race.js';
import { staffHospital } from '../test/support/staff-hospital.js';
import { type TestServer } from '../test/support/test-server.js';

const GOAL_MS = 150;
const MANY = '10000000';
/** A service that has just started still compiles what it runs for the first time; the goal is for one that is at work. */
const ROUNDS = [
  { name: 'Right after the start', daysAhead: 700 },
  { name: 'At work', daysAhead: 1400 },
] as const;

const people = Number(process.argv[2] ?? 50);
const weeks = Number(process.argv[3] ?? 50);

const { server, stop } = await startDatabaseServer();
try {
  process.exitCode = await measure(server);
} finally {
  await stop();
}

async function measure(database: TestDatabaseServer): Promise<number> {
  const name = `${database.prefix}_claims`;
  await withAdmin(database, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${database.owner} TEMPLATE ${database.template}`);
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const dataSource = new DataSource(dataSourceOptions(serviceConnection(connectionTo(database, name))));
  await dataSource.initialize();
  const port = await freePort();
  const web = launch({
    role: 'web',
    root: process.cwd(),
    env: {
      PORT: String(port),
      DATABASE_URL: urlOf(database, name),
      ROTAWRIGHT_DATA: dataFolder,
      LOG_LEVEL: 'error',
      REQUESTS_PER_MINUTE: MANY,
      REQUESTS_PER_MINUTE_AND_ADDRESS: MANY,
      SIGN_INS_PER_ADDRESS: MANY,
      SECOND_STEP: 'offered',
    },
  });
  try {
    const url = `http://localhost:${String(port)}`;
    await web.until(/Rotawright is ready/);
    const app = { get: () => new PasswordService() } as unknown as TestServer['app'];
    const testServer = { url, app, dataSource } as unknown as TestServer;
    const hospital = await staffHospital(testServer, people);
    const all = { vacancyIds: [] as string[], claims: [] as Claimed[] };
    let met = false;
    for (const round of ROUNDS) {
      const field = await raceField(testServer, hospital, { people, weeks, daysAhead: round.daysAhead });
      const load = loadavg()[0]!;
      const result = await raceForShifts(field);
      console.log(`\n${round.name}`);
      report(result, field.vacancyIds.length, load);
      met = at(result, 0.99) <= GOAL_MS;
      all.vacancyIds.push(...field.vacancyIds);
      all.claims.push(...result.claims);
    }
    const field = { vacancyIds: all.vacancyIds, people: [] };
    const faults = await faultsOfRace(dataSource, field, { claims: all.claims, seconds: 0 });
    for (const fault of faults.slice(0, 10)) console.log(`FAULT: ${fault}`);
    return met && faults.length === 0 ? 0 : 1;
  } finally {
    await web.interrupt();
    await dataSource.destroy();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function at({ claims }: RaceResult, share: number): number {
  const times = claims.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
}

function report(result: RaceResult, shifts: number, load: number): void {
  const won = result.claims.filter(({ status }) => status === 201);
  const lost = { ...result, claims: result.claims.filter(({ status }) => status === 409) };
  const ms = (of: RaceResult, share: number): string => at(of, share).toFixed(0);
  console.log(
    `${result.claims.length} claims of ${people} clients on ${shifts} open shifts in ${result.seconds.toFixed(1)} s`,
  );
  console.log(
    `machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; load before ${load.toFixed(1)}`,
  );
  console.log(`won ${won.length}, refused ${lost.claims.length}`);
  console.log(
    `ms of all: p50 ${ms(result, 0.5)}, p95 ${ms(result, 0.95)}, p99 ${ms(result, 0.99)}, worst ${ms(result, 1)} (goal p99 ${GOAL_MS})`,
  );
  console.log(
    `ms of the winners: p50 ${ms({ ...result, claims: won }, 0.5)}, p99 ${ms({ ...result, claims: won }, 0.99)}`,
  );
  console.log(`ms of the refused: p50 ${ms(lost, 0.5)}, p95 ${ms(lost, 0.95)}, p99 ${ms(lost, 0.99)}`);
}
