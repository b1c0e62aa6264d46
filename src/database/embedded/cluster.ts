import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { SettingError } from '../../config/setting-error.js';
import type { Binaries } from './binaries.js';
import type { ClusterLocation } from './location.js';
import type { ServerUser } from './server-user.js';

/** The data directory is bound to this major version of the bundled PostgreSQL. */
const majorVersion = '18';

/** The application's own role and database: it owns its tables, and nothing of the server. */
export const applicationRole = 'rotawright';
export const applicationDatabase = 'rotawright';

export function clusterExists(cluster: string): boolean {
  return existsSync(join(cluster, 'PG_VERSION'));
}

/** @throws SettingError when another major version of PostgreSQL wrote the cluster. */
export function checkClusterVersion(cluster: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === majorVersion) return;
  throw new SettingError(
    'ROTAWRIGHT_DATA',
    `The database in ${cluster} was written by PostgreSQL ${found}; this release brings ${majorVersion}. ` +
      'Take a backup with the release that wrote it (npm run backup), then restore it into an empty data folder.',
  );
}

/** Makes a new cluster under a temporary name and moves it into place whole. */
export async function initialiseCluster(
  { initdb }: Binaries,
  cluster: string,
  user: ServerUser | undefined,
): Promise<void> {
  const parent = dirname(cluster);
  const prefix = `${basename(cluster)}.new-`;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const draft = mkdtempSync(join(parent, prefix));
  if (user) chownSync(draft, user.uid, user.gid);
  try {
    await runInitdb(initdb, draft, user);
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Trust is right here: no network listens, and only root and the server's own account can reach the socket. */
async function runInitdb(initdb: string, folder: string, user: ServerUser | undefined): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  const child = spawn(initdb, options, {
    cwd: folder,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [complaint, code] = await Promise.all([text(child.stderr), ended]);
  if (code !== 0)
    throw new Error(`initdb failed (${code}): ${complaint.trim().split('\n').slice(-3).join(' ')}`);
}

/** Makes the application's role and database where they are missing. */
export async function ensureDatabase({ socketFolder }: ClusterLocation): Promise<void> {
  const client = new pg.Client({ host: socketFolder, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    const has = async (sql: string, name: string): Promise<boolean> =>
      (await client.query(sql, [name])).rowCount === 1;
    if (!(await has('SELECT 1 FROM pg_roles WHERE rolname = $1', applicationRole))) {
      await client.query(`CREATE ROLE ${applicationRole} LOGIN`);
    }
    if (!(await has('SELECT 1 FROM pg_database WHERE datname = $1', applicationDatabase))) {
      await client.query(`CREATE DATABASE ${applicationDatabase} OWNER ${applicationRole}`);
    }
  } finally {
    await client.end();
  }
}
