import { MessageChannel, type MessagePort, type ResourceLimits, Worker } from 'node:worker_threads';
import { type ThreadNews, type WorkerMessage, type WorkerOrder, type WorkerTask } from './protocol.js';

/** Threads of which nobody has wanted anything for so long are ended: they keep the memory that their largest search took. */
const IDLE_MS = 30_000;

/** What a search hears of a thread; exactly one of `ended` and `failed` comes, and comes last. */
export interface ThreadEvents {
  readonly message: (message: WorkerMessage) => void;
  readonly ended: () => void;
  readonly failed: (error: Error) => void;
}

/** A thread that works on a task. */
export interface BusyThread {
  readonly tell: (news: ThreadNews) => void;
  /** Ends the thread in the midst of what it does; `ended` follows. */
  readonly terminate: () => void;
}

/**
 * The search threads of this process. They outlive a search, as what they have compiled makes the next one cheaper: a search of a
 * second spent a third as much again on compiling, beside it. Idle ones do not keep the process.
 */
export class SearchThreads {
  private readonly idle = new Set<SearchThread>();

  constructor(
    private readonly file: string,
    private readonly idleMs = IDLE_MS,
  ) {}

  /** @param memoryMb limit of the thread's heap; Node's own when left out. */
  assign(task: WorkerTask, events: ThreadEvents, memoryMb?: number): BusyThread {
    const thread = this.take(memoryMb);
    return thread.work(task, {
      message: events.message,
      failed: events.failed,
      ended: () => {
        if (!thread.isGone) this.keep(thread);
        events.ended();
      },
    });
  }

  private take(memoryMb: number | undefined): SearchThread {
    for (const thread of this.idle) {
      if (thread.memoryMb !== memoryMb) continue;
      this.idle.delete(thread);
      return thread;
    }
    return new SearchThread(this.file, memoryMb);
  }

  private keep(thread: SearchThread): void {
    this.idle.add(thread);
    thread.rest(this.idleMs, () => this.idle.delete(thread));
  }
}

class SearchThread {
  isGone = false;
  private readonly worker: Worker;
  private events: ThreadEvents | null = null;
  private port: MessagePort | null = null;
  private restTimer: NodeJS.Timeout | undefined;
  private whenGone: (() => void) | null = null;

  constructor(
    file: string,
    readonly memoryMb: number | undefined,
  ) {
    const resourceLimits: ResourceLimits = memoryMb === undefined ? {} : { maxOldGenerationSizeMb: memoryMb };
    this.worker = new Worker(file, { resourceLimits });
    this.worker.on('error', (error: Error) => {
      this.leave()?.failed(error);
    });
    this.worker.on('exit', () => {
      this.leave()?.ended();
    });
  }

  work(task: WorkerTask, events: ThreadEvents): BusyThread {
    clearTimeout(this.restTimer);
    this.whenGone = null;
    this.worker.ref();
    this.events = events;
    // A channel of its own, so that news which come late are never taken for another task's.
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.on('message', (message: WorkerMessage) => {
      events.message(message);
      if (message.kind !== 'ended') return;
      this.finish();
      events.ended();
    });
    this.worker.postMessage({ task, port: port2 } satisfies WorkerOrder, [port2]);
    return {
      tell: (news) => {
        port1.postMessage(news);
      },
      terminate: () => {
        if (this.port === port1) void this.worker.terminate();
      },
    };
  }

  /** Waits for other work; ends after `idleMs` without, and calls `gone` then. */
  rest(idleMs: number, gone: () => void): void {
    this.worker.unref();
    this.whenGone = gone;
    this.restTimer = setTimeout(() => {
      // Before the thread has ended, so that nobody gives it a task meanwhile.
      gone();
      void this.worker.terminate();
    }, idleMs);
    this.restTimer.unref();
  }

  private finish(): ThreadEvents | null {
    const { events } = this;
    this.port?.close();
    this.port = null;
    this.events = null;
    return events;
  }

  private leave(): ThreadEvents | null {
    this.isGone = true;
    clearTimeout(this.restTimer);
    this.whenGone?.();
    return this.finish();
  }
}
