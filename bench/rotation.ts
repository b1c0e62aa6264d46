/**
 * A rotation of 500 doctors from the deanery's sheet to their sign-ins, through the API alone: dry run, then one run that applies the
 * sheet, gives lines, checks, makes the duty roster of 26 weeks and searches its gaps; HR enters the addresses and pay points that are
 * missing and prepares again; approved, rotas are published, work schedules issued, doctors invited. PDFs of all work schedules, and
 * mails at an SMTP server in this process. Units of 25; splits, HOLDs and faulty rows in the sheet; the people sheet knows nine addresses
 * of ten. The hospital is there before: units with shift types, cover, templates and posts.
 *
 *   npm run build && npx tsc -p bench && node dist/bench/rotation.js [DOCTORS] [SECONDS OF SEARCH A UNIT]
 */
import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createLogger } from '../src/common/logger.js';
import { loadConfig } from '../src/config/load-config.js';
import { serviceConnection } from '../src/database/connection.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { type ApprovalRunDto } from '../src/modules/approval-runs/approval-run.dto.js';
import { type IntakeDto } from '../src/modules/intake/intake.dto.js';
import { type PersonDto } from '../src/modules/people/person.dto.js';
import { FillsService } from '../src/modules/rotas/fills.service.js';
import { LineCandidates } from '../src/modules/rotas/line-candidates.service.js';
import { type RotationDto } from '../src/modules/rotations/rotation.dto.js';
import { type DoctorScheduleDto } from '../src/modules/work-schedules/work-schedule.dto.js';
import { createWebApp } from '../src/web.js';
import { startWorking } from '../src/worker.js';
import {
  connectionTo,
  startDatabaseServer,
  type TestDatabaseServer,
  withAdmin,
} from '../test/support/database-server.js';
import { csv, placementRow, type SheetValues, uploadForm } from '../test/support/deanery-sheet.js';
import { buildHospital, type Hospital } from '../test/support/hospital.js';
import { created, linesUnit, storedTemplate } from '../test/support/lines.js';
import { startMailServer, type TestMailServer } from '../test/support/mail-server.js';
import { type TestServer } from '../test/support/test-server.js';
import { readRevision } from './harness/revision.js';

const DOCTORS = Number(process.argv[2] ?? 500);
const SEARCH_S = Number(process.argv[3] ?? 5);
const A_UNIT = 25;
/** Doctors on a weekday. */
const NEEDED = 12;
const SPLIT_EVERY = 20;
const HOLD_EVERY = 25;
const FAULTY_ROWS = 20;
const ADDRESS_MISSING_EVERY = 10;
/** Publication, work schedule and invitation. */
const MAILS_A_DOCTOR = 3;
const MAILS_WITHIN_MS = 300_000;
/** Seconds a doctor without the solver; a robot that clicks through screens takes 102. */
const GOAL_S = 0.25;
const START = '2026-08-05';
const DATES = { 'Date From': '05/08/2026', 'Date To': '02/02/2027' };

const { server, stop } = await startDatabaseServer();
try {
  process.exitCode = await measure(server);
} finally {
  await stop();
}

async function measure(database: TestDatabaseServer): Promise<number> {
  const name = `${database.prefix}_rotation`;
  await withAdmin(database, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${database.owner} TEMPLATE ${database.template}`);
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const connection = connectionTo(database, name);
  const dataSource = await new DataSource(dataSourceOptions(serviceConnection(connection))).initialize();
  const relay = await startMailServer();
  const port = await freePort();
  const config = loadConfig({
    ...{ PORT: String(port), ROTAWRIGHT_DATA: dataFolder, LOG_LEVEL: 'error', SMTP_URL: relay.url },
    ...{ REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000', SECOND_STEP: 'offered' },
  });
  const app = await createWebApp({ config, connection }, createLogger('error', { plain: true }));
  try {
    await app.listen(port, '127.0.0.1');
    startWorking(app);
    const testServer = { url: `http://localhost:${port}`, app, config, dataSource } as unknown as TestServer;
    const hospital = await buildHospital(testServer);
    return await rotate(testServer, hospital, relay);
  } finally {
    await app.close();
    await relay.stop();
    await dataSource.destroy();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function rotate(testServer: TestServer, hospital: Hospital, relay: TestMailServer): Promise<number> {
  const revision = readRevision();
  const load = loadavg()[0]!.toFixed(1);
  const unitIds = await addUnits(testServer, hospital);
  const solver = timeTheSolver(testServer);
  const times = new Map<string, number>();
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    times.set(step, performance.now() - begun);
    return result;
  };

  const { as } = hospital;
  const form = uploadForm(csv(sheet()), { people: csv(peopleSheet()) });
  const { id, version, placements, people } = await timed('dry run', () =>
    created<IntakeDto>(as.hr.post('/intakes', { body: form })),
  );
  const rotation = await created<RotationDto>(
    as.hr.post('/rotations', { body: { programme: 'August', startDate: START, unitIds } }),
  );
  const first = await timed('prepare', async () => {
    const intake = { id, version, refused: placements.refused + people.refused, removed: placements.removed };
    const body = { rotationId: rotation.id, intake, fillSeconds: SEARCH_S };
    return until(hospital, await created<ApprovalRunDto>(as.hr.post('/approval-runs', { body })), 'ready');
  });
  await timed('missing addresses and pay points entered', () => enterMissing(hospital, unitIds));
  const run = await timed('prepare again', async () => {
    const skipped = await move(hospital, first, 'fill-skip');
    return until(hospital, await move(hospital, skipped, 'check'), 'ready');
  });
  const done = await timed('carry out', async () => {
    const body = { findings: run.findings, publish: true };
    return until(hospital, await move(hospital, run, 'approval', body), 'done');
  });
  const bytes = await timed('PDFs', () => everyPdf(hospital, unitIds));
  await timed('mails still on their way', () => mailsReceived(relay));

  console.log(`commit ${revision.commit}; ${revision.machine}, Node ${revision.node}; load before ${load}`);
  console.log(
    `${DOCTORS} doctors in ${unitIds.length} units: ${placements.added} rows added, ${placements.refused} refused; ${first.findings} findings at first, ${run.findings} accepted; ${relay.mails.length} mails received; PDFs of ${(bytes / 1024 / DOCTORS).toFixed(0)} kB each`,
  );
  for (const [step, ms] of times) print(step, ms);
  for (const { stepName, spentMs } of done.times) print(`  of the run: ${stepName}`, spentMs);
  const total = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  for (const { unitName, step, findings } of done.steps) {
    if (step === 'publication' && findings.length > 0) console.log(`${unitName ?? ''}: ${findings[0]!.what}`);
  }
  const filled = await solver.searched();
  print('solver (allocation of lines)', solver.ms);
  print('solver (gaps)', filled);
  print('total', total);
  const own = total - solver.ms - filled;
  print('total without the solver', own);
  console.log(`goal: ${GOAL_S} s a doctor without the solver`);
  return own / 1000 / DOCTORS <= GOAL_S ? 0 : 1;
}

function print(step: string, ms: number): void {
  console.log(`${step}: ${(ms / 1000).toFixed(2)} s, ${(ms / 1000 / DOCTORS).toFixed(4)} s a doctor`);
}

/** Units with a template of as many lines as doctors, and their posts. */
async function addUnits(testServer: TestServer, hospital: Hospital): Promise<string[]> {
  const unitIds: string[] = [];
  for (let index = 0; index * A_UNIT < DOCTORS; index++) {
    const { unitId, types } = await linesUnit(testServer, hospital, []);
    await storedTemplate(hospital, unitId, A_UNIT);
    await addCover(hospital, unitId, [types.nwd, types.L]);
    const mapping = {
      postPrefix: prefixOf(index),
      sites: ['ROYAL SUSSEX COUNTY HOSPITAL'],
      unitId,
      line: null,
    };
    await created(hospital.as.hr.post('/post-mappings', { body: mapping }));
    unitIds.push(unitId);
  }
  return unitIds;
}

/** A doctor more on weekdays than the lines give, so that there are gaps to search. */
async function addCover({ as }: Hospital, unitId: string, shiftTypeIds: readonly string[]): Promise<void> {
  const dates = { validFrom: '2026-01-01', validUntil: null, bankHolidayWeekday: null };
  const template = await created<{ id: string }>(
    as.admin.post('/demand/templates', { body: { unitId, name: 'Days', ...dates } }),
  );
  const numbers = { measure: 'count', minimum: NEEDED, target: NEEDED, maximum: null, minShare: null };
  const who = { gradeCodes: [], minimumGradeCode: null, skillCodes: [], registered: null };
  const line = { name: 'Days', weekdays: [0, 1, 2, 3, 4], shiftTypeIds, ...numbers, ...who };
  await created(as.admin.post(`/demand/templates/${template.id}/lines`, { body: line }));
}

function prefixOf(unit: number): string {
  return `KSS/RYR16/${String(100 + unit)}`;
}

/** A row a doctor; some in two posts of half a week each, gaps beside them, and rows that are refused. */
function sheet(): SheetValues[] {
  const rows = Array.from({ length: DOCTORS }, (_, index) => rowsOf(index)).flat();
  const faulty = Array.from({ length: FAULTY_ROWS }, (_, index) =>
    row(DOCTORS + index, { 'Date From': '31/02/2026', 'GMC Number': String(6_000_000 + index) }),
  );
  return [...rows, ...faulty];
}

function rowsOf(index: number): SheetValues[] {
  const rows =
    index % SPLIT_EVERY === 0
      ? [row(index, { WTE: '0.5' }), row(index, { WTE: '0.5' }, 'B')]
      : [row(index, index % SPLIT_EVERY === 1 ? { WTE: '0.8' } : {})];
  if (index % HOLD_EVERY !== 0) return rows;
  return [...rows, row(index, { Surname: 'HOLD', 'GMC Number': '', WTE: '1' }, 'H')];
}

function row(index: number, more: SheetValues, post = 'A'): SheetValues {
  const unit = Math.min(Math.floor(index / A_UNIT), Math.ceil(DOCTORS / A_UNIT) - 1);
  return placementRow({
    ...DATES,
    Surname: `Doctor${index}`,
    'GMC Number': String(5_000_000 + index),
    'National Post Number': `${prefixOf(unit)}/F2/${post}${String(index).padStart(5, '0')}`,
    ...more,
  });
}

/** Of everybody but each tenth. */
function peopleSheet(): SheetValues[] {
  return Array.from({ length: DOCTORS }, (_, index) => ({
    Title: 'Dr',
    Forename: 'Alex',
    Surname: `Doctor${index}`,
    'Email Address': index % ADDRESS_MISSING_EVERY === 0 ? '' : `doctor-${index}@example.org`,
    'GMC Number': String(5_000_000 + index),
    Role: 'DR_IN_TRAINING',
  }));
}

/** What HR does about the findings: a pay point for everybody, and the addresses that nobody told. */
async function enterMissing({ as }: Hospital, unitIds: readonly string[]): Promise<void> {
  for (const unitId of unitIds) {
    const path = `/people?unitId=${unitId}&limit=500`;
    const { items } = await created<{ items: PersonDto[] }>(as.hr.get(path), 200);
    for (const person of items) {
      const term = {
        personId: person.id,
        payPoint: 'NP2',
        firstDate: START,
        lastDate: null,
        optedOut: false,
      };
      await created(as.hr.post('/pay-terms', { body: term }));
      if (person.email !== null) continue;
      const { id, version, staffNumber, givenName, familyName, gradeCode } = person;
      const { registrationBody, registrationNumber } = person;
      const names = { staffNumber, givenName, familyName, gradeCode, registrationBody, registrationNumber };
      const body = { ...names, email: `${familyName.toLowerCase()}@example.org` };
      await created(as.hr.put(`/people/${id}`, { version, body }), 200);
    }
  }
}

async function move(
  { as }: Hospital,
  { id, version }: ApprovalRunDto,
  to: 'check' | 'approval' | 'fill-skip',
  body?: object,
): Promise<ApprovalRunDto> {
  return created(as.hr.post(`/approval-runs/${id}/${to}`, { version, body }), 200);
}

/** Adds up what the search for lines takes, and what fills have searched. */
function timeTheSolver({ app }: TestServer): { ms: number; searched: () => Promise<number> } {
  const fillIds: string[] = [];
  const fills = app.get(FillsService, { strict: false });
  const start = fills.start.bind(fills);
  fills.start = async (...args: Parameters<typeof start>) => {
    const fill = await start(...args);
    fillIds.push(fill.id);
    return fill;
  };
  const searched = async (): Promise<number> => {
    const ended = await Promise.all(fillIds.map(async (id) => fills.get(id)));
    return ended.reduce((total, { elapsedMs }) => total + elapsedMs, 0);
  };
  const spent = { ms: 0, searched };
  const candidates = app.get(LineCandidates, { strict: false });
  const allocate = candidates.allocate.bind(candidates);
  candidates.allocate = async (...args: Parameters<typeof allocate>) => {
    const begun = performance.now();
    try {
      return await allocate(...args);
    } finally {
      spent.ms += performance.now() - begun;
    }
  };
  return spent;
}

async function until(
  { as }: Hospital,
  { id }: ApprovalRunDto,
  state: ApprovalRunDto['state'],
): Promise<ApprovalRunDto> {
  for (;;) {
    const run = await created<ApprovalRunDto>(as.hr.get(`/approval-runs/${id}`), 200);
    if (run.state === state) return run;
    if (run.error !== null) throw new Error(`the run ended early: ${run.error}`);
    await sleep(50);
  }
}

/** @returns how many bytes they have together */
async function everyPdf({ as }: Hospital, unitIds: readonly string[]): Promise<number> {
  const ids: string[] = [];
  for (const unitId of unitIds) {
    const path = `/work-schedules?unitId=${unitId}&on=${START}&limit=500`;
    const { items } = await created<{ items: DoctorScheduleDto[] }>(as.hr.get(path), 200);
    ids.push(...items.flatMap(({ scheduleId }) => scheduleId ?? []));
  }
  if (ids.length !== DOCTORS) throw new Error(`${ids.length} work schedules for ${DOCTORS} doctors`);
  let bytes = 0;
  for (const id of ids) {
    const { status, headers } = await as.hr.get(`/work-schedules/${id}/document?format=pdf`);
    if (status !== 200) throw new Error(`PDF of ${id}: ${status}`);
    bytes += Number(headers.get('content-length') ?? 0);
  }
  return bytes;
}

async function mailsReceived({ mails }: TestMailServer): Promise<void> {
  const deadline = performance.now() + MAILS_WITHIN_MS;
  while (mails.length < MAILS_A_DOCTOR * DOCTORS) {
    if (performance.now() > deadline) throw new Error(`${mails.length} mails for ${DOCTORS} doctors`);
    await sleep(50);
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
