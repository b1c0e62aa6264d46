import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { VacanciesService } from '../open-shifts/vacancies.service.js';
import { PeopleService } from '../people/people.service.js';
import { type PlannedShift } from '../rotas/planned-work.service.js';
import { StaffChanges } from '../rotas/staff-changes.service.js';
import { LeaveAssessor } from './leave-assessor.service.js';
import { LeaveNotices, type LeaveEvent } from './leave-notices.service.js';
import {
  type LeaveApprovalBody,
  type LeaveRequestDto,
  leaveRequestView,
  type RefusalBody,
  type WithdrawalBody,
} from './leave-requests.dto.js';
import { LeaveRequestsRepository, type RequestRow } from './leave-requests.repository.js';
import { assertPossible, wantedOf } from './leave-requests.service.js';
import { coversDate } from './reckoning/entitlement.js';

/** Notice with which the 2016 contract has leave for an event that changes a life granted. */
const LIFE_EVENT_NOTICE_DAYS = 42;
const GRANTS_LIFE_EVENTS = 'doctors2016';

/** What an answer is, and the mails that it wakes. */
interface Decided {
  readonly view: LeaveRequestDto;
  readonly occasions: readonly (string | null)[];
}

/**
 * Decisions upon leave. Whoever approves locks rotas, the person, the limits of their units and then the request; whoever refuses or
 * withdraws locks the request alone.
 */
@Injectable()
export class LeaveDecisions {
  constructor(
    private readonly requests: LeaveRequestsRepository,
    private readonly assessor: LeaveAssessor,
    private readonly changes: StaffChanges,
    private readonly vacancies: VacanciesService,
    private readonly notices: LeaveNotices,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Approves leave. Published shifts on its days are taken from the person through the door and go out as open shifts, in the same
   * transaction.
   *
   * @throws DomainError 412 `stale-version`; 409 `leave-decided`, `leave-begun`, `beyond-entitlement`, `overlapping-leave`,
   *   `shift-started`, `rota-being-edited`, `breaks-a-rule`, `leaves-too-few`
   */
  async approve(
    id: string,
    seen: number,
    { reason, overrideReason = null }: LeaveApprovalBody,
    actor: Actor,
  ): Promise<LeaveRequestDto> {
    return this.decide(async (tx) => {
      const known = await this.found(tx, id);
      assertOpen(known, seen);
      const wanted = wantedOf(known);
      const shifts = await this.assessor.lostShifts(tx, wanted);
      const judged = shifts.length === 0 ? null : await this.assessor.release(tx, wanted.personId, shifts);
      await this.assessor.lock(tx, wanted);
      const row = await this.lock(tx, id);
      assertOpen(row, seen);
      this.assertAhead(row);
      const assessment = await this.assessor.assess(tx, wanted, false);
      assertPossible(assessment);
      const occasions: (string | null)[] = [];
      if (judged !== null) {
        const entry = {
          actor,
          action: 'leave-approved',
          subjectType: 'absence',
          subjectId: id,
          overrideReason,
        };
        const why = 'Your leave is approved, so your shifts on its days are not yours any more.';
        occasions.push(...(await this.changes.make(tx, judged, { ...entry, why })));
      }
      const { dayMinutes } = assessment;
      await this.settle(tx, row, actor, { state: 'approved', reason, dayMinutes });
      for (const shift of shifts) await this.vacancies.openAt(tx, placeOf(shift), actor);
      return this.decided(tx, row, 'approved', { reason, lostShifts: shifts.length }, occasions);
    });
  }

  /** @throws DomainError 400 without a reason; 409 `life-event-stands`, `leave-decided`; 412 */
  async refuse(
    id: string,
    seen: number,
    { reason, disputesLifeEvent }: RefusalBody,
    actor: Actor,
  ): Promise<LeaveRequestDto> {
    if (reason.trim() === '') {
      throw invalid({ path: 'reason', message: 'Say why you refuse it; the person who asked is told.' });
    }
    return this.decide(async (tx) => {
      const row = await this.lock(tx, id);
      assertOpen(row, seen);
      if (!disputesLifeEvent && (await this.mustBeGranted(tx, row))) {
        throw conflict(
          'life-event-stands',
          'Leave for an event that changes a life, asked for six weeks before, is granted by the 2016 contract. Approve it, or say that the event is not one (disputesLifeEvent).',
          leaveRequestView(row),
        );
      }
      await this.settle(tx, row, actor, { state: 'refused', reason, disputesLifeEvent });
      return this.decided(tx, row, 'refused', { reason, lostShifts: 0 }, []);
    });
  }

  /**
   * Takes a request back, or cancels approved leave that has not begun: by its owner, or by a coordinator with a reason.
   *
   * @throws DomainError 400 for a coordinator without a reason; 409 `leave-begun`, `leave-decided`; 412
   */
  async withdraw(
    id: string,
    seen: number,
    { reason }: WithdrawalBody,
    actor: Actor,
  ): Promise<LeaveRequestDto> {
    return this.decide(async (tx) => {
      const row = await this.lock(tx, id);
      const isOwn = actor.personId === row.personId;
      if (!isOwn && reason.trim() === '') {
        throw invalid({
          path: 'reason',
          message: 'Say why you cancel it; the person whose leave it is is told.',
        });
      }
      assertVersion(seen, row.version, leaveRequestView(row));
      if (row.state !== 'requested' && row.state !== 'approved') throw over(row);
      if (row.state === 'approved') this.assertAhead(row);
      const state = row.state === 'approved' ? ('cancelled' as const) : ('withdrawn' as const);
      await this.settle(tx, row, actor, { state, reason });
      if (isOwn) return { view: leaveRequestView((await this.requests.find(id, tx))!), occasions: [] };
      return this.decided(tx, row, 'cancelled', { reason, lostShifts: 0 }, []);
    });
  }

  private async decide(work: (tx: Transaction) => Promise<Decided>): Promise<LeaveRequestDto> {
    const { view, occasions } = await this.transactions.run(work);
    this.notices.wake(occasions);
    return view;
  }

  private async settle(
    tx: Transaction,
    { id, personId, firstDate, lastDate }: RequestRow,
    actor: Actor,
    settled: {
      readonly state: 'approved' | 'refused' | 'withdrawn' | 'cancelled';
      readonly reason: string;
      readonly dayMinutes?: Record<string, number>;
      readonly disputesLifeEvent?: boolean;
    },
  ): Promise<void> {
    const { state, reason, dayMinutes, disputesLifeEvent = false } = settled;
    await this.requests.move(tx, id, {
      state,
      decidedAt: this.clock.now(),
      decidedBy: actor.accountId,
      decisionReason: reason,
      ...(dayMinutes === undefined ? {} : { dayMinutes }),
    });
    await this.audit.append(tx, {
      chain: await this.people.organisationIdOf(personId, tx),
      actor,
      action: `leave-${state}`,
      subjectType: 'absence',
      subjectId: id,
      detail: { personId, firstDate, lastDate, ...(disputesLifeEvent ? { disputesLifeEvent } : {}) },
    });
  }

  private async decided(
    tx: Transaction,
    row: RequestRow,
    event: LeaveEvent,
    told: { readonly reason: string; readonly lostShifts: number },
    occasions: readonly (string | null)[],
  ): Promise<Decided> {
    const mail = await this.notices.tell(tx, row, event, told);
    return {
      view: leaveRequestView((await this.requests.find(row.id, tx))!),
      occasions: [...occasions, mail],
    };
  }

  private async mustBeGranted(tx: Transaction, row: RequestRow): Promise<boolean> {
    if (!row.lifeEvent) return false;
    const asked = row.requestedAt.toISOString().slice(0, 10);
    if (Date.parse(row.firstDate) - Date.parse(asked) < LIFE_EVENT_NOTICE_DAYS * 86_400_000) return false;
    const { placements } = await this.people.get(row.personId, tx);
    return placements.some(
      (own) => own.contractCode === GRANTS_LIFE_EVENTS && coversDate(own, row.firstDate),
    );
  }

  private async found(tx: Transaction, id: string): Promise<RequestRow> {
    const row = await this.requests.find(id, tx);
    if (row === null) throw notFound('request for leave', id);
    return row;
  }

  private async lock(tx: Transaction, id: string): Promise<RequestRow> {
    const row = await this.requests.lock(tx, id);
    if (row === null) throw notFound('request for leave', id);
    return row;
  }

  private assertAhead(row: RequestRow): void {
    if (row.firstDate >= this.clock.today()) return;
    throw conflict(
      'leave-begun',
      'The first day of this leave has been already; have the coordinator change the absence instead.',
      leaveRequestView(row),
    );
  }
}

function assertOpen(row: RequestRow, seen: number): void {
  assertVersion(seen, row.version, leaveRequestView(row));
  if (row.state !== 'requested') throw over(row);
}

function over(row: RequestRow): Error {
  return conflict('leave-decided', `This leave is ${row.state} already.`, leaveRequestView(row));
}

function placeOf({ unitId, rotaId, shiftTypeId, date, startsAt, endsAt }: PlannedShift): {
  unitId: string;
  rotaId: string;
  shiftTypeId: string;
  date: string;
  startsAt: Date;
  endsAt: Date;
  mode: 'first-able';
  note: string;
} {
  return { unitId, rotaId, shiftTypeId, date, startsAt, endsAt, mode: 'first-able', note: '' };
}
