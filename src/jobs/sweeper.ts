import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Looks for rows whose wake-up was lost. It may run in several processes at once, and finds mostly nothing. */
export type Sweep = (signal: AbortSignal) => Promise<void>;

interface Registration {
  readonly name: string;
  readonly everyMs: number;
  readonly sweep: Sweep;
}

/** Runs the sweeps of all features in processes that work: at the start, and again and again. */
@Injectable()
export class Sweeper implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Sweeper');
  private readonly registrations: Registration[] = [];
  private readonly ending = new AbortController();
  private readonly running: Promise<void>[] = [];

  constructor() {
    // Every sweep listens to it, however many there are.
    setMaxListeners(0, this.ending.signal);
  }

  /** Called by feature modules in `onModuleInit`. */
  registerSweep(name: string, everyMs: number, sweep: Sweep): void {
    this.registrations.push({ name, everyMs, sweep });
  }

  start(): void {
    for (const registration of this.registrations) this.running.push(this.repeat(registration));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.running);
  }

  private async repeat({ name, everyMs, sweep }: Registration): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        await sweep(signal);
      } catch (error) {
        this.logger.error(
          `sweep ${name} failed and will run again: ${(error as Error).message}`,
          (error as Error).stack,
        );
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
