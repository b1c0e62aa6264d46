import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-postgres.js';
import { builtFile } from '../support/built.js';

const isRoot = process.getuid?.() === 0;
let parent: string;
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rw-embedded-'));
  chmodSync(parent, 0o755);
  folder = join(parent, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  // Clears whatever a test has left running in the folder.
  const database = await openEmbeddedDatabase(folder);
  await database.close();
  const { cluster } = locationOf(folder);
  rmSync(join(cluster, '..', 'postgres-socket'), { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  rmSync(parent, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, in UTC, with fsync, under a role that is no superuser', async () => {
    const first = await openEmbeddedDatabase(folder);
    await query(first.connection, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    await first.close();
    const second = await openEmbeddedDatabase(folder);
    const [row] = await query(
      second.connection,
      `SELECT n, current_setting('timezone') AS zone, current_setting('fsync') AS fsync,
              current_setting('listen_addresses') AS addresses,
              (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super FROM kept`,
    );
    expect(row).toEqual({ n: 7, zone: 'UTC', fsync: 'on', addresses: '', super: false });
    await second.close();
  });

  it('lets nobody but its own account reach socket and data', async () => {
    const database = await openEmbeddedDatabase(folder);
    const { cluster, socketFolder } = locationOf(folder);
    expect(statSync(cluster).mode & 0o077).toBe(0);
    expect(statSync(socketFolder).mode & 0o077).toBe(0);
    await database.close();
  });

  it('is shared by processes that open the same folder, and outlives the first of them', async () => {
    const owner = await openInProcess(folder);
    const guest = await openEmbeddedDatabase(folder);
    await query(guest.connection, 'CREATE TABLE shared (n int)');
    owner.stdin!.end();
    await once(owner, 'exit');
    await query(guest.connection, 'INSERT INTO shared VALUES (1)');
    // The guest becomes the owner, and a third process finds it so.
    await expect.poll(() => lockHolder(folder), { timeout: 10_000 }).toBe(process.pid);
    const third = await openInProcess(folder);
    third.stdin!.end();
    await once(third, 'exit');
    expect(await query(guest.connection, 'SELECT n FROM shared')).toEqual([{ n: 1 }]);
    await guest.close();
    expect(() => lockHolder(folder)).toThrow('ENOENT');
  });

  it('recovers from kill −9 of its owner, with every commit', async () => {
    const owner = await openInProcess(folder);
    const { connection, postmaster } = (await report(owner)) as {
      connection: PoolConfig;
      postmaster: number;
    };
    await query(connection, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const next = await openEmbeddedDatabase(folder);
    expect(await query(next.connection, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(postmasterOf(folder)).not.toBe(postmaster);
    await next.close();
  });

  it('recovers when the server was killed with its owner and left its lock files', async () => {
    const owner = await openInProcess(folder);
    const { connection, postmaster } = (await report(owner)) as {
      connection: PoolConfig;
      postmaster: number;
    };
    await query(connection, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    owner.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    await once(owner, 'exit');
    const next = await openEmbeddedDatabase(folder);
    expect(await query(next.connection, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await next.close();
  });

  it('is started again when somebody kills it', async () => {
    const database = await openEmbeddedDatabase(folder);
    process.kill(postmasterOf(folder), 'SIGKILL');
    await expect
      .poll(() => query(database.connection, 'SELECT 1 AS one').catch(() => []), { timeout: 20_000 })
      .toEqual([{ one: 1 }]);
    await database.close();
  });

  it('works in a folder whose path is too long for a socket', async () => {
    folder = join(parent, 'x'.repeat(100), 'data with spaces, and a comma');
    mkdirSync(folder, { recursive: true });
    const database = await openEmbeddedDatabase(folder);
    expect(await query(database.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
    rmSync(locationOf(folder).socketFolder, { recursive: true });
    // As after a reboot that has emptied the temporary folder.
    const again = await openEmbeddedDatabase(folder);
    expect(await query(again.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.close();
    rmSync(locationOf(folder).socketFolder, { recursive: true });
  });

  it('refuses to begin anew where a database has been', async () => {
    const database = await openEmbeddedDatabase(folder);
    await database.close();
    const { cluster } = locationOf(folder);
    execFileSync('mv', [cluster, `${cluster}.away`]);
    await expect(openEmbeddedDatabase(folder)).rejects.toThrow(/is gone. Restore it from a backup/);
    execFileSync('mv', [`${cluster}.away`, cluster]);
  });
});

describe.runIf(isRoot)('the embedded PostgreSQL, started by root', () => {
  it.each(['postgres', 'nobody'])('runs as %s', async (user) => {
    const database = await openEmbeddedDatabase(folder, { serverUsers: [user] });
    const uid = Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }));
    expect(statSync(`/proc/${postmasterOf(folder)}`).uid).toBe(uid);
    await database.close();
    // Once a cluster belongs to an account, that account runs it, whichever others there are.
    const again = await openEmbeddedDatabase(folder);
    expect(statSync(`/proc/${postmasterOf(folder)}`).uid).toBe(uid);
    await again.close();
  });

  it('lies in a private folder elsewhere when its account cannot enter the data folder', async () => {
    chmodSync(parent, 0o700);
    const database = await openEmbeddedDatabase(folder, { serverUsers: ['nobody'] });
    const { cluster } = locationOf(folder);
    expect(cluster.startsWith(parent)).toBe(false);
    expect(await query(database.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
    rmSync(join(cluster, '..'), { recursive: true });
    rmSync(folder, { recursive: true });
    chmodSync(parent, 0o755);
  });

  it('says what to do when there is no account to step down to', async () => {
    await expect(openEmbeddedDatabase(folder, { serverUsers: ['nobody-of-this-name'] })).rejects.toThrow(
      /refuses to run as root, and there is no user nobody-of-this-name/,
    );
  });
});

async function query(connection: PoolConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A process of its own that opens the folder, reports, and closes when its standard input ends. */
async function openInProcess(dataFolder: string): Promise<ChildProcess> {
  const script = `
    const { openEmbeddedDatabase } = await import(process.argv[1]);
    const { readFileSync } = await import('node:fs');
    const database = await openEmbeddedDatabase(process.argv[2]);
    const { cluster } = JSON.parse(readFileSync(process.argv[2] + '/postgres.json', 'utf8'));
    const folder = cluster.startsWith('/') ? cluster : process.argv[2] + '/' + cluster;
    const postmaster = Number(readFileSync(folder + '/postmaster.pid', 'utf8').split('\\n')[0]);
    console.log(JSON.stringify({ connection: database.connection, postmaster }));
    process.stdin.resume().on('end', async () => { await database.close(); process.exit(0); });`;
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      script,
      builtFile('src/database/embedded/embedded-postgres.js'),
      dataFolder,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  children.push(child);
  reports.set(child, firstLine(child));
  await report(child);
  return child;
}

const reports = new WeakMap<ChildProcess, Promise<unknown>>();

function report(child: ChildProcess): Promise<unknown> {
  return reports.get(child)!;
}

async function firstLine(child: ChildProcess): Promise<unknown> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return JSON.parse(text) as unknown;
}

function locationOf(dataFolder: string): { cluster: string; socketFolder: string } {
  const stored = JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as {
    cluster: string;
    socketFolder: string;
  };
  return {
    ...stored,
    cluster: stored.cluster.startsWith('/') ? stored.cluster : join(dataFolder, stored.cluster),
  };
}

function postmasterOf(dataFolder: string): number {
  return Number(readFileSync(join(locationOf(dataFolder).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function lockHolder(dataFolder: string): number {
  return (JSON.parse(readFileSync(join(dataFolder, 'postgres.lock'), 'utf8')) as { pid: number }).pid;
}
