import { Injectable, type OnModuleInit } from '@nestjs/common';
import { may, type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertDateOrder, assertPeriod } from '../../common/date-range.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { decodeCursor, toPage } from '../../common/paging.js';
import { type PeriodQuery } from '../../common/period-query.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { type AbsenceEntity } from './absence.entity.js';
import {
  absenceView,
  absenceWithReason,
  type AbsenceDto,
  type AbsenceInput,
  type AbsencePage,
  type AbsenceWithReasonDto,
  type NewAbsence,
} from './leave.dto.js';
import { LeaveRepository } from './leave.repository.js';

const MAX_DAYS = 401;

/** An absence without its reason, which never leaves this module. */
export type ApprovedAbsence = Omit<AbsenceEntity, 'reason'>;

/** Leave and sickness. */
@Injectable()
export class LeaveService implements OnModuleInit {
  constructor(
    private readonly repository: LeaveRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('absence', async (id) => {
      const absence = await this.repository.find(id);
      if (absence === null) return null;
      const { personId } = absence;
      return { personId, unitIds: (await this.people.unitIdsOf([personId])).get(personId) ?? [] };
    });
  }

  /** Approved absences, each as the actor may see it. */
  async list(query: PeriodQuery, actor: Actor): Promise<AbsencePage> {
    const { personId, unitId, from, to, cursor, limit } = query;
    assertPeriod(from, to, MAX_DAYS);
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const personIds = await this.people.idsFor({ personId, unitId }, from, to);
    const absences = await this.repository.page(personIds, { from, to }, after, limit + 1);
    const unitIdsOf = await this.people.unitIdsOf(personIds);
    return toPage(
      absences,
      limit,
      ({ firstDate, id }) => [firstDate, id],
      (absence) =>
        absenceView(absence, seesKind(actor, absence.personId, unitIdsOf.get(absence.personId) ?? [])),
    );
  }

  /** With its reason. The access rule lets in only those who may read it. */
  async get(id: string): Promise<AbsenceWithReasonDto> {
    const absence = await this.repository.find(id);
    if (absence === null) throw notFound('absence', id);
    return absenceWithReason(absence);
  }

  /** Enters an absence as approved. */
  async create(input: NewAbsence, actor: Actor): Promise<AbsenceDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      const absence = await this.repository.save({ ...input, state: 'approved' }, tx);
      await this.log(tx, absence, actor, 'absence-entered');
      return absenceView(absence, true);
    });
  }

  async change(id: string, version: number, input: AbsenceInput, actor: Actor): Promise<AbsenceDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      const absence = await this.lock(id, version, tx);
      const changed = Object.keys(changesOf<AbsenceInput>(absence, input));
      const saved = await this.repository.save(Object.assign(absence, input, { dayMinutes: {} }), tx);
      await this.log(tx, saved, actor, 'absence-changed', { changed });
      return absenceView(saved, true);
    });
  }

  /** Takes an absence back; the row stays as withdrawn. */
  async withdraw(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const absence = await this.lock(id, version, tx);
      const saved = await this.repository.save(Object.assign(absence, { state: 'withdrawn' as const }), tx);
      await this.log(tx, saved, actor, 'absence-withdrawn');
    });
  }

  private async lock(id: string, version: number, tx: Transaction): Promise<AbsenceEntity> {
    const absence = await this.repository.lock(id, tx);
    if (absence === null || absence.state === 'withdrawn' || absence.state === 'cancelled') {
      throw notFound('absence', id);
    }
    if (absence.state !== 'approved') {
      const message = 'This leave was asked for; approve or refuse the request instead.';
      throw conflict('leave-asked-for', message, absenceView(absence, true));
    }
    assertVersion(version, absence.version, absenceView(absence, true));
    return absence;
  }

  /** Neither kind nor reason: whoever reads the log need not know that somebody was ill. */
  private async log(
    tx: Transaction,
    { id, personId, firstDate, lastDate }: AbsenceEntity,
    actor: Actor,
    action: string,
    further: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: await this.people.organisationIdOf(personId, tx),
      actor,
      action,
      subjectType: 'absence',
      subjectId: id,
      detail: { personId, firstDate, lastDate, ...further },
    });
  }

  /**
   * Approved absences that touch any day from `from` to `to` (ISO dates, both included), earliest first.
   * The kind is for the solver and for those who decide; colleagues are shown `away`.
   */
  async approvedForPeople(
    personIds: readonly string[],
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<ApprovedAbsence[]> {
    const absences = await this.repository.approvedForPeople(personIds, from, to, tx);
    return absences.map(({ reason: _reason, ...rest }) => rest);
  }
}

function seesKind(actor: Actor, personId: string, unitIds: readonly string[]): boolean {
  if (actor.personId === personId || may(actor, 'hr')) return true;
  return unitIds.some((unitId) => may(actor, 'coordinator', unitId));
}
