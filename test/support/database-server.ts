import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type ClientConfig } from 'pg';
import { serviceConnection } from '../../src/database/connection.js';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-postgres.js';
import { migrate, withBootLock } from '../../src/database/migrate.js';

/** A PostgreSQL server for one run of the tests, with a migrated database to copy. Plain data, handed to all workers. */
export interface TestDatabaseServer {
  /** May create and drop databases. */
  readonly admin: ClientConfig;
  /** As the service connects, but for the name of the database. */
  readonly service: ClientConfig;
  readonly owner: string;
  readonly template: string;
  /** Begins the names of all databases of this run. */
  readonly prefix: string;
}

/** The server of `DATABASE_URL`, or an embedded one in a temporary folder. */
export async function startDatabaseServer(): Promise<{
  server: TestDatabaseServer;
  stop: () => Promise<void>;
}> {
  const prefix = `rw_test_${randomBytes(4).toString('hex')}`;
  const url = process.env.DATABASE_URL;
  const { admin, service, owner, stop } = url ? await givenServer(url) : await embeddedServer();
  const server = { admin, service, owner, template: `${prefix}_template`, prefix };
  await withAdmin(server, async (client) => {
    await client.query(
      `CREATE DATABASE ${server.template} OWNER ${owner} TEMPLATE template0 ENCODING 'UTF8'`,
    );
  });
  const connection = serviceConnection(connectionTo(server, server.template));
  await withBootLock(connection, (session) => migrate(connection, session, { withQueue: true }));
  return {
    server,
    stop: async () => {
      await dropAll(server);
      await stop();
    },
  };
}

/** How the service reaches a database of this server. */
export function connectionTo(server: TestDatabaseServer, database: string): ClientConfig {
  const { connectionString, ...rest } = server.service;
  if (connectionString === undefined) return { ...rest, database };
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}

/** The same as the `DATABASE_URL` of a process. */
export function urlOf(server: TestDatabaseServer, database: string): string {
  const { connectionString, host, user } = connectionTo(server, database);
  if (connectionString !== undefined) return connectionString;
  return `postgresql://${user ?? ''}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`;
}

/** A migrated database of this name, with the prefix of this run before it. @returns its whole name */
export async function createDatabase(server: TestDatabaseServer, name: string): Promise<string> {
  const whole = `${server.prefix}_${name}`;
  await withAdmin(server, async (client) => {
    await client.query(`CREATE DATABASE ${whole} OWNER ${server.owner} TEMPLATE ${server.template}`);
  });
  return whole;
}

export async function withAdmin<T>(
  { admin }: TestDatabaseServer,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function dropAll(server: TestDatabaseServer): Promise<void> {
  await withAdmin(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [server.prefix],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

interface Server {
  readonly admin: ClientConfig;
  readonly service: ClientConfig;
  readonly owner: string;
  readonly stop: () => Promise<void>;
}

async function givenServer(url: string): Promise<Server> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ owner: string }>('SELECT quote_ident(current_user) AS owner');
  await client.end();
  const connection = { connectionString: url };
  return { admin: connection, service: connection, owner: rows[0]!.owner, stop: () => Promise.resolve() };
}

async function embeddedServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'rw-test-'));
  chmodSync(folder, 0o711);
  const database = await openEmbeddedDatabase(folder);
  const guardian = guard(folder);
  const { host, user } = database.connection;
  return {
    admin: { host, user: 'postgres', database: 'postgres' },
    service: { host, user },
    owner: user!,
    stop: async () => {
      guardian.kill();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run of the tests that is killed leaves neither its server nor its folder behind: its end closes the guardian's input. */
function guard(folder: string): ChildProcess {
  const postmaster = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n', 1)[0]!;
  const script = 'cat >/dev/null; kill -INT "$1"; while kill -0 "$1"; do sleep 0.2; done; rm -rf "$2"';
  const guardian = spawn('/bin/sh', ['-c', script, 'sh', postmaster, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guardian.unref();
  (guardian.stdin as unknown as { unref(): void }).unref();
  return guardian;
}
