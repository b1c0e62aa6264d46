import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../seeds/index.js';
import { backup } from '../../src/database/backup/backup.js';
import { restore } from '../../src/database/backup/restore.js';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.js';

const now = new Date('2026-08-01T12:00:00Z');
let folder: string;
let source: FreshDatabase;
let file: string;
let rows: number;
const opened: FreshDatabase[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rw-backup-'));
  source = await fresh();
  await loadDemo(source.dataSource, { dataFolder: folder, log: () => undefined });
  await source.dataSource.query(
    `INSERT INTO sessions (account_id, token_hash, csrf_hash, expires_at)
     SELECT id, 'a', 'b', now() + interval '1 hour' FROM accounts LIMIT 1`,
  );
  file = join(folder, 'backup.gz');
  rows = await backup(source.connection, file, now);
});

afterAll(async () => {
  await Promise.all(opened.map((database) => database.drop()));
  rmSync(folder, { recursive: true, force: true });
});

async function fresh(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  opened.push(database);
  return database;
}

describe('a backup', () => {
  it('restored into an empty database gives every row of every table, and ends all sessions', async () => {
    const target = await fresh();
    expect(await restore(target.connection, file, { withQueue: true })).toBe(rows);
    const [before, after] = [await contentOf(source), await contentOf(target)];
    expect(before.get('audit_entries')!.length).toBeGreaterThan(0);
    expect(before.get('assignments')!.length + before.get('placements')!.length).toBeGreaterThan(0);
    expect(before.get('sessions')).toHaveLength(1);
    expect(after.get('sessions')).toEqual([]);
    before.set('sessions', []);
    expect(after).toEqual(before);
  });

  it('restores into a database that has never been migrated', async () => {
    const target = await fresh();
    await target.dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await target.dataSource.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
    expect(await restore(target.connection, file, { withQueue: true })).toBe(rows);
    expect((await contentOf(target)).get('people')).toEqual((await contentOf(source)).get('people'));
  });

  it('is of one instant, however much is written meanwhile', async () => {
    const busy = await fresh();
    await restore(busy.connection, file, { withQueue: true });
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n++) {
        await busy.dataSource.query(
          `WITH o AS (INSERT INTO organisations (name, nation) VALUES ($1, 'scotland') RETURNING id)
           INSERT INTO units (organisation_id, code, name) SELECT id, $1, $1 FROM o`,
          [`busy ${n}`],
        );
      }
    })();
    const during = join(folder, 'during.gz');
    await backup(busy.connection, during, now);
    writing = false;
    await writer;
    const target = await fresh();
    await restore(target.connection, during, { withQueue: true });
    const counts = await target.dataSource.query<[{ organisations: string; units: string }]>(
      `SELECT (SELECT count(*) FROM organisations WHERE name LIKE 'busy%') AS organisations,
              (SELECT count(*) FROM units WHERE name LIKE 'busy%') AS units`,
    );
    expect(counts[0].organisations).toBe(counts[0].units);
  });

  it('is for the eyes of its owner, and overwrites nothing', async () => {
    expect(statSync(file).mode & 0o077).toBe(0);
    await expect(backup(source.connection, file, now)).rejects.toThrow(/exists already/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is refused by a database that is not empty', async () => {
    await expect(restore(source.connection, file, { withQueue: true })).rejects.toThrow(
      /not empty \(\w+ has rows\)/,
    );
  });

  it.each([
    ['cut short in its bytes', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1), /cut short/],
    [
      'cut short in its lines',
      (bytes: Buffer) => withLines(bytes, (lines) => lines.slice(0, -2)),
      /cut short/,
    ],
    [
      'short of a row',
      (bytes: Buffer) => withLines(bytes, (lines) => lines.toSpliced(-9, 1)),
      /cut short or damaged/,
    ],
    ['of something else', () => gzipSync('hello\n'), /is not a backup of Rotawright/],
    ['no gzip', () => Buffer.from('hello'), /cannot be read as a backup/],
    ['empty', () => Buffer.alloc(0), /is not a backup|cut short/],
    [
      'of a newer release',
      (bytes: Buffer) =>
        withLines(bytes, ([header, ...rest]) => [
          header!.replace('"migrations":[', '"migrations":["Later9",'),
          ...rest,
        ]),
      /newer release \(it knows Later9\)/,
    ],
  ])('that is %s changes nothing', async (_name, damage, message) => {
    const target = await fresh();
    const damaged = join(folder, 'damaged.gz');
    writeFileSync(damaged, damage(readFileSync(file)));
    await expect(restore(target.connection, damaged, { withQueue: true })).rejects.toThrow(message);
    expect([...(await contentOf(target)).values()].flat()).toEqual([]);
  });
});

function withLines(bytes: Buffer, change: (lines: string[]) => string[]): Buffer {
  const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
  return gzipSync(`${change(lines).join('\n')}\n`);
}

/** Every row of every table as text, sorted. */
async function contentOf({ dataSource }: FreshDatabase): Promise<Map<string, string[]>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations'`,
  );
  const content = new Map<string, string[]>();
  for (const { name } of tables) {
    const found = await dataSource.query<{ line: string }[]>(
      `SELECT row_to_json(t)::text AS line FROM ${name} t`,
    );
    content.set(name, found.map(({ line }) => line).sort());
  }
  return content;
}
