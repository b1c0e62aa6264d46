import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import type { PoolConfig } from 'pg';
import { migrate, withBootLock } from '../migrate.js';
import { migrations } from '../migrations/index.js';
import { withSession } from '../session.js';
import { BackupError, marker, type BackupEnd, type BackupHeader, type TableHeader } from './format.js';
import { backupTables, quoted } from './tables.js';

const rowsAtOnce = 500;

/**
 * Fills an empty database from a backup: all of it, or nothing. Nobody is signed in afterwards. A backup of an older
 * release is brought up to date.
 *
 * @returns the number of rows.
 * @throws BackupError when the file is no whole backup, or the database is not empty.
 */
export async function restore(
  connection: PoolConfig,
  file: string,
  { withQueue }: { withQueue: boolean },
): Promise<number> {
  const header = await readHeader(file);
  const known = migrations.map(({ name }) => name);
  const unknown = header.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new BackupError(
      `${file} was made by a newer release (it knows ${unknown.join(', ')}). Restore it with that release.`,
    );
  }
  return withBootLock(connection, async (session) => {
    await requireEmpty(session);
    await migrate(connection, session, {
      withQueue: false,
      only: migrations.filter(({ name }) => header.migrations.includes(name)),
    });
    const rows = await load(connection, file);
    await migrate(connection, session, { withQueue });
    return rows;
  });
}

async function requireEmpty(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ exists: boolean }>(
    `SELECT to_regclass('organisations') IS NOT NULL AS exists`,
  );
  if (!rows[0]!.exists) return;
  for (const { name } of await backupTables(session)) {
    const { rowCount } = await session.query(`SELECT FROM ${quoted(name)} LIMIT 1`);
    if (rowCount === 0) continue;
    throw new BackupError(
      `The database is not empty (${name} has rows). Restore into an empty data folder or database: ` +
        'ROTAWRIGHT_DATA=other-folder npm run restore -- FILE',
    );
  }
}

/** Whatever goes wrong before the COMMIT, the database forgets everything. */
async function load(connection: PoolConfig, file: string): Promise<number> {
  return withSession(connection, async (session) => {
    await session.query('BEGIN');
    // What was so when it was written needs not be so any more; triggers that ask about now let it in.
    await session.query("SET LOCAL rotawright.restoring = 'on'");
    const rows = await insertAll(session, file);
    await session.query('COMMIT');
    return rows;
  });
}

async function insertAll(session: pg.Client, file: string): Promise<number> {
  let table: TableHeader | undefined;
  let batch: string[] = [];
  let tables = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (table && batch.length > 0) await insert(session, table, batch);
    rows += batch.length;
    batch = [];
  };
  for await (const line of linesOf(file)) {
    if (!line.startsWith(marker)) {
      if (!table) break;
      batch.push(line);
      if (batch.length >= rowsAtOnce) await flush();
      continue;
    }
    await flush();
    const content = JSON.parse(line.slice(marker.length)) as Partial<BackupHeader & TableHeader & BackupEnd>;
    if (content.format) continue;
    if (content.end) {
      if (content.rows === rows && content.tables === tables) return rows;
      break;
    }
    if (!content.table || !content.columns) break;
    table = { table: content.table, columns: content.columns };
    tables++;
  }
  throw new BackupError(
    `${file} is cut short or damaged: it does not hold what it should. Use another backup.`,
  );
}

/** The lines are handed to PostgreSQL as they are: numbers and times keep every digit. */
async function insert(
  session: pg.Client,
  { table, columns }: TableHeader,
  lines: readonly string[],
): Promise<void> {
  const list = columns.map(quoted).join(', ');
  await session.query(
    `INSERT INTO ${quoted(table)} (${list}) OVERRIDING SYSTEM VALUE
     SELECT ${list} FROM json_populate_recordset(NULL::${quoted(table)}, $1::json)`,
    [`[${lines.join(',')}]`],
  );
}

async function readHeader(file: string): Promise<BackupHeader> {
  for await (const line of linesOf(file)) {
    const header = line.startsWith(marker)
      ? (JSON.parse(line.slice(marker.length)) as Partial<BackupHeader>)
      : {};
    if (header.format !== 'rotawright-backup' || !header.migrations) break;
    if (header.version === 1) return header as BackupHeader;
    throw new BackupError(
      `${file} has the format of a newer release (${header.version}). Restore it with that release.`,
    );
  }
  throw new BackupError(`${file} is not a backup of Rotawright.`);
}

async function* linesOf(file: string): AsyncGenerator<string, void, void> {
  const source = createReadStream(file);
  const content = source.pipe(createGunzip());
  source.on('error', (error) => content.destroy(error));
  try {
    yield* createInterface({ input: content, crlfDelay: Infinity });
    if (content.errored) throw content.errored;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new BackupError(`${file} is cut short. Use another backup.`);
    throw new BackupError(`${file} cannot be read as a backup: ${message}`);
  } finally {
    source.destroy();
    content.destroy();
  }
}
