/** The name of a queue, which remembers the type of its payload: `const FILLS: JobName<{ fillId: string }> = 'fills'`. */
export type JobName<Payload> = string & { readonly payloadType?: Payload };

export interface JobContext {
  /** Aborts when the process is about to end: leave the row in a state from which another worker can go on. */
  readonly signal: AbortSignal;
}

export type JobHandler<Payload> = (payload: Payload, context: JobContext) => Promise<void>;

export interface JobOptions {
  /** How many jobs of this name one worker process runs at a time; 1 unless given. */
  readonly concurrency?: number;
}

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
}

/**
 * Wakes workers. What is to be done stands in rows of the database; a job only says that there is something, so a
 * handler reads the row, may be called more than once for it, and a lost job is found again by a sweep.
 */
export abstract class JobQueue {
  /**
   * Wakes a worker, after the transaction that wrote the row has committed. Never throws and never waits long: if
   * the queue is down, the loss is logged and the sweep will find the row. While a job with the same id is waiting
   * or running, this does nothing.
   *
   * @param jobId names the row, for example the id of the fill.
   */
  abstract wake<Payload extends object>(
    name: JobName<Payload>,
    jobId: string,
    payload: Payload,
  ): Promise<void>;

  /** Called by feature modules in `onModuleInit`. Handlers run only in processes that work. */
  abstract register<Payload extends object>(
    name: JobName<Payload>,
    handler: JobHandler<Payload>,
    options?: JobOptions,
  ): void;

  /** Begins to run the registered handlers in this process. */
  abstract start(): void;

  /** @throws when the queue cannot be reached. */
  abstract check(): Promise<void>;

  /** Jobs by queue name, for every name this process has used. */
  abstract counts(): Promise<ReadonlyMap<string, JobCounts>>;
}
