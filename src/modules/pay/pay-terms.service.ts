import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { assertDateOrder } from '../../common/date-range.js';
import { assertVersion, notFound } from '../../common/domain-error.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { type PayTermEntity } from './pay-term.entity.js';
import {
  type NewPayTerm,
  type PayTermDto,
  type PayTermInput,
  type PayTermPage,
  type PayTermsQuery,
  payTermView,
} from './pay-terms.dto.js';
import { PayTermsRepository } from './pay-terms.repository.js';

/** By which point of the pay tables people are paid. */
@Injectable()
export class PayTermsService implements OnModuleInit {
  constructor(
    private readonly repository: PayTermsRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('pay-term', async (id) => {
      const term = await this.repository.find(id);
      return term === null ? null : { personId: term.personId, unitIds: [] };
    });
  }

  /** Of one person, by first day. */
  async list(query: PayTermsQuery): Promise<PayTermPage> {
    const terms = await this.repository.ofPeople([query.personId]);
    return pageOfSmallList(terms.map(payTermView), query, ({ id }) => id);
  }

  /** By first day. */
  async ofPeople(personIds: readonly string[]): Promise<PayTermEntity[]> {
    return this.repository.ofPeople(personIds);
  }

  async create(input: NewPayTerm, actor: Actor): Promise<PayTermDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      const term = await this.repository.save({ ...input }, tx);
      await this.log(tx, term, actor, 'pay-point-entered');
      return payTermView(term);
    });
  }

  async change(id: string, version: number, input: PayTermInput, actor: Actor): Promise<PayTermDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      const term = await this.lock(id, version, tx);
      const was = payTermView(term);
      const saved = await this.repository.save(Object.assign(term, input), tx);
      await this.log(tx, saved, actor, 'pay-point-changed', { was });
      return payTermView(saved);
    });
  }

  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const term = await this.lock(id, version, tx);
      await this.repository.remove(id, tx);
      await this.log(tx, term, actor, 'pay-point-removed');
    });
  }

  private async lock(id: string, version: number, tx: Transaction): Promise<PayTermEntity> {
    const term = await this.repository.lock(id, tx);
    if (term === null) throw notFound('pay point of a person', id);
    assertVersion(version, term.version, payTermView(term));
    return term;
  }

  private async log(
    tx: Transaction,
    term: PayTermEntity,
    actor: Actor,
    action: string,
    further: Record<string, unknown> = {},
  ): Promise<void> {
    const { personId, payPoint, firstDate, lastDate, optedOut } = term;
    await this.audit.append(tx, {
      chain: await this.people.organisationIdOf(personId, tx),
      actor,
      action,
      subjectType: 'pay-term',
      subjectId: term.id,
      detail: { personId, payPoint, firstDate, lastDate, optedOut, ...further },
    });
  }
}
