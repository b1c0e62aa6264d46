import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BullJobQueue } from '../../src/jobs/bull-job-queue.js';
import type { JobName } from '../../src/jobs/job-queue.js';
import { checkRedis, postgresQueueBackend, redisQueueBackend } from '../../src/jobs/queue-backend.js';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.js';
import { startRedis, type TestRedis } from '../support/redis.js';

const ROWS: JobName<{ rowId: string }> = 'rows';
const redisMissing = await startRedis.missing();
const whySkipped = redisMissing === undefined ? '' : ` (${redisMissing})`;

let database: FreshDatabase;
let redis: TestRedis | undefined;
const open: BullJobQueue[] = [];

// Failures are staged here; their reports would only frighten.
Logger.overrideLogger(false);

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(async () => {
  for (const queue of open.splice(0)) await close(queue);
  await redis?.stop();
  redis = undefined;
  await database.drop();
});

async function close(queue: BullJobQueue): Promise<void> {
  await queue.beforeApplicationShutdown();
  await queue.onApplicationShutdown();
}

describe.each([
  ['PostgreSQL', false],
  [`Redis${whySkipped}`, true],
])('the job queue on %s', (_name, onRedis) => {
  const it_ = onRedis && redisMissing !== undefined ? it.skip : it;

  async function makeQueue(): Promise<() => BullJobQueue> {
    if (onRedis) redis = await startRedis();
    return () => {
      const queue = new BullJobQueue(
        (onError) =>
          redis ? redisQueueBackend(redis.url, onError) : postgresQueueBackend(database.connection, onError),
        'test',
      );
      open.push(queue);
      return queue;
    };
  }

  it_('wakes a worker of another process with the payload', async () => {
    const queue = await makeQueue();
    const [web, worker] = [queue(), queue()];
    const seen: string[] = [];
    worker.register(ROWS, async ({ rowId }) => {
      seen.push(rowId);
      await Promise.resolve();
    });
    worker.start();
    await web.check();
    await web.wake(ROWS, 'a', { rowId: 'a' });
    await web.wake(ROWS, 'b', { rowId: 'b' });
    await expect.poll(() => [...seen].sort(), { timeout: 10_000 }).toEqual(['a', 'b']);
  });

  it_('keeps one job for a row that is waiting, and takes the row again once it is done', async () => {
    const queue = await makeQueue();
    const [web, worker] = [queue(), queue()];
    for (let n = 0; n < 5; n++) await web.wake(ROWS, 'same', { rowId: 'same' });
    expect((await web.counts()).get(ROWS)).toEqual({ waiting: 1, active: 0 });
    let runs = 0;
    worker.register(ROWS, async () => {
      runs++;
      await Promise.resolve();
    });
    worker.start();
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
    await expect.poll(async () => (await web.counts()).get(ROWS)).toEqual({ waiting: 0, active: 0 });
    await web.wake(ROWS, 'same', { rowId: 'same' });
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(2);
  });

  it_('takes a row again after its handler has failed', async () => {
    const queue = await makeQueue();
    const worker = queue();
    let runs = 0;
    worker.register(ROWS, async () => {
      runs++;
      await Promise.resolve();
      if (runs === 1) throw new Error('the first time always fails');
    });
    worker.start();
    await worker.wake(ROWS, 'row', { rowId: 'row' });
    await expect.poll(async () => (await worker.counts()).get(ROWS)).toEqual({ waiting: 0, active: 0 });
    await worker.wake(ROWS, 'row', { rowId: 'row' });
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(2);
  });

  it_('runs as many at a time as it is told, and tells them when the process ends', async () => {
    const queue = await makeQueue();
    const worker = queue();
    let running = 0;
    let told = 0;
    worker.register(
      ROWS,
      async (_payload, { signal }) => {
        running++;
        await sleep(60_000, undefined, { signal }).catch(() => told++);
        running--;
      },
      { concurrency: 2 },
    );
    worker.start();
    for (const rowId of ['a', 'b', 'c']) await worker.wake(ROWS, rowId, { rowId });
    await expect.poll(() => running, { timeout: 10_000 }).toBe(2);
    await close(open.pop()!);
    expect({ running, told }).toEqual({ running: 0, told: 2 });
  });
});

describe.skipIf(redisMissing !== undefined)(`losing Redis${whySkipped}`, () => {
  it('neither throws nor hangs, and workers go on when it is back', async () => {
    redis = await startRedis();
    const queue = new BullJobQueue((onError) => redisQueueBackend(redis!.url, onError), 'test');
    open.push(queue);
    const seen: string[] = [];
    queue.register(ROWS, async ({ rowId }) => {
      seen.push(rowId);
      await Promise.resolve();
    });
    queue.start();
    await queue.wake(ROWS, 'before', { rowId: 'before' });
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['before']);
    await redis.pause();
    const begun = Date.now();
    await queue.wake(ROWS, 'lost', { rowId: 'lost' });
    expect(Date.now() - begun).toBeLessThan(5000);
    await expect(queue.check()).rejects.toThrow();
    await redis.resume();
    await expect
      .poll(
        () =>
          queue.check().then(
            () => 'back',
            () => 'away',
          ),
        { timeout: 15_000 },
      )
      .toBe('back');
    await queue.wake(ROWS, 'after', { rowId: 'after' });
    await expect.poll(() => seen, { timeout: 15_000 }).toContain('after');
  });

  it('is understood with password and database number, and wrong ones are refused at the start', async () => {
    redis = await startRedis({ password: 'p@ss/word' });
    const url = new URL(redis.url);
    url.pathname = '/5';
    await checkRedis(url.toString());
    const queue = new BullJobQueue((onError) => redisQueueBackend(url.toString(), onError), 'test');
    open.push(queue);
    await queue.wake(ROWS, 'five', { rowId: 'five' });
    expect(await redis.keysIn(5)).not.toEqual([]);
    expect(await redis.keysIn(0)).toEqual([]);
    url.pathname = '/99';
    await expect(checkRedis(url.toString())).rejects.toThrow(
      /REDIS_URL=.*\/99 cannot be used: .*out of range\. /,
    );
    url.password = 'wrong-password';
    await expect(checkRedis(url.toString())).rejects.toThrow(/REDIS_URL=redis:\/\/:\*\*\*@.*WRONGPASS/);
    url.port = '1';
    await expect(checkRedis(url.toString())).rejects.toThrow(/REDIS_URL=.*ECONNREFUSED/);
  });
});
