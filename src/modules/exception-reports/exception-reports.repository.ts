import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { ExceptionReportEventEntity } from './exception-report-event.entity.js';
import { ExceptionReportEntity } from './exception-report.entity.js';
import { type Quarter, type QuarterCounts } from './shown-counts.js';
import { CONTRACT, type ReportKind, type ReportState, type Route } from './terms.js';

/** A report with the names that people read. */
export interface ReportRow extends ExceptionReportEntity {
  readonly displayName: string;
  readonly email: string | null;
  readonly gradeName: string;
  readonly unitName: string;
}

export interface EventRow extends Pick<ExceptionReportEventEntity, 'id' | 'event' | 'at' | 'role'> {
  readonly displayName: string;
}

export interface Recipient {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
}

/** Which reports a worklist shows. */
export interface WorklistFilter {
  readonly routes: readonly Route[];
  readonly states: readonly ReportState[];
}

@Injectable()
export class ExceptionReportsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async insert(tx: Transaction, report: Partial<ExceptionReportEntity>): Promise<string> {
    return (await tx.save(ExceptionReportEntity, tx.create(ExceptionReportEntity, report))).id;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<ExceptionReportEntity | null> {
    return tx.findOneBy(ExceptionReportEntity, { id });
  }

  async lock(tx: Transaction, id: string): Promise<ExceptionReportEntity | null> {
    return tx.findOne(ExceptionReportEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Transaction, report: ExceptionReportEntity): Promise<void> {
    await tx.save(ExceptionReportEntity, report);
  }

  async row(id: string, tx: Transaction = this.manager): Promise<ReportRow | null> {
    const report = await this.find(id, tx);
    return report === null ? null : ((await this.named([report], tx))[0] ?? null);
  }

  /** Newest first. @param after day and id of the last on the page before */
  async ofPerson(personId: string, after: readonly string[] | null, limit: number): Promise<ReportRow[]> {
    const query = this.manager
      .createQueryBuilder(ExceptionReportEntity, 'report')
      .where('report.personId = :personId', { personId })
      .orderBy('report.date', 'DESC')
      .addOrderBy('report.id', 'DESC')
      .limit(limit);
    if (after !== null) {
      query.andWhere('(report.date, report.id) < (CAST(:day AS date), CAST(:id AS uuid))', {
        day: after[0],
        id: after[1],
      });
    }
    return this.named(await query.getMany());
  }

  /** Soonest due first. @param after day and id of the last on the page before */
  async worklist(
    { routes, states }: WorklistFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<ReportRow[]> {
    const query = this.manager
      .createQueryBuilder(ExceptionReportEntity, 'report')
      .where('report.route = ANY (:routes) AND report.state = ANY (:states)', { routes, states })
      .orderBy('report.actBy')
      .addOrderBy('report.id')
      .limit(limit);
    if (after !== null) {
      query.andWhere('(report.actBy, report.id) > (CAST(:day AS date), CAST(:id AS uuid))', {
        day: after[0],
        id: after[1],
      });
    }
    return this.named(await query.getMany());
  }

  async addEvent(
    tx: Transaction,
    event: Omit<ExceptionReportEventEntity, 'id'>,
  ): Promise<ExceptionReportEventEntity> {
    return tx.save(ExceptionReportEventEntity, tx.create(ExceptionReportEventEntity, event));
  }

  /** Newest first. */
  async events(reportId: string): Promise<EventRow[]> {
    return this.manager.query<EventRow[]>(
      `SELECT e.id, e.event, e.at, e.role, a.display_name AS "displayName"
         FROM exception_report_events e JOIN accounts a ON a.id = e.account_id
        WHERE e.report_id = $1 ORDER BY e.at DESC, e.id`,
      [reportId],
    );
  }

  /** The unit in which a person works under the contract on a day; null: in none. The shift's unit comes first. */
  async unitOn(tx: Transaction, personId: string, date: string, of: string | null): Promise<string | null> {
    const rows = await tx.query<{ unitId: string }[]>(
      `SELECT unit_id AS "unitId" FROM placements
        WHERE person_id = $1 AND contract_code = $3 AND $2::date BETWEEN first_date AND coalesce(last_date, $2::date)
        ORDER BY unit_id IS NOT DISTINCT FROM $4::uuid DESC, engagement = 'substantive' DESC, first_date DESC, id LIMIT 1`,
      [personId, date, CONTRACT, of],
    );
    return rows[0]?.unitId ?? null;
  }

  /** Whom to tell of a report. */
  async accountsWith(tx: Transaction, roles: readonly string[]): Promise<Recipient[]> {
    return tx.query<Recipient[]>(
      `SELECT DISTINCT a.id, a.display_name AS "displayName", a.email FROM accounts a
         JOIN account_roles r ON r.account_id = a.id
        WHERE a.active AND r.role = ANY ($1)
          AND NOT EXISTS (SELECT FROM account_roles o WHERE o.account_id = a.id AND o.role IN ('coordinator', 'supervisor'))
        ORDER BY a.id`,
      [roles],
    );
  }

  /** The sign-in of who has reported. */
  async accountOf(tx: Transaction, personId: string): Promise<Recipient | null> {
    const rows = await tx.query<Recipient[]>(
      `SELECT id, display_name AS "displayName", email FROM accounts WHERE active AND person_id = $1`,
      [personId],
    );
    return rows[0] ?? null;
  }

  /** All that was reported of a quarter in a unit, also what was withdrawn, so that the figures stay as they are. */
  async countsOf(unitId: string, { from, to }: Quarter): Promise<QuarterCounts> {
    const kinds = await this.manager.query<{ kind: ReportKind; reports: number; people: number }[]>(
      `SELECT kind, count(*)::int AS reports, count(DISTINCT person_id)::int AS people
         FROM exception_reports WHERE unit_id = $1 AND date BETWEEN $2 AND $3 GROUP BY kind`,
      [unitId, from, to],
    );
    const [totals] = await this.manager.query<{ people: number; placed: number }[]>(
      `SELECT (SELECT count(DISTINCT person_id)::int FROM exception_reports
                WHERE unit_id = $1 AND date BETWEEN $2 AND $3) AS people,
              (SELECT count(DISTINCT person_id)::int FROM placements
                WHERE unit_id = $1 AND contract_code = $4
                  AND first_date <= $3 AND coalesce(last_date, $3::date) >= $2) AS placed`,
      [unitId, from, to, CONTRACT],
    );
    return { kinds, people: totals?.people ?? 0, placed: totals?.placed ?? 0 };
  }

  private async named(
    reports: readonly ExceptionReportEntity[],
    tx: Transaction = this.manager,
  ): Promise<ReportRow[]> {
    const names = await tx.query<
      Pick<ReportRow, 'id' | 'displayName' | 'email' | 'gradeName' | 'unitName'>[]
    >(
      `SELECT r.id, p.family_name || ', ' || p.given_name AS "displayName", p.email, g.name AS "gradeName",
              u.name AS "unitName"
         FROM exception_reports r JOIN people p ON p.id = r.person_id JOIN grades g ON g.code = p.grade_code
         JOIN units u ON u.id = r.unit_id
        WHERE r.id = ANY ($1)`,
      [reports.map(({ id }) => id)],
    );
    const byId = new Map(names.map((each) => [each.id, each]));
    return reports.map((report) => ({ ...report, ...byId.get(report.id)! }));
  }
}
