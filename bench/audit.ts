/**
 * `rotawright audit verify` on a log of a million entries in one chain. PostgreSQL is the server of `DATABASE_URL`, or an
 * embedded one. Goal: 5 s.
 *
 *   npm run build && npx tsc -p bench && node dist/bench/audit.js [ENTRIES [ROUNDS]]
 */
import 'reflect-metadata';
import { cpus, loadavg } from 'node:os';
import { DataSource } from 'typeorm';
import { verifyLog } from '../src/cli/audit-verify.js';
import { serviceConnection } from '../src/database/connection.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { connectionTo, startDatabaseServer, withAdmin } from '../test/support/database-server.js';
import { writeLongChain } from '../test/support/long-log.js';

const GOAL_S = 5;
const entries = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const threads = cpus().length;

const { server, stop } = await startDatabaseServer();
try {
  const name = `${server.prefix}_audit`;
  await withAdmin(server, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${server.owner} TEMPLATE ${server.template}`);
  });
  const connection = serviceConnection(connectionTo(server, name));
  const dataSource = await new DataSource(dataSourceOptions(connection)).initialize();
  await writeLongChain(dataSource, entries);
  await dataSource.query('VACUUM ANALYZE audit_entries');
  await dataSource.destroy();
  console.log(`machine: ${threads} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.version}`);
  const seconds: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const load = loadavg()[0]!;
    const [begun, cpu] = [performance.now(), process.cpuUsage()];
    const { reports } = await verifyLog(connection, [], threads);
    const took = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const faults = reports.reduce((sum, report) => sum + report.faults.length, 0);
    const checked = reports.reduce((sum, report) => sum + report.entries, 0);
    console.log(
      `round ${round}: ${checked} entries in ${took.toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of CPU here, PostgreSQL apart), ${faults} faults, load before ${load.toFixed(1)}`,
    );
    if (checked !== entries || faults > 0) throw new Error('the log was not found whole');
    seconds.push(took);
  }
  console.log(`best ${Math.min(...seconds).toFixed(2)} s; goal ${GOAL_S} s`);
  process.exitCode = Math.min(...seconds) <= GOAL_S ? 0 : 1;
} finally {
  await stop();
}
