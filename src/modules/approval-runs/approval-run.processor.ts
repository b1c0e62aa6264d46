import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { RotationsService } from '../rotations/rotations.service.js';
import { type ApprovalRunEntity } from './approval-run.entity.js';
import { ApprovalRunsRepository, type StepAddress } from './approval-runs.repository.js';
import { RUN_JOBS, runJobId } from './run-jobs.js';
import { RunSheet } from './run-sheet.service.js';
import { RunStepsService } from './run-steps.service.js';
import { StepInterrupted, type StepMemory, StepRefused } from './run-steps.js';

const SWEEP_MS = 5000;
const INTERRUPTED = 'It was interrupted and goes on by itself.';

/** Takes runs on, step by step: the rows say what is left, the queue only wakes. */
@Injectable()
export class ApprovalRunProcessor implements OnModuleInit {
  private readonly logger = new Logger('Approval runs');

  constructor(
    private readonly repository: ApprovalRunsRepository,
    private readonly steps: RunStepsService,
    private readonly sheet: RunSheet,
    private readonly rotations: RotationsService,
    private readonly queue: JobQueue,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(RUN_JOBS, async ({ runId }, { signal }) => this.run(runId, signal));
    this.sweeper.registerSweep('approval-runs', SWEEP_MS, async () => {
      for (const run of await this.repository.abandoned()) {
        await this.queue.wake(RUN_JOBS, runJobId(run), { runId: run.id });
      }
    });
  }

  /** Takes every step that is open, unless somebody else does. What is done stays done if this ends early. */
  async run(runId: string, shutdown: AbortSignal): Promise<void> {
    const run = await this.repository.claim(runId);
    if (run === null) return;
    try {
      if (await this.takeSteps(run, shutdown)) await this.repository.finish(run, this.clock.now());
      else await this.repository.release(run, INTERRUPTED);
    } catch (thrown) {
      if (thrown instanceof StepRefused) return this.repository.halt(run, thrown.message);
      if (thrown instanceof StepInterrupted) return this.repository.release(run, INTERRUPTED);
      const { message, stack } = thrown as Error;
      this.logger.error(`approval run ${runId} ended early: ${message}`, stack);
      await this.repository.release(run, message);
    }
  }

  /** @returns false when it ended early. */
  private async takeSteps(run: ApprovalRunEntity, shutdown: AbortSignal): Promise<boolean> {
    const { startDate } = await this.rotations.get(run.rotationId);
    const actor = await this.actorOf(run);
    const about = { runId: run.id, rotationId: run.rotationId, startDate, actor, publishes: run.publishes };
    for (const open of await this.repository.open(run)) {
      if (shutdown.aborted || !(await this.repository.renew(run))) return false;
      const begun = performance.now();
      const renew = async (): Promise<boolean> => this.repository.renew(run);
      const { unitId, step } = open;
      const outcome =
        unitId === null || step === 'sheet'
          ? await this.sheet.take(run, actor)
          : await this.steps.take(step, {
              ...{ ...about, unitId, renew, shutdown },
              memory: this.memoryOf(run, open),
            });
      await this.repository.noteStep(run, open, outcome, performance.now() - begun);
    }
    return true;
  }

  private memoryOf({ id }: ApprovalRunEntity, step: StepAddress): StepMemory {
    return {
      keepBefore: async (before) => this.repository.keepBefore(id, step, before),
      noteMade: async (tx, madeId) => this.repository.noteMade(tx, id, step, madeId),
      tell: async (note) => this.repository.tell(id, step, note),
    };
  }

  /** HR has asked for it or approved it, so it is done as HR. */
  private async actorOf({ approvedBy, requestedBy }: ApprovalRunEntity): Promise<Actor> {
    const accountId = approvedBy ?? requestedBy;
    return {
      accountId,
      personId: null,
      displayName: await this.repository.nameOf(accountId),
      roles: [{ role: 'hr', unitId: null }],
      placedUnitIds: [],
    };
  }
}
