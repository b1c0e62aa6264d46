import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, invalid } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { type AccountQuery, type AdjustmentBody, type LeaveAccountDto } from './leave-accounts.dto.js';
import { LeaveAccountsRepository, type PlacementRow } from './leave-accounts.repository.js';
import { coversDate, type LeaveYear, leaveYearOf } from './reckoning/entitlement.js';
import { leaveTermsOf } from './reckoning/leave-terms.js';
import { type LeaveStatement, statementOf } from './reckoning/statement.js';

/** How much annual leave people have, and what has been used of it. */
@Injectable()
export class LeaveAccounts {
  constructor(
    private readonly accounts: LeaveAccountsRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** A leave year of a person. */
  async get(personId: string, { on }: AccountQuery, tx?: Transaction): Promise<LeaveAccountDto> {
    const year = leaveYearOf(on ?? this.clock.today());
    const placements = await this.accounts.placements(personId, tx);
    const service = await this.accounts.service(personId, tx);
    const adjustments = await this.accounts.adjustments(personId, year.firstDate, tx);
    const contracts = placements.filter((own) => touches(own, year)).map(({ contractCode }) => contractCode);
    return {
      personId,
      ...(await this.statement(personId, year, { placements, without: null }, tx)),
      serviceFrom: service?.serviceFrom ?? placements[0]?.firstDate ?? null,
      adjustments: adjustments.map(({ id, kind, minutes, reason, madeAt }) => ({
        id,
        kind,
        minutes,
        reason,
        madeAt: madeAt.toISOString(),
      })),
      terms: [...new Set(contracts)].map((contractCode) => {
        const { source, evidence } = leaveTermsOf(contractCode);
        return { contractCode, source, evidence };
      }),
      version: service?.version ?? 0,
    };
  }

  /** @param without id of leave that does not count, because it is being decided. */
  async statement(
    personId: string,
    year: LeaveYear,
    {
      placements,
      without,
    }: { readonly placements: readonly PlacementRow[]; readonly without: string | null },
    tx?: Transaction,
  ): Promise<LeaveStatement> {
    const leave = await this.accounts.annualLeave(personId, year.firstDate, year.lastDate, tx);
    return statementOf(year, {
      placements,
      serviceFrom:
        (await this.accounts.service(personId, tx))?.serviceFrom ??
        placements[0]?.firstDate ??
        year.firstDate,
      adjustments: await this.accounts.adjustments(personId, year.firstDate, tx),
      leave: leave.filter(({ id }) => id !== without),
    });
  }

  /** Since when service of each of the people counts; nobody who was never placed here. */
  async serviceFrom(personIds: readonly string[], tx?: Transaction): Promise<Map<string, string>> {
    return this.accounts.serviceFrom(personIds, tx);
  }

  /** Hours carried over, or more or fewer for another reason. */
  async adjust(
    personId: string,
    { on, kind, minutes, reason }: AdjustmentBody,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<LeaveAccountDto> {
    if (minutes === 0)
      throw invalid({ path: 'minutes', message: '0 minutes change nothing; give more or fewer.' });
    return this.idempotency.once(once, async (tx) => {
      await this.accounts.lockPerson(tx, personId);
      const yearFrom = leaveYearOf(on).firstDate;
      const entry = { personId, yearFrom, kind, minutes, reason };
      await this.accounts.insertAdjustment(tx, {
        ...entry,
        madeBy: actor.accountId,
        madeAt: this.clock.now(),
      });
      await this.log(tx, personId, actor, 'leave-adjusted', { yearFrom, kind, minutes });
      return this.get(personId, { on }, tx);
    });
  }

  /** @param seen 0 while nobody has entered one. @throws DomainError 412 `stale-version`, 400 for a date in the future */
  async setService(
    personId: string,
    seen: number,
    serviceFrom: string,
    actor: Actor,
  ): Promise<LeaveAccountDto> {
    if (serviceFrom > this.clock.today()) {
      const message = `${serviceFrom} is in the future; service counts from a day that has been.`;
      throw invalid({ path: 'serviceFrom', message });
    }
    return this.transactions.run(async (tx) => {
      await this.accounts.lockPerson(tx, personId);
      const standing = await this.accounts.service(personId, tx);
      assertVersion(seen, standing?.version ?? 0, await this.get(personId, {}, tx));
      await this.accounts.saveService(tx, Object.assign(standing ?? { personId }, { serviceFrom }));
      await this.log(tx, personId, actor, 'leave-service-entered', { serviceFrom });
      return this.get(personId, {}, tx);
    });
  }

  private async log(
    tx: Transaction,
    personId: string,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const chain = await this.people.organisationIdOf(personId, tx);
    await this.audit.append(tx, { chain, actor, action, subjectType: 'person', subjectId: personId, detail });
  }
}

function touches(placement: PlacementRow, { firstDate, lastDate }: LeaveYear): boolean {
  return (
    coversDate(placement, firstDate) || (placement.firstDate > firstDate && placement.firstDate <= lastDate)
  );
}
