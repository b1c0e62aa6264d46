import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertDateOrder, assertPeriod } from '../../common/date-range.js';
import { assertVersion, invalid } from '../../common/domain-error.js';
import { Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import {
  type CapacityCalendarDto,
  type CapacityQuery,
  type LeaveLimitsBody,
  type LeaveLimitsDto,
  leaveLimitsView,
} from './leave-limits.dto.js';
import { LeaveLimitsRepository } from './leave-limits.repository.js';
import { capacityDays } from './reckoning/capacity.js';
import { datesOf } from './reckoning/entitlement.js';

const MAX_DAYS = 401;

/** What each unit lets its staff take without asking, and how much of it is taken. */
@Injectable()
export class LeaveLimitsService {
  constructor(
    private readonly limits: LeaveLimitsRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async get(unitId: string): Promise<LeaveLimitsDto> {
    return leaveLimitsView(await this.limits.of(unitId));
  }

  /** @throws DomainError 412 `stale-version`; 400 for unknown grades and skills, and for automatic approval without a limit */
  async change(
    unitId: string,
    version: number,
    body: LeaveLimitsBody,
    actor: Actor,
  ): Promise<LeaveLimitsDto> {
    await this.assertBody(body);
    return this.transactions.run(async (tx) => {
      const standing = await this.limits.lock(tx, unitId);
      assertVersion(version, standing.version, leaveLimitsView(standing));
      const plain = {
        ...body,
        groups: body.groups.map((group) => ({ ...group })),
        blocked: body.blocked.map((period) => ({ ...period })),
      };
      const changes = changesOf(standing, plain);
      const saved = await this.limits.save(tx, Object.assign(standing, plain));
      await this.audit.append(tx, {
        chain: unitId,
        actor,
        action: 'leave-limits-changed',
        subjectType: 'unit',
        subjectId: unitId,
        detail: { changes },
      });
      return leaveLimitsView(saved);
    });
  }

  /** How many are on leave on each day, and how many may be. */
  async calendar({ unitId, from, to }: CapacityQuery): Promise<CapacityCalendarDto> {
    assertPeriod(from, to, MAX_DAYS);
    const limits = await this.limits.of(unitId);
    const people = await this.limits.people(unitId, from, to);
    const ids = people.map(({ personId }) => personId);
    const absences = await this.limits.absences(ids, from, to);
    const days = capacityDays(datesOf(from, to), people, absences, limits);
    return { days: days.map((day) => ({ ...day, groups: [...day.groups] })) };
  }

  private async assertBody({
    automatic,
    maxAway,
    maxAwayPercent,
    groups,
    blocked,
  }: LeaveLimitsBody): Promise<void> {
    if (automatic && maxAway === null && maxAwayPercent === null) {
      throw invalid({
        path: 'maxAway',
        message:
          'Leave can only be approved by itself within a limit: say how many people, or how many per cent, may be away on a day.',
      });
    }
    for (const period of blocked)
      assertDateOrder(period.firstDate, period.lastDate, ['firstDate', 'lastDate']);
    const grades = new Set((await this.people.grades()).map(({ code }) => code));
    const skills = new Set((await this.people.skills()).map(({ code }) => code));
    for (const [index, { gradeCodes, skillCode }] of groups.entries()) {
      const grade = gradeCodes.find((code) => !grades.has(code));
      if (grade !== undefined) {
        const message = `"${grade}" is not a grade; GET /api/v1/grades lists them.`;
        throw invalid({ path: `groups[${index}].gradeCodes`, message });
      }
      if (skillCode === null || skills.has(skillCode)) continue;
      const message = `"${skillCode}" is not a skill; GET /api/v1/skills lists them.`;
      throw invalid({ path: `groups[${index}].skillCode`, message });
    }
  }
}
