import { Injectable } from '@nestjs/common';
import { type Actor, unitsWithin } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertDateOrder, assertPeriod } from '../../common/date-range.js';
import { DomainError, invalid, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { decodeCursor, toPage, type Page } from '../../common/paging.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { LeaveAssessor, type WantedLeave } from './leave-assessor.service.js';
import {
  ASKED_KINDS,
  type AskedKind,
  type LeavePreviewBody,
  type LeavePreviewDto,
  type LeaveRequestDto,
  type LeaveRequestQuery,
  leaveRequestView,
  type NewLeaveRequest,
} from './leave-requests.dto.js';
import { LeaveRequestsRepository, type RequestRow } from './leave-requests.repository.js';
import { type Assessment, previewView } from './reckoning/assessment.js';

const MOST_DAYS = 366;

/** Leave as staff ask for it; what the coordinator makes of it is in `LeaveDecisions`. */
@Injectable()
export class LeaveRequests {
  constructor(
    private readonly requests: LeaveRequestsRepository,
    private readonly assessor: LeaveAssessor,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** One's own, or for those who decide, all of their units; newest first. */
  async list(query: LeaveRequestQuery, actor: Actor): Promise<Page<LeaveRequestDto>> {
    const { personId, unitId, state, cursor, limit } = query;
    const key = decodeCursor(cursor, ['string', 'string']) as [string, string] | null;
    const after = key === null ? null : { requestedAt: key[0], id: key[1] };
    const filter = {
      personId: personId ?? null,
      unitIds:
        unitId !== undefined
          ? [unitId]
          : personId !== undefined
            ? null
            : unitsWithin(actor, ['coordinator', 'hr']),
      state: state ?? null,
      today: this.clock.today(),
    };
    const rows = await this.requests.page(filter, after, limit + 1);
    return toPage(rows, limit, ({ requestedAt, id }) => [requestedAt.toISOString(), id], leaveRequestView);
  }

  /** @throws DomainError 404, also for an absence that nobody asked for */
  async get(id: string): Promise<LeaveRequestDto> {
    return leaveRequestView(await this.found(id));
  }

  /** What leave would do, before it is asked for. @throws DomainError 400 for days that have been */
  async preview(body: LeavePreviewBody, actor: Actor): Promise<LeavePreviewDto> {
    const wanted = this.wanted(body, actor);
    return this.transactions.run(async (tx) => previewView(await this.assessor.assess(tx, wanted, true)));
  }

  /** The same of leave that waits for a decision. */
  async previewOf(id: string): Promise<LeavePreviewDto> {
    const wanted = wantedOf(await this.found(id));
    return this.transactions.run(async (tx) => previewView(await this.assessor.assess(tx, wanted, true)));
  }

  /**
   * Asks for leave. It is approved at once where the limits of the unit let it, and otherwise waits for the coordinator.
   *
   * @throws DomainError 400 for days that have been; 409 `beyond-entitlement`, `overlapping-leave`, `no-contract`
   */
  async ask(body: NewLeaveRequest, actor: Actor, once: IdempotentRequest | null): Promise<LeaveRequestDto> {
    const wanted = this.wanted(body, actor);
    return this.idempotency.once(once, async (tx) => {
      await this.assessor.lock(tx, wanted);
      const assessment = await this.assessor.assess(tx, wanted, false);
      assertPossible(assessment);
      const automatic = assessment.reasons.length === 0;
      const { personId, kind, firstDate, lastDate, lifeEvent } = wanted;
      const now = this.clock.now();
      const id = await this.requests.insert(tx, {
        ...{ personId, kind, firstDate, lastDate, lifeEvent },
        reason: body.reason,
        requestedAt: now,
        state: automatic ? 'approved' : 'requested',
        ...(automatic
          ? {
              decidedAt: now,
              decisionReason: 'Within the limits of the unit.',
              dayMinutes: assessment.dayMinutes,
            }
          : {}),
      });
      await this.audit.append(tx, {
        chain: await this.people.organisationIdOf(personId, tx),
        actor,
        action: automatic ? 'leave-approved' : 'leave-asked',
        subjectType: 'absence',
        subjectId: id,
        detail: { personId, firstDate, lastDate, ...(automatic ? { automatic } : {}) },
      });
      return leaveRequestView((await this.requests.find(id, tx))!);
    });
  }

  private async found(id: string, tx?: Transaction): Promise<RequestRow> {
    const row = await this.requests.find(id, tx);
    if (row === null) throw notFound('request for leave', id);
    return row;
  }

  private wanted(
    { kind, firstDate, lastDate, lifeEvent }: LeavePreviewBody,
    { personId }: Actor,
  ): WantedLeave {
    if (personId === null) {
      throw notAllowed('Your account belongs to nobody who works shifts, so it has no leave.', 'no-person');
    }
    assertDateOrder(firstDate, lastDate, ['firstDate', 'lastDate']);
    const today = this.clock.today();
    if (firstDate < today) {
      const message = `${firstDate} has been already; ask for leave from ${today} on, or have your coordinator enter what was.`;
      throw invalid({ path: 'firstDate', message });
    }
    assertPeriod(firstDate, lastDate, MOST_DAYS);
    return { personId, kind, firstDate, lastDate, lifeEvent, id: null };
  }
}

export function wantedOf({ id, personId, kind, firstDate, lastDate, lifeEvent }: RequestRow): WantedLeave {
  return { id, personId, kind: asked(kind), firstDate, lastDate, lifeEvent };
}

/** @throws DomainError 409 with what stands against it */
export function assertPossible({ refusals }: Assessment): void {
  const [first] = refusals;
  if (first === undefined) return;
  throw new DomainError({
    kind: 'conflict',
    code: first.code,
    message: refusals.map(({ message }) => message).join(' '),
    current: first.current,
  });
}

function asked(kind: RequestRow['kind']): AskedKind {
  return ASKED_KINDS.find((each) => each === kind) ?? 'other';
}
