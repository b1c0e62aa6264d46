import { Injectable } from '@nestjs/common';
import { type Actor, may } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid, notAllowed, notFound } from '../../common/domain-error.js';
import { decodeCursor, type Page, toPage } from '../../common/paging.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { UnitsService } from '../units/units.service.js';
import {
  type ExceptionReportDto,
  type ExceptionReportItemDto,
  type ExceptionReportQuery,
  type ReportCountsDto,
  type ReportDecisionInput,
  type ReportEventDto,
} from './exception-report.dto.js';
import { type ExceptionReportEntity } from './exception-report.entity.js';
import { ExceptionReportsRepository, type ReportRow } from './exception-reports.repository.js';
import { assertApart } from './report-access.js';
import { ReportLog } from './report-log.service.js';
import { ReportNotices } from './report-notices.service.js';
import { itemView, reportView } from './report-views.js';
import { closedQuarters, shownCounts } from './shown-counts.js';
import { type ReportState, type Route, ROUTES, TERMS } from './terms.js';

const WAITING: readonly ReportState[] = ['submitted', 'escalated'];
const OVER: readonly ReportState[] = ['approved', 'refused', 'withdrawn'];
const QUARTERS = 4;

/** What HR, the director of medical education and the guardian do with the reports of others, and what units may count. */
@Injectable()
export class ReportDesk {
  constructor(
    private readonly repository: ExceptionReportsRepository,
    private readonly units: UnitsService,
    private readonly log: ReportLog,
    private readonly notices: ReportNotices,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Without whose they are, soonest due first. The guardian sees all, the others what goes to them. */
  async worklist(
    { open, cursor, limit }: ExceptionReportQuery,
    actor: Actor,
  ): Promise<Page<ExceptionReportItemDto>> {
    assertApart(actor);
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const routes = may(actor, 'guardian') ? ROUTES : ROUTES.filter((route) => may(actor, route));
    const states = open === undefined ? [...WAITING, ...OVER] : open ? WAITING : OVER;
    const rows = await this.repository.worklist({ routes, states }, after, limit + 1);
    const today = await this.today();
    return toPage(
      rows,
      limit,
      (row) => [row.actBy, row.id],
      (row) => itemView(row, today),
    );
  }

  /** With whose it is. Others than the doctor are noted as having opened it, and the doctor sees that. */
  async open(id: string, actor: Actor): Promise<ExceptionReportDto> {
    return this.transactions.run(async (tx) => {
      const row = await this.repository.row(id, tx);
      if (row === null) throw notFound('exception report', id);
      if (row.personId !== actor.personId) await this.log.opened(tx, id, actor, readerRole(actor, row));
      return reportView(row, await this.today(tx));
    });
  }

  /** Who did what with it, and who opened it, newest first. For the doctor and the guardian. */
  async events(id: string, actor: Actor): Promise<ReportEventDto[]> {
    const report = await this.repository.find(id);
    if (report === null) throw notFound('exception report', id);
    if (report.personId !== actor.personId) assertApart(actor);
    const rows = await this.repository.events(id);
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }

  /**
   * Approves or refuses it, with what is given for it.
   *
   * @throws DomainError 400 naming what does not fit; 403, 404, 412 `stale-version`, 409 `report-over`
   */
  async decide(
    id: string,
    version: number,
    input: ReportDecisionInput,
    actor: Actor,
  ): Promise<ExceptionReportDto> {
    const view = await this.transactions.run(async (tx) => {
      const report = await this.repository.lock(tx, id);
      if (report === null) throw notFound('exception report', id);
      const role = deciderRole(actor, report);
      const before = reportView(await this.row(tx, id), await this.today(tx));
      assertVersion(version, report.version, before);
      if (!WAITING.includes(report.state)) {
        throw conflict('report-over', 'This report has been dealt with or withdrawn meanwhile.', before);
      }
      assertDecision(report, input);
      const { outcome, compensation, compensatedMin, reason, safetyReason } = input;
      await this.repository.save(
        tx,
        Object.assign(report, {
          state: outcome,
          ...{ compensation, compensatedMin, safetyReason },
          decisionReason: reason,
          decidedBy: actor.accountId,
          decidedAt: this.clock.now(),
          decidedOn: await this.today(tx),
        }),
      );
      const row = await this.row(tx, id);
      await this.log.changed(tx, row, { event: outcome, actor, role });
      await this.notices.answered(tx, row);
      return reportView(row, await this.today(tx));
    });
    this.notices.wake(id);
    return view;
  }

  /** How many reports there were, where nobody can be told from it. */
  async counts(unitId: string): Promise<ReportCountsDto> {
    const quarters = closedQuarters(await this.today(), TERMS['raise-within'].value, QUARTERS);
    const shown = quarters.map(async (quarter) => {
      const { reports, kinds } = shownCounts(await this.repository.countsOf(unitId, quarter));
      return { quarter: quarter.name, reports, kinds: kinds === null ? null : [...kinds] };
    });
    return { unitId, quarters: await Promise.all(shown) };
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

function readerRole(actor: Actor, { route }: ExceptionReportEntity): Route | 'guardian' {
  assertApart(actor);
  if (may(actor, route)) return route;
  if (may(actor, 'guardian')) return 'guardian';
  throw notAllowed(`Reports of this kind go to ${WORDS[route]}.`);
}

function deciderRole(actor: Actor, { route, state, escalatedAt }: ExceptionReportEntity): Route | 'guardian' {
  assertApart(actor);
  const decider = state === 'escalated' || escalatedAt !== null ? 'guardian' : route;
  if (may(actor, decider)) return decider;
  throw notAllowed(`${WORDS[decider]} decides upon this report.`);
}

const WORDS: Readonly<Record<Route | 'guardian', string>> = {
  hr: 'HR',
  'director-of-medical-education': 'the director of medical education',
  guardian: 'The guardian of safe working hours',
};

/** What the terms leave to whoever decides; the database holds them to it as well. */
function assertDecision(
  { choice, extraMin, kind }: ExceptionReportEntity,
  { outcome, compensation, compensatedMin, reason, safetyReason }: ReportDecisionInput,
): void {
  if (outcome === 'refused') {
    if (compensation !== null || compensatedMin !== 0) {
      throw invalid({
        path: 'compensation',
        message: 'Nothing is given for a refused report; leave it null and the minutes 0.',
      });
    }
    if (reason.trim() === '') throw invalid({ path: 'reason', message: 'Say why you refuse it.' });
    return;
  }
  if (choice === null) {
    if (compensation !== null || compensatedMin !== 0) {
      throw invalid({ path: 'compensation', message: 'This report claims no time; leave it null.' });
    }
    if (kind !== 'education' || reason.trim() !== '') return;
    throw invalid({ path: 'reason', message: 'Say what is done about the education that was missed.' });
  }
  if (compensation !== choice && (compensation !== 'time-off' || safetyReason.trim() === '')) {
    throw invalid({
      path: 'compensation',
      message: `The doctor has chosen "${choice}", and the choice is theirs; only safety can demand "time-off" instead, and then safetyReason says why.`,
    });
  }
  if (compensatedMin < 1 || compensatedMin > extraMin) {
    throw invalid({
      path: 'compensatedMin',
      message: `${compensatedMin} is not from 1 to the ${extraMin} minutes that were reported.`,
    });
  }
  if (compensatedMin < extraMin && reason.trim() === '') {
    throw invalid({
      path: 'reason',
      message: `Say why it is ${compensatedMin} and not the ${extraMin} minutes that were reported.`,
    });
  }
}
