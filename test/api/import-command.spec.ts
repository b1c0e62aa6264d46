import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IntakeDto } from '../../src/modules/intake/intake.dto.js';
import { type CommandResult, runRotawright } from '../support/command.js';
import { csv, placementRow } from '../support/deanery-sheet.js';
import { buildHospital, createAccount, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const FIXTURE = fileURLToPath(new URL('../fixtures/deanery/placements.csv', import.meta.url));

interface Report {
  readonly dryRun: boolean;
  readonly applied: boolean;
  readonly placements: Record<string, number>;
  readonly rows: readonly { readonly state: string; readonly row: number | null }[];
}

let server: TestServer;
let hospital: Hospital;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  hospital = await buildHospital(server);
  folder = mkdtempSync(join(tmpdir(), 'rw-import-'));
  const posts = ['KSS/RYR16/030', 'KSS/RYR16/003'];
  for (const postPrefix of posts) {
    const body = { postPrefix, sites: ['ROYAL SUSSEX COUNTY HOSPITAL'], unitId: hospital.unitId, line: null };
    expect((await hospital.as.hr.post('/post-mappings', { body })).status).toBe(201);
  }
});

beforeEach(async () => {
  await server.dataSource.query(
    `DELETE FROM intakes; DELETE FROM deanery_placements; DELETE FROM deanery_people;
     DELETE FROM placements WHERE source = 'deanery'; DELETE FROM people WHERE registration_body = 'GMC'`,
  );
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

function rotawright(...args: string[]): CommandResult {
  return runRotawright(server.connection, folder, ['import', ...args]);
}

function sheetOf(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function reported({ stdout, stderr }: CommandResult): Report {
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

async function count(table: string): Promise<number> {
  const [row] = await server.dataSource.query<{ count: string }[]>(`SELECT count(*) FROM ${table}`);
  return Number(row!.count);
}

describe('rotawright import placements', () => {
  it('says in a dry run what each row would do, and changes nothing', async () => {
    const run = rotawright('placements', FIXTURE, '--dry-run');
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toMatch(/Placements: \d+ added, 0 changed, 0 removed, 0 unchanged, 0 refused/);
    expect(run.stdout).toContain('Testone, KSS/RYR16/030/F2/001');
    expect(run.stdout).toContain('A dry run: nothing was changed.');
    expect([await count('intakes'), await count('deanery_placements')]).toEqual([0, 0]);
  });

  it('applies it as the portal does, once', async () => {
    const first = reported(rotawright('placements', FIXTURE, '--json'));
    expect(first).toMatchObject({ dryRun: false, applied: true });
    expect(await count('deanery_placements')).toBe(first.placements.added);
    const { body } = await hospital.as.hr.get('/intakes');
    expect((body as { items: IntakeDto[] }).items).toMatchObject([
      { state: 'applied', fileNames: ['placements.csv'], placements: first.placements },
    ]);
    const again = reported(rotawright('placements', FIXTURE, '--dry-run', '--json'));
    expect(again.placements).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(new Set(again.rows.map(({ state }) => state))).toEqual(new Set(['unchanged']));
    const [entry] = await server.dataSource.query<{ actor: string; email: string }[]>(
      `SELECT a.email FROM audit_entries e JOIN accounts a ON a.id::text = e.actor WHERE e.action = 'intake-applied'`,
    );
    expect(entry!.email).toBe('hr@example.org');
  });

  it('applies nothing until the rows that stay out are confirmed, then all others', async () => {
    const rows = [
      placementRow(),
      placementRow({
        'Surname*': 'Testtwo',
        'GMC Number': '9990002',
        WTE: '1.2',
        'National Post Number': 'KSS/RYR16/030/F2/002',
      }),
    ];
    const sheet = sheetOf('faulty.csv', csv(rows));
    const blocked = rotawright('placements', sheet);
    expect(blocked.status).toBe(1);
    expect(blocked.stdout).toMatch(/WTE\*? "1.2"/);
    expect(blocked.stderr).toContain('confirm with --refused 1 --removed 0');
    expect(await count('deanery_placements')).toBe(0);
    expect(await count('intakes')).toBe(0);
    const done = rotawright('placements', sheet, '--refused', '1');
    expect([done.status, done.stderr]).toEqual([0, '']);
    expect(await count('deanery_placements')).toBe(1);
  });

  it('removes what is not listed any more only when that is confirmed, and never from a part', async () => {
    const second = {
      'Surname*': 'Testtwo',
      'GMC Number': '9990002',
      'National Post Number': 'KSS/RYR16/030/F2/002',
    };
    const both = sheetOf('both.csv', csv([placementRow(), placementRow(second)]));
    expect(rotawright('placements', both).status).toBe(0);
    const one = sheetOf('one.csv', csv([placementRow()]));
    expect(rotawright('placements', one).status).toBe(1);
    expect(rotawright('placements', one, '--part').status).toBe(0);
    expect(await count('deanery_placements')).toBe(2);
    expect(rotawright('placements', one, '--removed', '1').status).toBe(0);
    expect(await count('deanery_placements')).toBe(1);
  });

  it.each([
    ['no sheet', ['placements'], 'name the sheet'],
    ['a sheet that is not there', ['placements', 'nowhere.csv'], 'nowhere.csv cannot be read (ENOENT)'],
    ['something else', ['people', FIXTURE], 'there is no "import people"'],
    ['an unknown option', ['placements', FIXTURE, '--force'], '--force'],
    [
      'a number that is none',
      ['placements', FIXTURE, '--refused', 'all'],
      '--refused must be a whole number, not "all"',
    ],
    [
      'somebody who is not HR',
      ['placements', FIXTURE, '--as', 'admin@example.org'],
      'there are hr@example.org',
    ],
  ])('cannot be done with %s', async (_, args, says) => {
    const run = rotawright(...args);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(says);
    expect(await count('deanery_placements')).toBe(0);
  });

  it('says everything that is wrong with a sheet that cannot be read', () => {
    const run = rotawright('placements', sheetOf('empty.csv', 'Surname;WTE\nTestone;1\n'), '--dry-run');
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/GMC|column/i);
    expect(rotawright('placements', sheetOf('long.csv', 'x'.repeat(8_500_000))).stderr).toMatch(/8 MB/);
  });

  it('asks in whose name where there are several', async () => {
    const { organisationId } = hospital;
    await createAccount(server, organisationId, { email: 'second-hr@example.org', role: 'hr' });
    const run = rotawright('placements', FIXTURE);
    expect([run.status, run.stderr]).toEqual([
      2,
      expect.stringContaining('--as with one of hr@example.org, second-hr@example.org'),
    ]);
    expect(rotawright('placements', FIXTURE, '--as', 'Second-HR@example.org').status).toBe(0);
  });
});
