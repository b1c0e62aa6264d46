import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '../../jobs/job-queue.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { FillApplier, type FillOutcome } from './fill-applier.service.js';
import { FILL_JOBS, fillJobId } from './fill-jobs.js';
import { FillSearch } from './fill-search.service.js';
import { type FillEntity } from './fill.entity.js';
import { FillsRepository, type Lease } from './fills.repository.js';

const SWEEP_MS = 2000;
/** A fill that has cost so many workers their lives is ended with what it has. */
const MAX_ATTEMPTS = 5;

/** Runs fills: the rows say which, the queue only wakes. */
@Injectable()
export class FillProcessor implements OnModuleInit {
  private readonly logger = new Logger('Fills');

  constructor(
    private readonly queue: JobQueue,
    private readonly sweeper: Sweeper,
    private readonly fills: FillsRepository,
    private readonly search: FillSearch,
    private readonly applier: FillApplier,
  ) {}

  onModuleInit(): void {
    this.queue.register(FILL_JOBS, async ({ fillId }, { signal }) => this.run(fillId, signal));
    this.sweeper.registerSweep('fills', SWEEP_MS, async () => this.sweep());
  }

  /** Runs a fill to its end, unless somebody else does. */
  async run(fillId: string, shutdown: AbortSignal): Promise<void> {
    const fill = await this.fills.claim(fillId);
    if (fill === null) return;
    const lease = { fillId, attempt: fill.attempts };
    if (fill.attempts > 1) this.logger.warn(`fill ${fillId} is taken over, attempt ${fill.attempts}`);
    await this.fills.tellAlone(fillId, { type: 'state', state: fill.state });
    const outcome = await this.outcome(fill, lease, shutdown);
    if (outcome !== null) await this.applier.finish(lease, outcome);
  }

  /** Wakes workers for fills that nobody runs. */
  async sweep(): Promise<void> {
    for (const { id, attempts } of await this.fills.abandoned()) {
      // A dead worker's job may still count as running: each attempt has a job of its own.
      await this.queue.wake(FILL_JOBS, fillJobId(id, attempts), { fillId: id });
    }
  }

  private async outcome(fill: FillEntity, lease: Lease, shutdown: AbortSignal): Promise<FillOutcome | null> {
    const standing = { spentMs: fill.spentMs, best: fill.best, notes: fill.notes };
    if (fill.state === 'stopping') return { state: 'stopped', error: null, ...standing };
    if (fill.attempts > MAX_ATTEMPTS) {
      const error = `The search was interrupted ${MAX_ATTEMPTS} times; the best rota found until then was used.`;
      return { state: 'done', error, ...standing };
    }
    try {
      return await this.search.run(fill, lease, shutdown);
    } catch (thrown) {
      const { message, stack } = thrown as Error;
      this.logger.error(`fill ${fill.id} could not be searched: ${message}`, stack);
      return { state: 'done', error: `The search could not run: ${message}`, ...standing };
    }
  }
}
