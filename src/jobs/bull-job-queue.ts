import { Logger, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { Queue, Worker, type Job } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobQueue, type JobCounts, type JobHandler, type JobName, type JobOptions } from './job-queue.js';
import type { QueueBackend } from './queue-backend.js';

const answerWithinMs = 2000;
const closeWithinMs = 10_000;

interface Registration {
  readonly handler: JobHandler<object>;
  readonly concurrency: number;
}

/** {@link JobQueue} on BullMQ, over Redis or over PostgreSQL. */
export class BullJobQueue extends JobQueue implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly queues = new Map<string, Queue>();
  private readonly registrations = new Map<string, Registration>();
  private readonly workers: Worker[] = [];
  private readonly ending = new AbortController();
  private backend: QueueBackend | undefined;
  private lastComplaint = { text: '', at: 0 };

  /**
   * @param connect opens the backend at first use, telling it where errors of its connections go.
   * @param prefix keeps the queues of several databases apart in one Redis.
   */
  constructor(
    private readonly connect: (onError: (error: Error) => void) => QueueBackend,
    private readonly prefix: string,
  ) {
    super();
  }

  async wake<Payload extends object>(name: JobName<Payload>, jobId: string, payload: Payload): Promise<void> {
    try {
      await this.inTime(this.add(name, jobId, payload));
    } catch (error) {
      this.complain(
        `job ${name}/${jobId} was not queued, the sweep will find it: ${(error as Error).message}`,
      );
    }
  }

  register<Payload extends object>(
    name: JobName<Payload>,
    handler: JobHandler<Payload>,
    { concurrency = 1 }: JobOptions = {},
  ): void {
    if (this.registrations.has(name)) throw new Error(`two handlers for the jobs ${name}`);
    this.registrations.set(name, { handler: handler as JobHandler<object>, concurrency });
  }

  start(): void {
    for (const [name, registration] of this.registrations) this.workers.push(this.work(name, registration));
  }

  async check(): Promise<void> {
    await this.inTime(this.openBackend().ping());
  }

  async counts(): Promise<ReadonlyMap<string, JobCounts>> {
    for (const name of this.registrations.keys()) this.queue(name);
    const entries = [...this.queues].map(async ([name, queue]): Promise<[string, JobCounts]> => {
      const { waiting = 0, active = 0 } = await queue.getJobCounts('waiting', 'active');
      return [name, { waiting, active }];
    });
    return new Map(await Promise.all(entries));
  }

  /** Running handlers are told to end, and waited for; what they leave undone, another worker takes up. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    const closed = Promise.all(this.workers.map((worker) => worker.close()));
    const timer = new AbortController();
    await Promise.race([
      closed,
      sleep(closeWithinMs, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
    await Promise.all(this.workers.map((worker) => worker.close(true)));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.backend?.close();
  }

  private work(name: string, { handler, concurrency }: Registration): Worker {
    const backend = this.openBackend();
    const run = async (job: Job): Promise<void> => {
      await handler(job.data as object, { signal: this.ending.signal });
    };
    const worker = new Worker(
      name,
      run,
      {
        connection: backend.consumer() as never,
        prefix: this.prefix,
        concurrency,
        // A job is only a wake-up: however often a worker died over it, the row says whether there is work.
        maxStalledCount: 1000,
      },
      backend.factory as never,
    );
    worker.on('error', (error) => this.complain(error.message));
    worker.on('failed', (job, error) => {
      this.logger.error(`job ${name}/${job?.id} failed: ${error.message}`, error.stack);
    });
    return worker;
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const backend = this.openBackend();
    const queue = new Queue(
      name,
      { connection: backend.producer as never, prefix: this.prefix },
      backend.factory as never,
    );
    queue.on('error', (error) => this.complain(error.message));
    this.queues.set(name, queue);
    return queue;
  }

  private openBackend(): QueueBackend {
    this.backend ??= this.connect((error) => this.complain(error.message));
    return this.backend;
  }

  private async add(name: string, jobId: string, payload: object): Promise<void> {
    await this.openBackend().whenReady();
    await this.queue(name).add(name, payload, { jobId, removeOnComplete: true, removeOnFail: true });
  }

  private async inTime(work: Promise<void>): Promise<void> {
    const timer = new AbortController();
    const late = async (): Promise<never> => {
      await sleep(answerWithinMs, undefined, { signal: timer.signal });
      throw new Error(`the queue did not answer within ${answerWithinMs} ms`);
    };
    // Whichever loses the race must not be reported as unhandled.
    work.catch(() => undefined);
    const lateness = late();
    lateness.catch(() => undefined);
    try {
      await Promise.race([work, lateness]);
    } finally {
      timer.abort();
    }
  }

  /** A queue that is away complains with every attempt to reach it: the same words are logged twice a minute. */
  private complain(text: string): void {
    if (this.ending.signal.aborted) return;
    if (text === this.lastComplaint.text && Date.now() - this.lastComplaint.at < 30_000) return;
    this.lastComplaint = { text, at: Date.now() };
    this.logger.warn(text);
  }
}
