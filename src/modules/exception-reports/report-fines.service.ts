import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { type ExceptionReportEntity } from './exception-report.entity.js';
import { ExceptionReportsRepository } from './exception-reports.repository.js';
import { BREACH_TERMS, BREACHES, penceFor, toldBreaches } from './fine-terms.js';
import { assertApart } from './report-access.js';
import {
  type FinesSummaryDto,
  type ReportFineDto,
  type ReportFineInput,
  type ReportFinesDto,
} from './report-fine.dto.js';
import { type ReportFineEntity } from './report-fine.entity.js';
import { ReportFinesRepository } from './report-fines.repository.js';
import { ReportLog } from './report-log.service.js';

/** What the guardian of safe working hours fines for breaches of the rules of hours, and how much of it is whose. */
@Injectable()
export class ReportFines {
  constructor(
    private readonly repository: ReportFinesRepository,
    private readonly reports: ExceptionReportsRepository,
    private readonly log: ReportLog,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** For the doctor and the guardian. Without whose the report is. @throws DomainError 403, 404 */
  async get(id: string, actor: Actor): Promise<ReportFinesDto> {
    return this.transactions.run(async (tx) => {
      const report = await this.reports.find(id, tx);
      if (report === null) throw notFound('exception report', id);
      if (report.personId !== actor.personId) assertApart(actor);
      return this.view(tx, report);
    });
  }

  /**
   * Sets the fine for a breach, anew or otherwise than before.
   *
   * @throws DomainError 400, 403, 404, 412, 409 `no-fine` for a report that is withdrawn or not about hours
   */
  async set(id: string, seen: number, input: ReportFineInput, actor: Actor): Promise<ReportFinesDto> {
    assertApart(actor);
    if (input.doctorHourlyPence > input.hourlyPence) {
      throw invalid({
        path: 'doctorHourlyPence',
        message: `${input.doctorHourlyPence} is more than the whole fine of ${input.hourlyPence} pence an hour.`,
      });
    }
    return this.transactions.run(async (tx) => {
      const report = await this.reports.lock(tx, id);
      if (report === null) throw notFound('exception report', id);
      const current = await this.view(tx, report);
      assertVersion(seen, current.version, current);
      if (report.route !== 'hr' || report.state === 'withdrawn') {
        const message = 'There is no fine for a report that was withdrawn, or that is about education.';
        throw conflict('no-fine', message, current);
      }
      const { breachMin, hourlyPence, doctorHourlyPence } = input;
      const fine: ReportFineEntity = {
        ...input,
        reportId: id,
        number: seen,
        finePence: penceFor(breachMin, hourlyPence),
        doctorPence: penceFor(breachMin, doctorHourlyPence),
        setBy: actor.accountId,
        setAt: this.clock.now(),
      };
      await this.repository.insert(tx, fine);
      const row = await this.reports.row(id, tx);
      if (row === null) throw notFound('exception report', id);
      await this.log.changed(tx, row, { event: 'fined', actor, role: 'guardian' }, { fine });
      return this.view(tx, report);
    });
  }

  /** Sums by quarter, for the guardian's report. */
  async summary(actor: Actor): Promise<FinesSummaryDto> {
    assertApart(actor);
    const quarters = await this.repository.quarters();
    return {
      quarters: quarters.map((row) => ({ ...row, guardianPence: row.finePence - row.doctorPence })),
    };
  }

  private async view(tx: Transaction, report: ExceptionReportEntity): Promise<ReportFinesDto> {
    const all = await this.repository.ofReport(report.id, tx);
    const standing = BREACHES.flatMap((breach) => all.filter((fine) => fine.breach === breach).slice(-1));
    return {
      // The number that the next one will have.
      version: all.length + 1,
      fines: standing.filter(({ breachMin }) => breachMin > 0).map(fineView),
      told: toldBreaches(report),
      breaches: BREACHES.map((breach) => ({ breach, ...BREACH_TERMS[breach] })),
    };
  }
}

function fineView(fine: ReportFineEntity): ReportFineDto {
  const { number, breach, breachMin, hourlyPence, doctorHourlyPence, source, finePence, doctorPence, setAt } =
    fine;
  return {
    ...{ number, breach, breachMin, hourlyPence, doctorHourlyPence, source, finePence, doctorPence },
    guardianPence: finePence - doctorPence,
    setAt: setAt.toISOString(),
  };
}
