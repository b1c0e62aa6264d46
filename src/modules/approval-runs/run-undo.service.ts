import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { type Transaction } from '../../database/transactions.js';
import { LineAllocationsService } from '../lines/line-allocations.service.js';
import { type LinePlaceEntity } from '../lines/line-place.entity.js';
import { type AssignmentEntity } from '../rotas/assignment.entity.js';
import { DutyRosters } from '../rotas/duty-rosters.service.js';
import { RotasService } from '../rotas/rotas.service.js';
import { type ApprovalRunEntity } from './approval-run.entity.js';
import { ApprovalRunsRepository, type StepTrace } from './approval-runs.repository.js';
import { RunSheet } from './run-sheet.service.js';

interface RosterBefore {
  readonly rotaId: string;
  readonly shifts: AssignmentEntity[];
}

interface LinesBefore {
  readonly allocationId: string;
  readonly places: LinePlaceEntity[];
}

/** Takes back what a run has done, last step first, in the caller's transaction. */
@Injectable()
export class RunUndo {
  constructor(
    private readonly repository: ApprovalRunsRepository,
    private readonly sheet: RunSheet,
    private readonly allocations: LineAllocationsService,
    private readonly rosters: DutyRosters,
    private readonly rotas: RotasService,
  ) {}

  /** @throws DomainError 409: why something cannot be taken back any more */
  async takeBack(tx: Transaction, run: ApprovalRunEntity, actor: Actor): Promise<void> {
    for (const trace of await this.repository.traces(run.id, tx)) {
      if (trace.step === 'duty-roster') await this.roster(tx, run, trace, actor);
      if (trace.step === 'lines') await this.lines(tx, trace, actor);
    }
    await this.sheet.takeBack(tx, run, actor);
    await this.repository.forgetBefore(tx, run.id);
  }

  /** After the approval nothing is taken back, so nothing is remembered for it. */
  async forget(tx: Transaction, run: ApprovalRunEntity): Promise<void> {
    await this.sheet.settle(tx, run);
    await this.repository.forgetBefore(tx, run.id);
  }

  private async roster(
    tx: Transaction,
    { id }: ApprovalRunEntity,
    { unitId, madeId, before }: StepTrace,
    actor: Actor,
  ): Promise<void> {
    if (madeId !== null) return this.rotas.deleteIfThere(tx, madeId, actor);
    if (before === null || unitId === null) return;
    const { rotaId, shifts } = before as unknown as RosterBefore;
    const entry = { actor, subjectType: 'approval-run', subjectId: id };
    await this.rosters.putBack(tx, { rotaId, unitId }, shifts, entry);
  }

  private async lines(tx: Transaction, { madeId, before }: StepTrace, actor: Actor): Promise<void> {
    if (madeId !== null) return this.allocations.removeIfThere(tx, madeId, actor);
    if (before === null) return;
    const { allocationId, places } = before as unknown as LinesBefore;
    await this.allocations.restorePlaces(tx, allocationId, places, actor);
  }
}
