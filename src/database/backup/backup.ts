import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import type { PoolConfig } from 'pg';
import { withSession } from '../session.js';
import { BackupError, marker, type BackupEnd, type BackupHeader, type TableHeader } from './format.js';
import { backupTables, quoted, type BackupTable } from './tables.js';

const rowsAtOnce = 500;

/**
 * Writes all rows of the service into one file, as they stand at one instant, while the service goes on.
 *
 * @returns the number of rows.
 * @throws BackupError when the file exists already.
 */
export async function backup(connection: PoolConfig, file: string, now: Date): Promise<number> {
  if (existsSync(file))
    throw new BackupError(`${file} exists already. Give another name, or remove it first.`);
  const draft = `${file}.part`;
  let rows = 0;
  try {
    await withSession(connection, async (session) => {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const lines = linesOf(session, now, (count) => (rows = count));
      await pipeline(Readable.from(lines), createGzip(), fileFor(draft));
    });
    await rename(draft, file);
    return rows;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Personal data: for the eyes of this user only. On the disk before it is called done. */
function fileFor(draft: string): NodeJS.WritableStream {
  rmSync(draft, { force: true });
  return createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true });
}

async function* linesOf(
  session: pg.Client,
  now: Date,
  counted: (rows: number) => void,
): AsyncGenerator<string, void, void> {
  const { rows: ran } = await session.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  yield special<BackupHeader>({
    format: 'rotawright-backup',
    version: 1,
    createdAt: now.toISOString(),
    migrations: ran.map(({ name }) => name),
  });
  let rows = 0;
  const tables = await backupTables(session);
  for (const table of tables) {
    yield special<TableHeader>({ table: table.name, columns: table.columns });
    for await (const line of rowsOf(session, table)) {
      rows++;
      yield `${line}\n`;
    }
  }
  counted(rows);
  yield special<BackupEnd>({ end: true, tables: tables.length, rows });
}

async function* rowsOf(
  session: pg.Client,
  { name, columns }: BackupTable,
): AsyncGenerator<string, void, void> {
  await session.query(
    `DECLARE backup_rows CURSOR FOR SELECT row_to_json(r)::text AS line
       FROM (SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}) r`,
  );
  for (;;) {
    const { rows } = await session.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM backup_rows`);
    if (rows.length === 0) break;
    for (const { line } of rows) yield line;
  }
  await session.query('CLOSE backup_rows');
}

function special<T extends object>(content: T): string {
  return `${marker}${JSON.stringify(content)}\n`;
}
