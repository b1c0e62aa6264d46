import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, DomainError, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { type RotationDto } from '../rotations/rotation.dto.js';
import { RotationsService } from '../rotations/rotations.service.js';
import { type ApprovalRunDto, type NewApprovalRun, type RunApprovalBody } from './approval-run.dto.js';
import { type ApprovalRunEntity } from './approval-run.entity.js';
import { ApprovalRunsRepository } from './approval-runs.repository.js';
import { runView } from './run-views.js';
import { RUN_JOBS, runJobId } from './run-jobs.js';
import { RunLog } from './run-log.service.js';
import { RunSheet } from './run-sheet.service.js';
import { stepsIn } from './run-steps.js';
import { RunUndo } from './run-undo.service.js';

/** A rotation as one run: prepared, looked at, approved once, carried out. */
@Injectable()
export class ApprovalRunsService {
  constructor(
    private readonly repository: ApprovalRunsRepository,
    private readonly undo: RunUndo,
    private readonly sheet: RunSheet,
    private readonly rotations: RotationsService,
    private readonly auditLog: RunLog,
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(rotationId: string): Promise<ApprovalRunDto[]> {
    await this.rotationOf(rotationId);
    const runs = await this.repository.ofRotation(rotationId);
    return Promise.all(runs.map(async (run) => this.view(run)));
  }

  /** @throws DomainError `not-found` */
  async get(id: string, tx?: Transaction): Promise<ApprovalRunDto> {
    const run = await this.repository.find(id, tx);
    if (run === null) throw notFound('approval run', id);
    return this.view(run, tx);
  }

  /**
   * Begins to prepare; nothing leaves the house by it. A sheet is confirmed with it, and applied as the first step.
   *
   * @throws DomainError 409 `already-exists` while another run is open; `intake-outdated`, `intake-over`, `intake-not-confirmed` for the sheet
   */
  async start({ rotationId, intake, fillSeconds }: NewApprovalRun, actor: Actor): Promise<ApprovalRunDto> {
    const view = await this.transactions.run(async (tx) => {
      const rotation = await this.rotationOf(rotationId, tx);
      if (intake !== undefined) await this.sheet.confirm(tx, intake);
      const run = await this.repository.save(tx, {
        rotationId,
        intakeId: intake?.id ?? null,
        intakeVersion: intake?.version ?? null,
        fillSeconds: fillSeconds ?? null,
        requestedBy: actor.accountId,
        requestedAt: this.clock.now(),
      });
      await this.repository.writeSteps(tx, run, unitsOf(rotation));
      await this.auditLog.add(tx, run, actor, 'approval-run-started', {
        fillSeconds,
        ...(intake && { intake }),
      });
      return this.get(run.id, tx);
    });
    await this.wake(view.id);
    return view;
  }

  /** Prepares anew, for example after lines were changed; of a run that is carried out it goes on where it ended. */
  async check(id: string, version: number, actor: Actor): Promise<ApprovalRunDto> {
    const view = await this.transactions.run(async (tx) => {
      const run = await this.lockOpen(tx, id, version);
      const again = run.state === 'carrying-out' ? run.state : 'preparing';
      if (again === 'preparing') {
        const rotation = await this.rotations.get(run.rotationId, tx);
        await this.repository.writeSteps(tx, run, unitsOf(rotation));
      }
      await this.repository.save(
        tx,
        Object.assign(run, { state: again, attempts: 0, heartbeatAt: null, error: null }),
      );
      await this.auditLog.add(tx, run, actor, 'approval-run-checked');
      return this.get(id, tx);
    });
    await this.wake(id);
    return view;
  }

  /**
   * Approves all of it: from now on rotas are published, if that is asked for, work schedules issued and doctors invited.
   *
   * @throws DomainError 412; 409 `run-not-ready`, `findings-not-accepted` when their number is another one
   */
  async approve(
    id: string,
    version: number,
    { findings, publish }: RunApprovalBody,
    actor: Actor,
  ): Promise<ApprovalRunDto> {
    const view = await this.transactions.run(async (tx) => {
      const run = await this.lockOpen(tx, id, version);
      const current = await this.view(run, tx);
      if (run.state !== 'ready') {
        throw conflict(
          'run-not-ready',
          `This run is ${run.state}; it can be approved once it is prepared.`,
          current,
        );
      }
      if (current.findings !== findings) {
        throw conflict(
          'findings-not-accepted',
          `There are ${current.findings} findings, and you accepted ${findings}. Look at them and accept this number.`,
          current,
        );
      }
      const approval = {
        approvedBy: actor.accountId,
        approvedAt: this.clock.now(),
        acceptedFindings: findings,
        publishes: publish,
      };
      await this.repository.save(tx, Object.assign(run, approval, { state: 'carrying-out', attempts: 0 }));
      await this.auditLog.add(tx, run, actor, 'approval-run-approved', { findings, publish });
      await this.undo.forget(tx, run);
      return this.get(id, tx);
    });
    await this.wake(id);
    return view;
  }

  /** Leaves the gaps that are still open to the coordinators, also while they are being searched. @throws DomainError 412, 409 `run-over` */
  async skipFill(id: string, version: number, actor: Actor): Promise<ApprovalRunDto> {
    return this.transactions.run(async (tx) => {
      const run = await this.lockVersion(tx, id, version);
      await this.repository.save(tx, Object.assign(run, { fillSeconds: null }));
      await this.auditLog.add(tx, run, actor, 'approval-run-fill-skipped');
      return this.get(id, tx);
    });
  }

  /**
   * Ends a run before its approval: nothing has left the house, and all that it has done is taken back at once, or none of it.
   *
   * @throws DomainError 409 `run-approved`, or why something that it has done cannot be taken back any more
   */
  async discard(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const run = await this.lockOpen(tx, id, version);
      if (run.state === 'carrying-out') {
        throw conflict(
          'run-approved',
          'This run has been approved and is carried out.',
          await this.view(run, tx),
        );
      }
      await this.undo.takeBack(tx, run, actor);
      const over = {
        state: 'discarded' as const,
        finishedAt: this.clock.now(),
        heartbeatAt: null,
        error: null,
      };
      await this.repository.save(tx, Object.assign(run, over));
      await this.auditLog.add(tx, run, actor, 'approval-run-discarded');
    });
  }

  /** @throws DomainError 400 for one that there is not */
  private async rotationOf(rotationId: string, tx?: Transaction): Promise<RotationDto> {
    try {
      return await this.rotations.get(rotationId, tx);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
      const message = `"${rotationId}" is no rotation; GET /api/v1/rotations lists them.`;
      throw invalid({ path: 'rotationId', message });
    }
  }

  private async wake(id: string): Promise<void> {
    const run = await this.repository.find(id);
    if (run !== null) await this.queue.wake(RUN_JOBS, runJobId(run), { runId: id });
  }

  private async lockOpen(tx: Transaction, id: string, version: number): Promise<ApprovalRunEntity> {
    const run = await this.lockVersion(tx, id, version);
    if (await this.repository.isTaken(tx, id)) {
      const current = await this.view(run, tx);
      throw conflict('run-under-way', 'A worker is at this run; wait until it has ended.', current);
    }
    return run;
  }

  private async lockVersion(tx: Transaction, id: string, version: number): Promise<ApprovalRunEntity> {
    const run = await this.repository.lock(tx, id);
    if (run === null) throw notFound('approval run', id);
    const current = await this.view(run, tx);
    assertVersion(version, run.version, current);
    if (stepsIn(run.state).length === 0 && run.state !== 'ready') {
      throw conflict('run-over', `This run is ${run.state} already; start another one.`, current);
    }
    return run;
  }

  private async view(run: ApprovalRunEntity, tx?: Transaction): Promise<ApprovalRunDto> {
    return runView(run, await this.repository.steps(run.id, tx));
  }
}

function unitsOf({ deadlines }: { readonly deadlines: readonly { readonly unitId: string }[] }): string[] {
  return [...new Set(deadlines.map(({ unitId }) => unitId))];
}
