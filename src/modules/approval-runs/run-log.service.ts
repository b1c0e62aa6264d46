import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';
import { type ApprovalRunEntity } from './approval-run.entity.js';

/** Who did what to a run, in the chain of the organisation. */
@Injectable()
export class RunLog {
  constructor(
    private readonly units: UnitsService,
    private readonly audit: AuditService,
  ) {}

  async add(
    tx: Transaction,
    { id, rotationId }: Pick<ApprovalRunEntity, 'id' | 'rotationId'>,
    actor: Actor,
    action: string,
    further: Record<string, unknown> = {},
  ): Promise<void> {
    const { id: chain } = await this.units.onlyOrganisation(tx);
    const subject = { subjectType: 'approval-run', subjectId: id };
    await this.audit.append(tx, { chain, actor, action, ...subject, detail: { rotationId, ...further } });
  }
}
