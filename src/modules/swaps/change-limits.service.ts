import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { Clock } from '../../common/clock.js';
import { assertVersion } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { type JudgedChange } from '../rotas/staff-changes.service.js';
import { type ChangeLimitsBody, changeLimitsView, type ChangeLimitsDto } from './change-limits.dto.js';
import { ChangeLimitsRepository } from './change-limits.repository.js';
import { type ChangeLimitsEntity } from './change-limits.entity.js';
import { type LegRow, SwapsRepository } from './swaps.repository.js';

const WINDOW_DAYS = 28;

/** Units whose coordinator has to decide upon a swap, and why. */
export interface NeededApprovals {
  readonly unitIds: readonly string[];
  readonly reasons: readonly string[];
}

/** What each unit lets its staff do without asking. */
@Injectable()
export class ChangeLimitsService {
  constructor(
    private readonly limits: ChangeLimitsRepository,
    private readonly swaps: SwapsRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async get(unitId: string): Promise<ChangeLimitsDto> {
    return changeLimitsView(await this.limits.of(unitId));
  }

  /** @throws DomainError 412 `stale-version` */
  async change(
    unitId: string,
    version: number,
    body: ChangeLimitsBody,
    actor: Actor,
  ): Promise<ChangeLimitsDto> {
    return this.transactions.run(async (tx) => {
      const standing = await this.limits.lock(tx, unitId);
      assertVersion(version, standing.version, changeLimitsView(standing));
      const changes = changesOf<ChangeLimitsBody>(standing, body);
      const saved = await this.limits.save(tx, Object.assign(standing, body));
      await this.audit.append(tx, {
        chain: unitId,
        actor,
        action: 'change-limits-changed',
        subjectType: 'unit',
        subjectId: unitId,
        detail: { changes },
      });
      return changeLimitsView(saved);
    });
  }

  /** Who has to decide upon a legal swap; nobody when it lies within the limits of all its units. */
  async approvalsFor(
    tx: Transaction,
    legs: readonly LegRow[],
    judged: JudgedChange,
  ): Promise<NeededApprovals> {
    const unitIds: string[] = [];
    const reasons: string[] = [];
    for (const unitId of [...new Set(legs.map((leg) => leg.unitId))].toSorted()) {
      const own = legs.filter((leg) => leg.unitId === unitId);
      const found = await this.reasons(tx, await this.limits.of(unitId, tx), own, judged);
      if (found.length === 0) continue;
      unitIds.push(unitId);
      reasons.push(...found.map((reason) => `${own[0]!.unitName}: ${reason}`));
    }
    return { unitIds, reasons };
  }

  private async reasons(
    tx: Transaction,
    limits: ChangeLimitsEntity,
    legs: readonly LegRow[],
    { verdict }: JudgedChange,
  ): Promise<string[]> {
    if (!limits.swapsAutomatic) return ['the coordinator decides upon every swap.'];
    const reasons: string[] = [];
    const first = Math.min(...legs.map(({ startsAt }) => startsAt.getTime()));
    if (first - this.clock.now().getTime() < limits.swapNoticeHours * 3_600_000) {
      reasons.push(`a shift begins within ${limits.swapNoticeHours} hours.`);
    }
    if (limits.sameGradeOnly && (await this.gradesDiffer(tx, legs))) {
      reasons.push('the people are not of the same grade.');
    }
    if (!limits.softBreachesAllowed && verdict.introduced.some(({ level }) => level === 'soft')) {
      reasons.push('it goes against a rule that is wished to be kept.');
    }
    if (limits.swapsAPerson !== null && (await this.swappedOften(tx, legs, limits.swapsAPerson))) {
      reasons.push(`somebody has swapped ${limits.swapsAPerson} times in ${WINDOW_DAYS} days.`);
    }
    return reasons;
  }

  private async gradesDiffer(tx: Transaction, legs: readonly LegRow[]): Promise<boolean> {
    const ids = legs.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId ?? []].flat());
    const people = await this.people.byIds([...new Set(ids)], tx);
    return new Set(people.map(({ gradeCode }) => gradeCode)).size > 1;
  }

  private async swappedOften(tx: Transaction, legs: readonly LegRow[], limit: number): Promise<boolean> {
    const since = DateTime.fromJSDate(this.clock.now()).minus({ days: WINDOW_DAYS }).toJSDate();
    const ids = legs.map(({ fromPersonId }) => fromPersonId);
    const counts = await this.swaps.appliedSince(tx, ids, since);
    return [...counts.values()].some((count) => count >= limit);
  }
}
