import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';

/** Remembers what happens to accounts, in the chain of the organisation. */
@Injectable()
export class AccountLog {
  constructor(
    private readonly audit: AuditService,
    private readonly units: UnitsService,
  ) {}

  /** @param detail no secrets */
  async note(
    tx: Transaction,
    accountId: string,
    actor: Actor | 'system',
    action: string,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    const { id: chain } = await this.units.onlyOrganisation(tx);
    await this.audit.append(tx, {
      chain,
      actor,
      action,
      subjectType: 'account',
      subjectId: accountId,
      detail,
    });
  }
}
