import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, may, unitsWithin } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { decodeCursor, toPage, type Page } from '../../common/paging.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { StaffChanges } from '../rotas/staff-changes.service.js';
import { reaches } from './ladder.js';
import { OpenShiftNotices } from './open-shift-notices.service.js';
import { type NewVacancy, VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import {
  claimView,
  type NewVacancyBody,
  type OfferedVacancyDto,
  type ReleaseBody,
  type VacancyDto,
  type VacancyListQuery,
  vacancyView,
  type VacancyWithClaimsDto,
} from './vacancy.dto.js';
import { OpenShiftVerdicts } from './verdicts.service.js';

/** Open shifts as coordinators make and people see them. */
@Injectable()
export class VacanciesService implements OnModuleInit {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly changes: StaffChanges,
    private readonly verdicts: OpenShiftVerdicts,
    private readonly losers: OpenShiftNotices,
    private readonly audit: AuditService,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly targets: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.targets.register('vacancy', async (id) => {
      const unitIds = await this.vacancies.unitIdsReached(id);
      return unitIds === null ? null : { unitIds };
    });
    this.targets.registerUnitResolver(
      'vacancy-of-unit',
      async (id) => (await this.vacancies.find(id))?.unitId ?? null,
    );
  }

  /** By time. With `mine` those that are offered to whoever asks, each with whether they may work it. */
  async list(query: VacancyListQuery, actor: Actor): Promise<Page<OfferedVacancyDto>> {
    const { unitId, state = null, cursor, limit, mine } = query;
    const key = decodeCursor(cursor, ['string', 'string']) as [string, string] | null;
    const after = key === null ? null : { startsAt: key[0], id: key[1] };
    const own = mine || !may(actor, 'coordinator');
    const unitIds = unitId !== undefined ? [unitId] : own ? null : unitsWithin(actor, ['coordinator']);
    if (own && actor.personId === null) return { items: [], nextCursor: null };
    const personId = own ? actor.personId : null;
    const filter = { unitIds, personId, state: own ? ('open' as const) : state, now: this.clock.now() };
    const rows = await this.vacancies.list(filter, after, limit + 1);
    const page = toPage(
      rows,
      limit,
      ({ startsAt, id }) => [startsAt.toISOString(), id],
      (row) => row,
    );
    const items = own ? await this.withVerdicts(page.items, actor.personId) : page.items.map(unasked);
    return { items, nextCursor: page.nextCursor };
  }

  /** @throws DomainError 404 */
  async get(id: string, actor: Actor): Promise<VacancyWithClaimsDto> {
    const row = await this.found(id);
    const all = (await this.vacancies.claims(id)).map(claimView);
    const sees = may(actor, 'coordinator', row.unitId);
    return { ...vacancyView(row), claims: all.filter(({ personId }) => sees || personId === actor.personId) };
  }

  /** @throws DomainError 409 `rota-not-published`, `shift-started`; 400 for a date or shift type that does not fit */
  async create(body: NewVacancyBody, actor: Actor, once: IdempotentRequest | null): Promise<VacancyDto> {
    return this.idempotency.once(once, async (tx) => {
      const [rota] = await this.changes.open(tx, [body.rotaId], []);
      const times = await this.changes.timesOf(tx, rota!, body);
      const { shiftTypeId, date, mode, note } = body;
      const place = { unitId: rota!.unitId, rotaId: rota!.id, shiftTypeId, date, ...times };
      return this.openAt(tx, { ...place, mode, note }, actor);
    });
  }

  /** Opens a shift in a transaction that has opened its rota and knows its times. */
  async openAt(
    tx: Transaction,
    place: Omit<NewVacancy, 'createdBy' | 'createdAt'>,
    actor: Actor,
  ): Promise<VacancyDto> {
    const createdAt = this.clock.now();
    const id = await this.vacancies.insert(tx, { ...place, createdBy: actor.accountId, createdAt });
    const { unitId, rotaId, shiftTypeId, date, mode } = place;
    await this.remember(tx, { id, unitId }, actor, 'vacancy-opened', { rotaId, shiftTypeId, date, mode });
    return this.view(tx, id);
  }

  /** @throws DomainError 412 `stale-version`, 409 `vacancy-over` */
  async withdraw(id: string, seen: number, actor: Actor): Promise<VacancyDto> {
    const { view, occasion } = await this.transactions.run(async (tx) => {
      const vacancy = await this.lockOpen(tx, id, seen);
      const now = this.clock.now();
      const lost = await this.vacancies.lose(tx, id, now);
      await this.vacancies.move(tx, id, { state: 'withdrawn', closedAt: now });
      await this.remember(tx, vacancy, actor, 'vacancy-withdrawn', {});
      const told = await this.losers.tell(tx, vacancy, lost, 'withdrawn');
      return { view: await this.view(tx, id), occasion: told };
    });
    this.losers.wake(occasion);
    return view;
  }

  /** Lets it go out further than its steps have, or in spite of what it costs there. */
  async release(id: string, seen: number, { audience }: ReleaseBody, actor: Actor): Promise<VacancyDto> {
    return this.transactions.run(async (tx) => {
      const vacancy = await this.lockOpen(tx, id, seen);
      if (reaches(vacancy.audience, audience)) {
        throw conflict(
          'released-already',
          `This shift has gone out to "${vacancy.audience}" already, which includes "${audience}".`,
          vacancyView(vacancy),
        );
      }
      await this.vacancies.move(tx, id, { audience, heldAudience: null });
      await this.remember(tx, vacancy, actor, 'vacancy-offered', { from: vacancy.audience, to: audience });
      return this.view(tx, id);
    });
  }

  private async lockOpen(tx: Transaction, id: string, seen: number): Promise<VacancyRow> {
    const vacancy = await this.vacancies.lock(tx, id);
    if (vacancy === null) throw notFound('open shift', id);
    assertVersion(seen, vacancy.version, vacancyView(vacancy));
    if (vacancy.state === 'open') return vacancy;
    throw conflict('vacancy-over', `This shift is ${vacancy.state} already.`, vacancyView(vacancy));
  }

  private async withVerdicts(
    rows: readonly VacancyRow[],
    personId: string | null,
  ): Promise<OfferedVacancyDto[]> {
    if (personId === null || rows.length === 0) return [];
    const verdicts = await this.verdicts.of(rows, personId);
    return rows.map((row, k) => ({ ...vacancyView(row), ...verdicts[k]! }));
  }

  private async view(tx: Transaction, id: string): Promise<VacancyDto> {
    return vacancyView((await this.vacancies.find(id, tx))!);
  }

  private async found(id: string): Promise<VacancyRow> {
    const row = await this.vacancies.find(id);
    if (row === null) throw notFound('open shift', id);
    return row;
  }

  private async remember(
    tx: Transaction,
    { id, unitId }: { id: string; unitId: string },
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'vacancy',
      subjectId: id,
      detail,
    });
  }
}

function unasked(row: VacancyRow): OfferedVacancyDto {
  return { ...vacancyView(row), able: null, reasons: [] };
}
