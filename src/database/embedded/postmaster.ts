import { spawn } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SettingError } from '../../config/setting-error.js';
import type { Binaries } from './binaries.js';
import type { ClusterLocation } from './location.js';
import { isPidAlive } from './process-identity.js';
import type { ServerUser } from './server-user.js';

const readyWithinMs = 60_000;
const logTooLongBytes = 10 * 2 ** 20;

export interface ServerProcess {
  readonly binaries: Binaries;
  readonly location: ClusterLocation;
  readonly user: ServerUser | undefined;
  readonly logFile: string;
}

/** Starts the server and resolves when it answers. The process outlives a terminal's Ctrl-C: its owner stops it. */
export async function startPostmaster({ binaries, location, user, logFile }: ServerProcess): Promise<void> {
  const log = openLog(logFile);
  const child = spawn(binaries.postgres, ['-D', location.cluster, ...serverSettings(location.socketFolder)], {
    cwd: location.cluster,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', log],
    detached: true,
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  closeSync(log);
  child.unref();
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', () =>
      reject(
        new SettingError(
          'ROTAWRIGHT_DATA',
          `The embedded PostgreSQL does not start on ${location.cluster}: ${lastComplaint(logFile)} (more in ${logFile}). ` +
            'Mend that, or give another ROTAWRIGHT_DATA.',
        ),
      ),
    );
  });
  try {
    await Promise.race([ended, untilReady(location)]);
  } finally {
    // Its later end is somebody's wish, or noticed by the watch of its owner.
    child.removeAllListeners();
    ended.catch(() => undefined);
  }
}

/** Only this machine, only through the private folder; times in UTC; nothing of durability given away. */
function serverSettings(socketFolder: string): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    // Containers often have too little shared memory for parallel workers, and rotas are small.
    max_parallel_workers_per_gather: '0',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(logFile: string): number {
  const log = openSync(logFile, 'a', 0o600);
  if (statSync(logFile).size > logTooLongBytes) truncateSync(logFile);
  return log;
}

/** Its last fatal message with what belongs to it, in one line; or its last line. */
function lastComplaint(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  const fatal = lines.slice(-4).findLastIndex((line) => /\b(FATAL|PANIC): /.test(line));
  const said = fatal < 0 ? lines.slice(-1) : lines.slice(-4).slice(fatal);
  return (
    said
      .map((line) =>
        line
          .replace(/^.*?\b[A-Z]+: +/, '')
          .trim()
          .replace(/\.$/, ''),
      )
      .join('; ') || 'it says nothing'
  );
}

async function untilReady(location: ClusterLocation): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const problem = await probe(location);
    if (problem === undefined) return;
    if (Date.now() > deadline) throw new Error(`PostgreSQL was not ready within 60 s: ${problem}`);
    await sleep(25);
  }
}

/** Resolves with undefined when the server answers, otherwise with what it said. */
export async function probe(location: ClusterLocation): Promise<string | undefined> {
  const client = new pg.Client({
    host: location.socketFolder,
    user: 'postgres',
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The pid of the server that runs on this very cluster, if there is one. */
export function runningPostmaster(cluster: string): number | undefined {
  try {
    const [pid, folder] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return worksIn(Number(pid), cluster, folder) ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** Ends the server: waits for sessions to end, then ends them, then aborts. */
export async function stopPostmaster(cluster: string, { smartMs }: { smartMs: number }): Promise<void> {
  const pid = runningPostmaster(cluster);
  if (pid === undefined) return;
  const steps: [NodeJS.Signals, number][] = [
    ['SIGTERM', smartMs],
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ];
  for (const [signal, waitMs] of steps) {
    if (signal === 'SIGTERM' && smartMs === 0) continue;
    signalTo(pid, signal);
    if (await gone(() => !isPidAlive(pid), waitMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end. Stop it by hand and start again.`);
}

/**
 * Clears what a killed run left behind: its server, server processes that outlived their server, and lock files
 * that would keep a new one from starting. Only for the owner of the data folder.
 */
export async function clearRemains({ cluster, socketFolder }: ClusterLocation): Promise<void> {
  await stopPostmaster(cluster, { smartMs: 0 });
  const rest = (): number[] => processesIn(cluster);
  if (!(await gone(() => rest().length === 0, 5000))) {
    for (const pid of rest()) signalTo(pid, 'SIGQUIT');
    if (!(await gone(() => rest().length === 0, 5000))) for (const pid of rest()) signalTo(pid, 'SIGKILL');
    await gone(() => rest().length === 0, 5000);
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  for (const name of readdirSync(socketFolder)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(socketFolder, name), { force: true });
  }
}

/** Every PostgreSQL process works in its data directory, which tells ours from any other's. */
function processesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isPidAlive(pid) && workFolderOf(pid) === cluster);
}

function worksIn(pid: number, cluster: string, recordedFolder: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isPidAlive(pid)) return false;
  return process.platform === 'linux' ? workFolderOf(pid) === cluster : recordedFolder === cluster;
}

function workFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(test: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!test()) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}
