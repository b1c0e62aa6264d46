import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDemo } from '../../seeds/index.js';
import { PasswordService } from '../../src/modules/auth/password.service.js';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.js';

interface SignIn {
  role: string;
  email: string;
  password: string;
}

const NOW = new Date('2026-11-22T09:00:00Z');
const ROLES = [
  'admin',
  'auditor',
  'coordinator',
  'director-of-medical-education',
  'guardian',
  'hr',
  'staff',
  'supervisor',
];

describe('loading the demo hospital', () => {
  let database: FreshDatabase;
  let dataFolder: string;

  beforeEach(async () => {
    database = await freshDatabase();
    dataFolder = mkdtempSync(join(tmpdir(), 'rw-demo-'));
  });
  afterEach(async () => {
    rmSync(dataFolder, { recursive: true, force: true });
    await database.drop();
  });

  const load = (now = NOW): Promise<void> =>
    loadDemo(database.dataSource, { dataFolder, log: () => undefined, now });
  const query = <Row>(sql: string): Promise<Row[]> => database.dataSource.query<Row[]>(sql);
  const signInFile = (): string => join(dataFolder, 'demo-sign-ins.json');
  const signIns = (): SignIn[] => JSON.parse(readFileSync(signInFile(), 'utf8')) as SignIn[];

  it('brings two staffed units, each with two drafts of four weeks that leave six weeks of notice', async () => {
    await load();
    expect(
      await query(`SELECT u.code, count(*)::int AS people FROM units u JOIN placements p ON p.unit_id = u.id
                   GROUP BY u.code ORDER BY u.code`),
    ).toEqual([
      { code: 'ED', people: 28 },
      { code: 'HEATHER', people: 34 },
    ]);
    const drafts = await query(`SELECT u.code, first_date::text AS first, last_date::text AS last
      FROM rotas r JOIN units u ON u.id = r.unit_id WHERE state = 'draft' ORDER BY u.code, first_date`);
    expect(drafts).toEqual(
      ['ED', 'HEATHER'].flatMap((code) => [
        { code, first: '2027-01-04', last: '2027-01-31' },
        { code, first: '2027-02-01', last: '2027-02-28' },
      ]),
    );
  });

  it('says for each unit what an hour from bank and agency costs, so that its spend has figures', async () => {
    await load();
    const steps = await query<{ code: string; audience: string; pence: number }>(
      `SELECT u.code, step->>'audience' AS audience, (step->>'hourlyPence')::int AS pence
         FROM vacancy_ladders l JOIN units u ON u.id = l.unit_id, jsonb_array_elements(l.steps) step
        ORDER BY u.code, 3`,
    );
    expect(steps.map(({ code, audience }) => `${code} ${audience}`)).toEqual([
      'ED bank',
      'ED agency',
      'HEATHER bank',
      'HEATHER agency',
    ]);
    expect(Math.min(...steps.map(({ pence }) => pence))).toBeGreaterThan(0);
  });

  it.each([
    ['2026-11-22T23:59:00Z', '2027-01-04'],
    ['2026-11-23T00:00:00Z', '2027-01-04'],
    ['2026-11-24T00:00:00Z', '2027-01-11'],
    // Already tomorrow in London.
    ['2026-06-15T23:30:00Z', '2026-08-03'],
  ])('begins its drafts, loaded at %s, on Monday %s', async (now, monday) => {
    await load(new Date(now));
    expect(await query(`SELECT min(first_date)::text AS first FROM rotas WHERE state = 'draft'`)).toEqual([
      { first: monday },
    ]);
  });

  it('hands out a sign-in for every role whose password is the one that is stored', async () => {
    await load();
    expect([...new Set(signIns().map(({ role }) => role))].sort()).toEqual(ROLES);
    expect(statSync(signInFile()).mode & 0o777).toBe(0o600);
    const passwords = new PasswordService();
    const accounts = await query<{ email: string; hash: string; demo: boolean }>(
      'SELECT email, password_hash AS hash, is_demo AS demo FROM accounts',
    );
    expect(accounts).toHaveLength(signIns().length);
    for (const { email, password } of signIns()) {
      const account = accounts.find((each) => each.email === email)!;
      expect(account.demo).toBe(true);
      expect(await passwords.matches(account.hash, password)).toBe(true);
    }
  });

  it('gives an account the role that its sign-in names, in one unit where the role is held in one', async () => {
    await load();
    const roles = await query<{ email: string; role: string; unit: string | null }>(
      `SELECT a.email, r.role, u.code AS unit FROM account_roles r JOIN accounts a ON a.id = r.account_id
       LEFT JOIN units u ON u.id = r.unit_id`,
    );
    for (const { email, role } of signIns()) {
      expect(roles.filter((held) => held.email === email).map((held) => held.role)).toContain(role);
    }
    const units = roles.filter(({ role }) => role === 'coordinator').map(({ unit }) => unit);
    expect(units.sort()).toEqual(['ED', 'HEATHER']);
  });

  it('chooses other passwords for every installation, and the same hospital', async () => {
    await load();
    const first = { people: await query('SELECT * FROM people ORDER BY id'), passwords: signIns() };
    const other = await freshDatabase();
    rmSync(signInFile());
    try {
      await loadDemo(other.dataSource, { dataFolder, log: () => undefined, now: NOW });
      expect(await other.dataSource.query('SELECT * FROM people ORDER BY id')).toEqual(first.people);
      const before = new Set(first.passwords.map(({ password }) => password));
      expect(signIns().filter(({ password }) => before.has(password))).toEqual([]);
    } finally {
      await other.drop();
    }
  });

  it('loaded into a second database beside one data folder, keeps the sign-ins of the first', async () => {
    await load();
    const before = signIns();
    const other = await freshDatabase();
    try {
      await loadDemo(other.dataSource, { dataFolder, log: () => undefined, now: NOW });
      expect(signIns()).toEqual(before);
      const [{ hash } = { hash: '' }] = await other.dataSource.query<{ hash: string }[]>(
        'SELECT password_hash AS hash FROM accounts WHERE email = $1',
        [before[0]!.email],
      );
      expect(await new PasswordService().matches(hash, before[0]!.password)).toBe(true);
    } finally {
      await other.drop();
    }
  });

  it('leaves a loaded hospital, its changes and its sign-ins as they are', async () => {
    await load();
    await query(`UPDATE units SET name = 'Renamed' WHERE code = 'ED'`);
    const before = readFileSync(signInFile(), 'utf8');
    await load(new Date('2027-03-01T00:00:00Z'));
    expect(readFileSync(signInFile(), 'utf8')).toBe(before);
    expect(await query(`SELECT name FROM units WHERE code = 'ED'`)).toEqual([{ name: 'Renamed' }]);
    expect(await query('SELECT count(*)::int AS organisations FROM organisations')).toEqual([
      { organisations: 1 },
    ]);
  });

  it('loads one hospital when two begin at once, with sign-ins that work', async () => {
    await Promise.all([load(), load()]);
    const [account] = await query<{ email: string; hash: string }>(
      'SELECT email, password_hash AS hash FROM accounts LIMIT 1',
    );
    const { password } = signIns().find(({ email }) => email === account!.email)!;
    expect(await new PasswordService().matches(account!.hash, password)).toBe(true);
  });

  it('leaves nothing behind when the sign-ins cannot be written, and loads on the next attempt', async () => {
    const folder = dataFolder;
    dataFolder = join(folder, 'file-in-the-way');
    writeFileSync(dataFolder, '');
    await expect(load()).rejects.toThrow(/file-in-the-way/);
    expect(await query('SELECT 1 FROM organisations')).toEqual([]);
    expect(await query('SELECT 1 FROM accounts')).toEqual([]);
    dataFolder = folder;
    await load();
    expect(await query('SELECT 1 FROM organisations')).toHaveLength(1);
  });

  it('remembers the loading in the audit log of the hospital and of each unit', async () => {
    await load();
    const entries = await query<{ action: string; actor: string }>('SELECT action, actor FROM audit_entries');
    expect(entries).toEqual(Array(3).fill({ action: 'demo-loaded', actor: 'system' }));
  });
});
