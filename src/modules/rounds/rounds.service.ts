import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, unitsAskedFor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { type Page } from '../../common/paging.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { StaffPicks } from '../rotas/staff-picks.service.js';
import {
  type NewRoundBody,
  type RoundBody,
  type RoundDto,
  type RoundQuery,
  roundStateOf,
  roundView,
} from './round.dto.js';
import { RoundsRepository, type RoundRow } from './rounds.repository.js';

/** Rounds as coordinators set them up. */
@Injectable()
export class RoundsService implements OnModuleInit {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly picks: StaffPicks,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly targets: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.targets.registerUnitResolver('round', async (id) => (await this.rounds.find(id))?.unitId ?? null);
  }

  async list(query: RoundQuery, actor: Actor): Promise<Page<RoundDto>> {
    const unitIds =
      query.rotaId !== undefined && query.unitId === undefined
        ? null
        : unitsAskedFor(query.unitId, actor, ['staff', 'coordinator']);
    const rows = await this.rounds.list({ unitIds, rotaId: query.rotaId ?? null });
    const now = this.clock.now();
    return pageOfSmallList(
      rows.map((row) => roundView(row, now)),
      query,
      ({ id }) => id,
    );
  }

  /** @throws DomainError 404 */
  async get(id: string): Promise<RoundDto> {
    const row = await this.rounds.find(id);
    if (row === null) throw notFound('round', id);
    return roundView(row, this.clock.now());
  }

  /** @throws DomainError 400 for times that do not follow each other or have been; 409 `rota-not-draft`, `overlapping-round` */
  async create(
    { rotaId, ...body }: NewRoundBody,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<RoundDto> {
    const times = this.timesOf(body);
    return this.idempotency.once(once, async (tx) => {
      const rota = await this.picks.open(tx, rotaId, []);
      if (rota.state !== 'draft') {
        throw conflict('rota-not-draft', `"${rota.name}" is published already; rounds come before that.`);
      }
      const id = await this.rounds.insert(tx, { ...body, rotaId, ...times });
      return this.told(tx, id, actor, 'round-planned', { rotaId });
    });
  }

  /** @throws DomainError 412; 400; 409 `round-closed`, `overlapping-round` */
  async change(id: string, seen: number, body: RoundBody, actor: Actor): Promise<RoundDto> {
    const times = this.timesOf(body);
    return this.transactions.run(async (tx) => {
      const row = await this.lock(tx, id, seen);
      if (roundStateOf(row, this.clock.now()) !== 'planned' && times.opensAt > this.clock.now()) {
        const message = `This round has opened at ${row.opensAt.toISOString()}; it cannot open later than now.`;
        throw invalid({ path: 'opensAt', message });
      }
      const changes = changesOf(row, { ...body, ...times });
      await this.rounds.update(tx, id, { ...body, ...times });
      return this.told(tx, id, actor, 'round-changed', { changes });
    });
  }

  /** Takes a round back that has not opened. @throws DomainError 412; 409 `round-opened`, `round-closed` */
  async remove(id: string, seen: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.lock(tx, id, seen);
      if (roundStateOf(row, this.clock.now()) !== 'planned') {
        const message = 'This round has opened, and people may have taken part; close it instead.';
        throw conflict('round-opened', message, roundView(row, this.clock.now()));
      }
      await this.told(tx, id, actor, 'round-removed', { rotaId: row.rotaId });
      await this.rounds.remove(tx, id);
    });
  }

  private async lock(tx: Transaction, id: string, seen: number): Promise<RoundRow> {
    const row = await this.rounds.lock(tx, id);
    if (row === null) throw notFound('round', id);
    const now = this.clock.now();
    assertVersion(seen, row.version, roundView(row, now));
    if (row.closedAt !== null) throw conflict('round-closed', 'This round is closed.', roundView(row, now));
    return row;
  }

  private timesOf(body: RoundBody): { opensAt: Date; closesAt: Date; remindAt: Date | null } {
    const [opensAt, closesAt] = [new Date(body.opensAt), new Date(body.closesAt)];
    const remindAt = body.remindAt === null ? null : new Date(body.remindAt);
    const refuse = (path: string, message: string): never => {
      throw invalid({ path, message });
    };
    if (closesAt <= opensAt) {
      refuse(
        'closesAt',
        `${body.closesAt} is not after the opening at ${body.opensAt}; choose a later time.`,
      );
    }
    if (closesAt <= this.clock.now())
      refuse('closesAt', `${body.closesAt} has been already; choose a later time.`);
    if (remindAt !== null && (remindAt < opensAt || remindAt >= closesAt)) {
      refuse(
        'remindAt',
        `${body.remindAt} is not while the round is open; choose a time in between, or none.`,
      );
    }
    if (body.maxPicks !== null && !body.picks) {
      refuse('maxPicks', 'Nobody picks shifts in this round; leave out how many, or let them pick.');
    }
    return { opensAt, closesAt, remindAt };
  }

  private async told(
    tx: Transaction,
    id: string,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<RoundDto> {
    const row = (await this.rounds.find(id, tx))!;
    await this.audit.append(tx, {
      chain: row.unitId,
      actor,
      action,
      subjectType: 'round',
      subjectId: id,
      detail,
    });
    return roundView(row, this.clock.now());
  }
}
