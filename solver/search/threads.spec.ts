import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type WorkerMessage, type WorkerTask } from './protocol.js';
import { type BusyThread, SearchThreads } from './threads.js';

/** Stands in for the search thread: says as its bound which thread it is, and then does what the seed says. */
const WORKER = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ task, port }) => {
  port.postMessage({ kind: 'bound', bound: threadId });
  if (task.seed === 1) throw new Error('out of luck');
  if (task.seed === 2) for (;;);
  port.postMessage({ kind: 'ended', by: 'work' });
});
`;
const ENDS = 0;
const THROWS = 1;
const NEVER_ENDS = 2;

const folder = mkdtempSync(join(tmpdir(), 'rw-threads-'));
const file = join(folder, 'worker.mjs');
writeFileSync(file, WORKER);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Done {
  /** The thread that did it. */
  readonly thread: number;
  readonly failure: string | null;
}

async function run(
  threads: SearchThreads,
  seed: number,
  { memoryMb, started }: { memoryMb?: number; started?: (busy: BusyThread) => void } = {},
): Promise<Done> {
  return new Promise((resolve) => {
    let thread = -1;
    const busy: BusyThread = threads.assign(
      { seed } as WorkerTask,
      {
        message: (message: WorkerMessage) => {
          if (message.kind !== 'bound') return;
          thread = message.bound;
          started?.(busy);
        },
        ended: () => {
          resolve({ thread, failure: null });
        },
        failed: ({ message }) => {
          resolve({ thread, failure: message });
        },
      },
      memoryMb,
    );
  });
}

describe('search threads', () => {
  it('does the next task in the same thread', async () => {
    const threads = new SearchThreads(file);
    const first = await run(threads, ENDS);
    expect(first.failure).toBeNull();
    expect(await run(threads, ENDS)).toEqual(first);
  });

  it('does tasks of one time in different threads', async () => {
    const threads = new SearchThreads(file);
    const [one, other] = await Promise.all([run(threads, ENDS), run(threads, ENDS)]);
    expect(one.thread).not.toBe(other.thread);
  });

  it('does a task with another memory limit in another thread', async () => {
    const threads = new SearchThreads(file);
    const { thread } = await run(threads, ENDS, { memoryMb: 64 });
    expect((await run(threads, ENDS, { memoryMb: 128 })).thread).not.toBe(thread);
    expect((await run(threads, ENDS, { memoryMb: 64 })).thread).toBe(thread);
  });

  it('says what a task failed of, and does the next one in another thread', async () => {
    const threads = new SearchThreads(file);
    const failed = await run(threads, THROWS);
    expect(failed.failure).toBe('out of luck');
    const next = await run(threads, ENDS);
    expect(next.failure).toBeNull();
    expect(next.thread).not.toBe(failed.thread);
  });

  it('ends a thread in the midst of its task, and does the next one in another', async () => {
    const threads = new SearchThreads(file);
    const ended = await run(threads, NEVER_ENDS, {
      started: (busy) => {
        busy.terminate();
      },
    });
    expect(ended.failure).toBeNull();
    expect((await run(threads, ENDS)).thread).not.toBe(ended.thread);
  });

  it('does not end a thread for a task that it has done', async () => {
    const threads = new SearchThreads(file);
    let late: BusyThread | null = null;
    const { thread } = await run(threads, ENDS, {
      started: (busy) => {
        late = busy;
      },
    });
    late!.terminate();
    expect((await run(threads, ENDS)).thread).toBe(thread);
  });

  it('ends a thread that nobody has wanted for a while', async () => {
    const threads = new SearchThreads(file, 10);
    const { thread } = await run(threads, ENDS);
    await setTimeout(200);
    expect((await run(threads, ENDS)).thread).not.toBe(thread);
  });

  it('loses no task to a thread that is just about to end', async () => {
    const threads = new SearchThreads(file, 5);
    for (let k = 0; k < 30; k++) {
      expect((await run(threads, ENDS)).thread).toBeGreaterThan(0);
      await setTimeout(5);
    }
  });
});
