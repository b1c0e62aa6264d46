import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { conflict, DomainError, invalid } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { IntakeApprovalService } from '../intake/intake-approval.service.js';
import { IntakeUndo } from '../intake/intake-undo.service.js';
import { RotationsService } from '../rotations/rotations.service.js';
import { type RunIntakeBody } from './approval-run.dto.js';
import { type ApprovalRunEntity } from './approval-run.entity.js';
import { ApprovalRunsRepository } from './approval-runs.repository.js';
import { counted, StepRefused, type StepOutcome } from './run-steps.js';

const SHEET = { unitId: null, step: 'sheet' } as const;

/** The sheet of the deanery as the first step of a run: applied from a dry run that HR has confirmed, and taken back with the run. */
@Injectable()
export class RunSheet {
  constructor(
    private readonly repository: ApprovalRunsRepository,
    private readonly approval: IntakeApprovalService,
    private readonly undo: IntakeUndo,
    private readonly rotations: RotationsService,
  ) {}

  /** @throws DomainError 400 for one that there is not; 409 `intake-outdated`, `intake-over`, `intake-not-confirmed` */
  async confirm(tx: Transaction, { id, version, refused, removed }: RunIntakeBody): Promise<void> {
    try {
      await this.approval.assertConfirmed(tx, id, version, { refused, removed });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.kind === 'not-found') {
        const message = `"${id}" is no sheet; GET /api/v1/intakes lists them.`;
        throw invalid({ path: 'intake.id', message });
      }
      if (error.kind !== 'stale') throw error;
      const message = `The sheet has been checked again since you saw version ${version} of it; look at what it does now.`;
      throw conflict('intake-outdated', message, error.current);
    }
  }

  /** @throws StepRefused when the sheet would not do any more what HR has confirmed */
  async take({ intakeId, intakeVersion }: ApprovalRunEntity, actor: Actor): Promise<StepOutcome> {
    if (intakeId === null || intakeVersion === null) return { doctors: 0, findings: [] };
    try {
      const taken = await this.approval.takeIn(intakeId, intakeVersion, actor);
      if (taken === null) {
        const note = 'It was applied outside this run, and stays when the run is taken back.';
        return { doctors: 0, findings: [], note };
      }
      const { placements, people } = taken.intake;
      const { added, changed, removed } = placements;
      const refused = placements.refused + people.refused;
      const note = `${counted(added, 'placement')} added, ${changed} changed, ${removed} removed; ${counted(refused, 'row')} refused.`;
      return { doctors: taken.doctors, findings: [], note };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new StepRefused(
        `The sheet was not applied: ${error.message} Take this run back, look at the sheet again, and prepare another run.`,
      );
    }
  }

  /** The run is approved: the sheet stays. */
  async settle(tx: Transaction, { intakeId }: ApprovalRunEntity): Promise<void> {
    if (intakeId !== null) await this.undo.forget(tx, intakeId);
  }

  /** @throws DomainError 409 `intake-not-undoable` */
  async takeBack(
    tx: Transaction,
    { id, intakeId, rotationId }: ApprovalRunEntity,
    actor: Actor,
  ): Promise<void> {
    if (intakeId === null || (await this.undo.doctorsOf(tx, intakeId)) === null) return;
    const stay = await this.undo.takeBack(tx, intakeId, actor);
    await this.rotations.forgetDeaneryData(tx, rotationId);
    const people =
      stay === 0
        ? ''
        : ` ${counted(stay, 'person stays', 'people stay')} without a placement, because more has been entered for them.`;
    await this.repository.tell(id, SHEET, `Taken back: the sheet is a dry run again.${people}`, tx);
  }
}
