import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { Clock } from '../../common/clock.js';
import { assertVersion } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { AuditService } from '../audit/audit.service.js';
import { climb, workMinOf } from './ladder.js';
import { type LadderBody, type LadderDto, ladderView } from './ladder.dto.js';
import { LaddersRepository } from './ladders.repository.js';
import { OpenShiftNotices } from './open-shift-notices.service.js';
import { VacanciesRepository } from './vacancies.repository.js';

const SWEEP_MS = 60_000;
const AT_ONCE = 500;

/** Lets open shifts go out step by step, and ends those whose time has come. */
@Injectable()
export class LaddersService implements OnModuleInit {
  constructor(
    private readonly ladders: LaddersRepository,
    private readonly vacancies: VacanciesRepository,
    private readonly losers: OpenShiftNotices,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('open-shifts', SWEEP_MS, async (signal) => this.sweep(signal));
  }

  async get(unitId: string): Promise<LadderDto> {
    return ladderView(await this.ladders.of(unitId));
  }

  /** @throws DomainError 412 `stale-version` */
  async change(unitId: string, version: number, body: LadderBody, actor: Actor): Promise<LadderDto> {
    return this.transactions.run(async (tx) => {
      const standing = await this.ladders.lock(tx, unitId);
      assertVersion(version, standing.version, ladderView(standing));
      const steps = body.steps.map((step) => ({ ...step }));
      const changes = changesOf(standing, { steps });
      const saved = await this.ladders.save(tx, Object.assign(standing, { steps }));
      await this.audit.append(tx, {
        chain: unitId,
        actor,
        action: 'vacancy-ladder-changed',
        subjectType: 'unit',
        subjectId: unitId,
        detail: { changes },
      });
      return ladderView(saved);
    });
  }

  /** Steps that are due, and open shifts that have begun. */
  async sweep(signal: AbortSignal): Promise<void> {
    for (const id of await this.vacancies.overdue(this.clock.now(), AT_ONCE)) {
      if (signal.aborted) return;
      this.losers.wake(await this.transactions.run(async (tx) => this.expire(tx, id)));
    }
    for (const { id } of await this.vacancies.climbing(AT_ONCE)) {
      if (signal.aborted) return;
      await this.transactions.run(async (tx) => this.climb(tx, id));
    }
  }

  private async expire(tx: Transaction, id: string): Promise<string | null> {
    const vacancy = await this.vacancies.lock(tx, id);
    if (vacancy?.state !== 'open') return null;
    const now = this.clock.now();
    const lost = await this.vacancies.lose(tx, id, now);
    await this.vacancies.move(tx, id, { state: 'expired', closedAt: now });
    await this.note(tx, vacancy, 'vacancy-expired', {});
    return this.losers.tell(tx, vacancy, lost, 'begun without being given to anybody');
  }

  private async climb(tx: Transaction, id: string): Promise<void> {
    const vacancy = await this.vacancies.lock(tx, id);
    if (vacancy?.state !== 'open') return;
    const { steps } = await this.ladders.of(vacancy.unitId, tx);
    const workMin = workMinOf(vacancy, vacancy.unpaidBreakMin);
    const place = climb({ ...vacancy, workMin }, steps, this.clock.now());
    if (place.audience === vacancy.audience && place.held === vacancy.heldAudience) return;
    await this.vacancies.move(tx, id, { audience: place.audience, heldAudience: place.held });
    await this.note(tx, vacancy, 'vacancy-offered', {
      from: vacancy.audience,
      to: place.audience,
      held: place.held,
    });
  }

  private async note(
    tx: Transaction,
    { id, unitId }: { id: string; unitId: string },
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const entry = { chain: unitId, actor: 'system' as const, action, subjectType: 'vacancy', subjectId: id };
    await this.audit.append(tx, { ...entry, detail });
  }
}
