import { Redis } from 'ioredis';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './test-server.js';

/** A Redis server of the test's own. */
export interface TestRedis {
  readonly url: string;
  /** Ends the server without a word; its data is lost. */
  pause(): Promise<void>;
  /** Starts an empty one in its place. */
  resume(): Promise<void>;
  keysIn(database: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts Debian's `redis-server` on a free port, keeping nothing on disk. */
export async function startRedis({ password }: { password?: string } = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'rw-redis-'));
  const port = await freePort();
  const url = `redis://${password ? `:${encodeURIComponent(password)}@` : ''}127.0.0.1:${port}`;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    if (password) options.push('--requirepass', password);
    child = spawn('redis-server', options, { stdio: 'ignore' });
    await answering(url);
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    url,
    pause: kill,
    resume: start,
    keysIn: (database) => withClient(`${url}/${database}`, (client) => client.keys('*')),
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Why tests that need Redis have to be skipped, if they have to. CI skips nothing. */
startRedis.missing = async (): Promise<string | undefined> => {
  try {
    await promisify(execFile)('redis-server', ['--version']);
    return undefined;
  } catch (error) {
    if (process.env.CI)
      throw new Error('redis-server does not run here, and CI skips no test', { cause: error });
    return 'no redis-server on this machine';
  }
};

async function answering(url: string): Promise<void> {
  await withClient(url, (client) => client.ping());
}

async function withClient<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}
