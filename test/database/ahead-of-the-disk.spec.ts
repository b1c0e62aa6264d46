import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceConnection } from '../../src/database/connection.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-postgres.js';
import { Transactions } from '../../src/database/transactions.js';

const ROUNDS = 3;
const WRITERS = 10;

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rw-ahead-'));
  chmodSync(parent, 0o755);
  folder = join(parent, 'data');
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

describe('a transaction that runs ahead of the disk', () => {
  it('survives kill −9 of the whole database server, once it was awaited', async () => {
    const database = await openEmbeddedDatabase(folder);
    const connection = serviceConnection(database.connection);
    await inDataSource(connection, async (source) => source.query<unknown>('CREATE TABLE ahead (n int)'));
    const acknowledged: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await writeUntilKilled(connection, acknowledged);
      const kept = await patiently(async () =>
        inDataSource(connection, async (source) => source.query<{ n: number }[]>('SELECT n FROM ahead')),
      );
      const numbers = new Set(kept.map(({ n }) => n));
      expect(acknowledged.filter((n) => !numbers.has(n))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * WRITERS);
    await database.close();
  });
});

type Connection = ReturnType<typeof serviceConnection>;

let next = 0;

async function writeUntilKilled(connection: Connection, acknowledged: number[]): Promise<void> {
  await inDataSource(connection, async (source) => {
    const transactions = new Transactions(source);
    const write = async (): Promise<void> => {
      for (;;) {
        const n = next++;
        await transactions.runAhead(async (tx) => tx.query<unknown>('INSERT INTO ahead VALUES ($1)', [n]));
        await transactions.written();
        acknowledged.push(n);
      }
    };
    const writers = Promise.allSettled(Array.from({ length: WRITERS }, write));
    await sleep(400);
    killServer();
    await writers;
  });
}

/** The postmaster and everybody whom it has started, before any of them can write what it holds in memory. */
function killServer(): void {
  const { cluster } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { cluster: string };
  const data = cluster.startsWith('/') ? cluster : join(folder, cluster);
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(postmaster, 'SIGSTOP');
  for (const pid of childrenOf(postmaster)) process.kill(pid, 'SIGKILL');
  process.kill(postmaster, 'SIGKILL');
}

function childrenOf(parentPid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parentPid)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]);
  } catch {
    return null;
  }
}

async function inDataSource<T>(connection: Connection, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource(dataSourceOptions(connection)).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/** The service starts a killed server again by itself. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 60) throw error;
      await sleep(250);
    }
  }
}
