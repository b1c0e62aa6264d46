import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { decodeCursor, type Page, toPage } from '../../common/paging.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type Transaction } from '../../database/transactions.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { UnitsService } from '../units/units.service.js';
import {
  type EscalationInput,
  type ExceptionReportDto,
  type NewExceptionReport,
} from './exception-report.dto.js';
import { type ExceptionReportEntity } from './exception-report.entity.js';
import { ExceptionReportsRepository, type ReportRow } from './exception-reports.repository.js';
import { occurrenceOf, type Planned } from './occurrence.js';
import { ReportLog } from './report-log.service.js';
import { ReportNotices } from './report-notices.service.js';
import { reportView } from './report-views.js';
import { actBy, timeliness } from './terms.js';

/** What doctors do with their own reports. */
@Injectable()
export class ExceptionReports implements OnModuleInit {
  constructor(
    private readonly repository: ExceptionReportsRepository,
    private readonly planned: PlannedWork,
    private readonly units: UnitsService,
    private readonly log: ReportLog,
    private readonly notices: ReportNotices,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    // No unit's: being of the unit lets nobody in.
    this.resolvers.register('exception-report', async (id) => {
      const report = await this.repository.find(id);
      return report === null ? null : { unitIds: [], personId: report.personId };
    });
  }

  /** One's own, newest first. */
  async mine(actor: Actor, cursor: string | undefined, limit: number): Promise<Page<ExceptionReportDto>> {
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const rows = await this.repository.ofPerson(ownPerson(actor), after, limit + 1);
    const today = await this.today();
    return toPage(
      rows,
      limit,
      ({ date, id }) => [date, id],
      (row) => reportView(row, today),
    );
  }

  /** @throws DomainError 400 naming what does not fit; 409 `reported-already` */
  async raise(
    input: NewExceptionReport,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<ExceptionReportDto> {
    const personId = ownPerson(actor);
    const view = await this.idempotency.once(once, async (tx) => {
      const organisation = await this.units.onlyOrganisation(tx);
      const now = this.clock.now();
      const shift = await this.shiftOf(tx, input, personId);
      const occurrence = occurrenceOf(input, shift, { now, timeZone: organisation.timeZone });
      const { kind, immediateSafetyConcern, date, assignmentId, missedBreakMin, whatHappened, choice } =
        input;
      const raisedOn = this.clock.today(organisation.timeZone);
      const id = await this.repository.insert(tx, {
        organisationId: organisation.id,
        personId,
        unitId: await this.unitOf(tx, personId, date, shift?.unitId ?? null),
        ...{ kind, immediateSafetyConcern, date, assignmentId, missedBreakMin, whatHappened, choice },
        ...occurrence,
        raisedAt: now,
        raisedOn,
        actBy: actBy(raisedOn, immediateSafetyConcern),
      });
      const row = await this.row(tx, id);
      await this.log.changed(tx, row, { event: 'raised', actor, role: 'staff' });
      await this.notices.waits(tx, row);
      return reportView(row, raisedOn);
    });
    this.notices.wake(view.id);
    return view;
  }

  /** As long as nobody has decided. @throws DomainError 404, 412 `stale-version`, 409 `report-over` */
  async withdraw(id: string, version: number, actor: Actor): Promise<ExceptionReportDto> {
    return this.idempotency.once(null, async (tx) => {
      const report = await this.lockOwn(tx, id, version, actor);
      await this.repository.save(tx, Object.assign(report, { state: 'withdrawn' }));
      const row = await this.row(tx, id);
      await this.log.changed(tx, row, { event: 'withdrawn', actor, role: 'staff' });
      return reportView(row, await this.today(tx));
    });
  }

  /**
   * Asks the guardian to decide, once: upon a refusal, or when the time for an answer is over.
   *
   * @throws DomainError 404, 412 `stale-version`, 409 `not-to-be-escalated`, `report-over`
   */
  async escalate(
    id: string,
    version: number,
    { reason }: EscalationInput,
    actor: Actor,
  ): Promise<ExceptionReportDto> {
    const view = await this.idempotency.once(null, async (tx) => {
      const report = await this.lockOwn(tx, id, version, actor);
      const today = await this.today(tx);
      const isOverdue = report.state === 'submitted' && timeliness(report, today) === 'overdue';
      if (report.escalatedAt !== null || (report.state !== 'refused' && !isOverdue)) {
        throw conflict(
          'not-to-be-escalated',
          'The guardian decides once, upon a report that was refused or not answered in time; this one is not such a report.',
          reportView(await this.row(tx, id), today),
        );
      }
      const due = actBy(today, report.immediateSafetyConcern);
      const escalated = {
        state: 'escalated' as const,
        escalatedAt: this.clock.now(),
        escalationReason: reason,
      };
      const wasDue = report.actBy;
      await this.repository.save(tx, Object.assign(report, escalated, { actBy: due }));
      const row = await this.row(tx, id);
      await this.log.changed(tx, row, { event: 'escalated', actor, role: 'staff' }, { wasDue });
      await this.notices.waits(tx, row);
      return reportView(row, today);
    });
    this.notices.wake(id);
    return view;
  }

  private async lockOwn(
    tx: Transaction,
    id: string,
    version: number,
    actor: Actor,
  ): Promise<ExceptionReportEntity> {
    const report = await this.repository.lock(tx, id);
    if (report === null || !isOwn(report, actor)) throw notFound('exception report', id);
    if (report.version !== version) {
      assertVersion(version, report.version, reportView(await this.row(tx, id), await this.today(tx)));
    }
    return report;
  }

  private async shiftOf(
    tx: Transaction,
    { assignmentId, date }: NewExceptionReport,
    personId: string,
  ): Promise<(Planned & { readonly unitId: string }) | null> {
    if (assignmentId === null) return null;
    const shift = await this.planned.shift(assignmentId, tx);
    if (shift?.personId !== personId) {
      throw invalid({
        path: 'assignmentId',
        message: `"${assignmentId}" is not a published shift of yours; GET /api/v1/my/rota lists them.`,
      });
    }
    if (shift.date === date) return shift;
    throw invalid({
      path: 'date',
      message: `"${date}" is not the day of the shift, which is ${shift.date}.`,
    });
  }

  private async unitOf(
    tx: Transaction,
    personId: string,
    date: string,
    ofShift: string | null,
  ): Promise<string> {
    const unitId = await this.repository.unitOn(tx, personId, date, ofShift);
    if (unitId === null) {
      throw invalid({
        path: 'date',
        message: `You had no post under the contract of doctors in training on "${date}"; exception reports are theirs. Talk to HR about your own terms.`,
      });
    }
    return ofShift ?? unitId;
  }

  private async row(tx: Transaction, id: string): Promise<ReportRow> {
    const row = await this.repository.row(id, tx);
    if (row === null) throw notFound('exception report', id);
    return row;
  }

  private async today(tx?: Transaction): Promise<string> {
    return this.clock.today((await this.units.onlyOrganisation(tx)).timeZone);
  }
}

function ownPerson({ personId }: Actor): string {
  if (personId !== null) return personId;
  throw notAllowed(
    'Your account belongs to nobody who works shifts, so it has nothing to report.',
    'no-person',
  );
}

function isOwn(report: ExceptionReportEntity, { personId }: Actor): boolean {
  return personId !== null && report.personId === personId;
}
