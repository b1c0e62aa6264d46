/**
 * A sheet of the deanery of 10,000 rows with 1,000 faults: from upload over HTTP to the dry run, and whether every fault is named.
 * Then 500 doctors from upload to applied. PostgreSQL is the server of `DATABASE_URL`, or an embedded one.
 *
 *   npx tsc -p bench && node dist/bench/intake.js
 */
import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import writeWorkbookFile from 'write-excel-file/node';
import { createLogger } from '../src/common/logger.js';
import { loadConfig } from '../src/config/load-config.js';
import { serviceConnection } from '../src/database/connection.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { type IntakeDto, type IntakeRowDto } from '../src/modules/intake/intake.dto.js';
import { createWebApp } from '../src/web.js';
import {
  connectionTo,
  startDatabaseServer,
  type TestDatabaseServer,
  withAdmin,
} from '../test/support/database-server.js';
import { csv, placementRow, type SheetValues, uploadForm } from '../test/support/deanery-sheet.js';
import { buildHospital, type Hospital } from '../test/support/hospital.js';
import { type TestServer } from '../test/support/test-server.js';

const ROWS = 10_000;
const DOCTORS = 500;
const GOAL_MS = 5000;
/** One row in ten has one of these, by column. */
const FAULTS: readonly (readonly [string, string])[] = [
  ['Date From', '31/02/2026'],
  ['Date To', 'August'],
  ['WTE', '1.2'],
  ['Grade', 'Wizard'],
  ['Site', 'ATLANTIS GENERAL'],
  ['GMC Number', '12345'],
  ['Placement Type', 'Elsewhere'],
  ['Placement Status', 'Perhaps'],
];

const { server, stop } = await startDatabaseServer();
try {
  process.exitCode = await measure(server);
} finally {
  await stop();
}

async function measure(database: TestDatabaseServer): Promise<number> {
  const name = `${database.prefix}_intake`;
  await withAdmin(database, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${database.owner} TEMPLATE ${database.template}`);
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const connection = connectionTo(database, name);
  const dataSource = new DataSource(dataSourceOptions(serviceConnection(connection)));
  await dataSource.initialize();
  const port = await freePort();
  const config = loadConfig({
    PORT: String(port),
    ROTAWRIGHT_DATA: dataFolder,
    LOG_LEVEL: 'error',
    SECOND_STEP: 'offered',
  });
  const app = await createWebApp({ config, connection }, createLogger('error', { plain: true }));
  try {
    await app.listen(port, '127.0.0.1');
    const url = `http://localhost:${port}`;
    const hospital = await buildHospital({ url, app, config, dataSource } as unknown as TestServer);
    await mapPosts(hospital);
    console.log(
      `machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; load ${loadavg()[0]!.toFixed(1)}`,
    );
    const csvMs = await dryRun(hospital, 'CSV', Buffer.from(csv(faultyRows())));
    const workbookMs = await dryRun(hospital, 'workbook', await workbookOf(faultyRows()));
    await applyDoctors(hospital);
    return Math.max(csvMs, workbookMs) <= GOAL_MS ? 0 : 1;
  } finally {
    await app.close();
    await dataSource.destroy();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function mapPosts({ as, unitId }: Hospital): Promise<void> {
  const mapping = {
    postPrefix: 'KSS/RYR16/030',
    sites: ['ROYAL SUSSEX COUNTY HOSPITAL'],
    unitId,
    line: null,
  };
  await as.hr.post('/post-mappings', { body: mapping });
}

function doctor(index: number): SheetValues {
  return placementRow({
    Surname: `Doctor${index}`,
    'GMC Number': String(5_000_000 + index),
    'National Post Number': `KSS/RYR16/030/F2/${String(index).padStart(5, '0')}`,
  });
}

function faultyRows(): SheetValues[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const fault = index % 10 === 0 ? FAULTS[(index / 10) % FAULTS.length]! : null;
    return fault === null ? doctor(index) : { ...doctor(index), [columnOf(fault[0])]: fault[1] };
  });
}

function columnOf(name: string): string {
  return Object.keys(placementRow()).find((each) => each.startsWith(name)) ?? name;
}

async function workbookOf(rows: readonly SheetValues[]): Promise<Buffer> {
  const columns = Object.keys(placementRow());
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  const cells = lines.map((line) => line.map((value) => ({ value, type: String })));
  return writeWorkbookFile(cells, { sheet: 'Placements' }).toBuffer();
}

/** @returns milliseconds from upload to answer. @throws Error when a fault is not named */
async function dryRun({ as }: Hospital, kind: string, bytes: Buffer): Promise<number> {
  const began = performance.now();
  const { status, body } = await as.hr.post('/intakes', { body: uploadForm(new Uint8Array(bytes)) });
  const ms = performance.now() - began;
  const { id, placements } = body as IntakeDto;
  let named = 0;
  let path: string | null = `/intakes/${id}/rows?state=refused&limit=500`;
  while (path !== null) {
    const page = (await as.hr.get(path)).body as { items: IntakeRowDto[]; nextCursor: string | null };
    named += page.items.filter(isNamed).length;
    path =
      page.nextCursor === null
        ? null
        : `/intakes/${id}/rows?state=refused&limit=500&cursor=${page.nextCursor}`;
  }
  console.log(
    `${kind}: ${ROWS} rows, ${(bytes.length / 1024 / 1024).toFixed(1)} MB, dry run in ${ms.toFixed(0)} ms (goal ${GOAL_MS}): ${placements.added} added, ${placements.refused} refused, ${named} faults named`,
  );
  if (status !== 201 || named !== ROWS / 10 || placements.refused !== named)
    throw new Error('not every fault is named');
  return ms;
}

/** The fault that was put into a row is named with its column and value. */
function isNamed({ row, problems }: IntakeRowDto): boolean {
  const index = (row ?? 0) - 2;
  const [column, value] = FAULTS[(index / 10) % FAULTS.length]!;
  return problems.some((problem) => problem.column === column && problem.value === value);
}

async function applyDoctors({ as }: Hospital): Promise<void> {
  const sheet = csv(Array.from({ length: DOCTORS }, (_, index) => doctor(index)));
  const began = performance.now();
  const intake = (await as.hr.post('/intakes', { body: uploadForm(sheet) })).body as IntakeDto;
  const checked = performance.now();
  const body = { refused: 0, removed: 0 };
  const { status } = await as.hr.post(`/intakes/${intake.id}/approval`, { version: intake.version, body });
  const done = performance.now();
  if (status !== 200) throw new Error(`not applied: ${status}`);
  console.log(
    `${DOCTORS} doctors: dry run ${(checked - began).toFixed(0)} ms, applied in ${(done - checked).toFixed(0)} ms, ${((done - began) / DOCTORS).toFixed(1)} ms each`,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
