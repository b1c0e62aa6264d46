import pg, { type PoolConfig } from 'pg';
import type { AppConfig } from '../config/config.js';
import { maskUrl } from '../config/mask-url.js';
import { SettingError } from '../config/setting-error.js';
import { openEmbeddedDatabase } from './embedded/embedded-postgres.js';
import { withSession } from './session.js';

/** A database that this process may use until it closes it. */
export interface OpenDatabase {
  readonly connection: PoolConfig;
  /** Call when every connection is closed. */
  close(): Promise<void>;
}

const oldestServer = 15;
const dateType = 1082;

/**
 * Opens the database that the settings name, or the embedded one.
 *
 * @throws SettingError when it cannot be reached or used; passwords in the message are masked.
 */
export async function openDatabase(config: AppConfig, log: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl === undefined) {
    const embedded = await openEmbeddedDatabase(config.dataFolder, { log });
    return { connection: serviceConnection(embedded.connection), close: () => embedded.close() };
  }
  const connection = serviceConnection({ connectionString: config.databaseUrl });
  await checkServer(connection, config.databaseUrl);
  return { connection, close: () => Promise.resolve() };
}

/**
 * What every connection has in common: times in UTC, `date` values as ISO text (a JavaScript Date would move them
 * with the machine's time zone), and no transaction that holds its locks for ever.
 */
export function serviceConnection(connection: PoolConfig): PoolConfig {
  return {
    application_name: 'rotawright',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: '-c timezone=UTC -c idle_in_transaction_session_timeout=120000',
    types: { getTypeParser: parserOf },
    ...connection,
  };
}

const parserOf: pg.CustomTypesConfig['getTypeParser'] = (type, format) =>
  (type as number) === dateType
    ? (value: string) => value
    : (pg.types.getTypeParser(type, format) as unknown);

async function checkServer(connection: PoolConfig, url: string): Promise<void> {
  try {
    await withSession(connection, async (session) => {
      const { rows } = await session.query<{ version: string; encoding: string }>(
        `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
      );
      const major = Math.floor(Number(rows[0]!.version) / 10_000);
      if (major < oldestServer) {
        throw new Error(`it is PostgreSQL ${major}, and at least ${oldestServer} is needed`);
      }
      if (rows[0]!.encoding !== 'UTF8') {
        throw new Error(`its encoding is ${rows[0]!.encoding}; create it with ENCODING 'UTF8'`);
      }
    });
  } catch (error) {
    throw new SettingError(
      'DATABASE_URL',
      `DATABASE_URL=${maskUrl(url)} cannot be used: ${reasonOf(error)}. ` +
        'Correct it, start that server, or unset DATABASE_URL to use the embedded database.',
    );
  }
}

/** A refused connection to a name with several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message ? error.message : String(error);
}
