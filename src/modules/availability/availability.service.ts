import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, may } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertDateOrder, assertPeriod } from '../../common/date-range.js';
import { assertVersion, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { decodeCursor, toPage } from '../../common/paging.js';
import { type PeriodQuery } from '../../common/period-query.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { RoundGate } from '../rounds/round-gate.service.js';
import { type AvailabilityEntryEntity } from './availability-entry.entity.js';
import {
  availabilityView,
  type AvailabilityDto,
  type AvailabilityInput,
  type AvailabilityPage,
  type NewAvailability,
} from './availability.dto.js';
import { AvailabilityRepository } from './availability.repository.js';
import { daysOfRequests } from './request-days.js';

const MAX_DAYS = 401;

/** When people cannot work, would rather not, or would like to. */
@Injectable()
export class AvailabilityService implements OnModuleInit {
  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly resolvers: TargetResolvers,
    private readonly gate: RoundGate,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('availability-entry', async (id) => {
      const entry = await this.repository.find(id);
      if (entry === null) return null;
      const { personId } = entry;
      return { personId, unitIds: (await this.people.unitIdsOf([personId])).get(personId) ?? [] };
    });
  }

  async list({ personId, unitId, from, to, cursor, limit }: PeriodQuery): Promise<AvailabilityPage> {
    assertPeriod(from, to, MAX_DAYS);
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const personIds = await this.people.idsFor({ personId, unitId }, from, to);
    const entries = await this.repository.page(personIds, { from, to }, after, limit + 1);
    return toPage(entries, limit, ({ firstDate, id }) => [firstDate, id], availabilityView);
  }

  async create(
    input: NewAvailability,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<AvailabilityDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.idempotency.once(once, async (tx) => {
      if (await this.asksForThemselves(input.personId, actor)) await this.assertOpen(tx, input, null);
      const entry = await this.repository.save({ ...input }, tx);
      await this.log(tx, entry, actor, 'availability-entered', { ...input, note: undefined });
      return availabilityView(entry);
    });
  }

  async change(
    id: string,
    version: number,
    input: AvailabilityInput,
    actor: Actor,
  ): Promise<AvailabilityDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      const entry = await this.lock(id, version, tx);
      if (await this.asksForThemselves(entry.personId, actor)) {
        await this.gate.check(tx, entry, null);
        await this.assertOpen(tx, { ...input, personId: entry.personId }, id);
      }
      const changes = changesOf<Partial<AvailabilityInput>>(entry, { ...input, note: entry.note });
      const saved = await this.repository.save(Object.assign(entry, input), tx);
      await this.log(tx, saved, actor, 'availability-changed', { personId: saved.personId, changes });
      return availabilityView(saved);
    });
  }

  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const entry = await this.lock(id, version, tx);
      if (await this.asksForThemselves(entry.personId, actor)) await this.gate.check(tx, entry, null);
      await this.repository.remove(id, tx);
      const was = { ...availabilityView(entry), note: undefined };
      await this.log(tx, entry, actor, 'availability-removed', { was });
    });
  }

  /** Coordinators of the person's unit enter what they are told, whenever that is. */
  private async asksForThemselves(personId: string, actor: Actor): Promise<boolean> {
    const unitIds = (await this.people.unitIdsOf([personId])).get(personId) ?? [];
    return !unitIds.some((unitId) => may(actor, 'coordinator', unitId));
  }

  /** @param id of the entry that it replaces; null: a new one. @throws DomainError 409 `round-not-open`, `round-closed`, `quota-used` */
  private async assertOpen(tx: Transaction, input: NewAvailability, id: string | null): Promise<void> {
    await this.gate.lockPerson(tx, input.personId);
    const days = async (firstDate: string, lastDate: string): Promise<number> => {
      const standing = await this.repository.forPeople([input.personId], firstDate, lastDate, tx);
      const others = standing.filter((entry) => entry.id !== id && entry.kind === input.kind);
      return daysOfRequests([...others, input], firstDate, lastDate);
    };
    await this.gate.check(tx, input, { kind: input.kind, days });
  }

  private async lock(id: string, version: number, tx: Transaction): Promise<AvailabilityEntryEntity> {
    const entry = await this.repository.lock(id, tx);
    if (entry === null) throw notFound('availability entry', id);
    assertVersion(version, entry.version, availabilityView(entry));
    return entry;
  }

  /** Notes are for whoever plans, not for the log. */
  private async log(
    tx: Transaction,
    { id, personId }: AvailabilityEntryEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const chain = await this.people.organisationIdOf(personId, tx);
    await this.audit.append(tx, {
      chain,
      actor,
      action,
      subjectType: 'availability-entry',
      subjectId: id,
      detail,
    });
  }

  /** Entries that touch any day from `from` to `to` (ISO dates, both included), earliest first. */
  async forPeople(
    personIds: readonly string[],
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<AvailabilityEntryEntity[]> {
    return this.repository.forPeople(personIds, from, to, tx);
  }
}
