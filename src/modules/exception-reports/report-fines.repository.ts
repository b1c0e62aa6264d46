import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { ReportFineEntity } from './report-fine.entity.js';

/** Sums of the days on which things happened. */
export interface QuarterRow {
  readonly quarter: string;
  readonly fines: number;
  readonly finePence: number;
  readonly doctorPence: number;
}

@Injectable()
export class ReportFinesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** All of a report, oldest first. */
  async ofReport(reportId: string, tx: Transaction = this.manager): Promise<ReportFineEntity[]> {
    return tx.find(ReportFineEntity, { where: { reportId }, order: { number: 'ASC' } });
  }

  async insert(tx: Transaction, fine: ReportFineEntity): Promise<void> {
    await tx.insert(ReportFineEntity, fine);
  }

  /** By quarter, newest first. Of each breach of a report what was set last counts, unless it was taken back. */
  async quarters(): Promise<QuarterRow[]> {
    return this.manager.query<QuarterRow[]>(
      `SELECT extract(year FROM r.date)::int || '-Q' || extract(quarter FROM r.date)::int AS quarter,
              count(*)::int AS fines, sum(f.fine_pence)::int AS "finePence", sum(f.doctor_pence)::int AS "doctorPence"
         FROM (SELECT DISTINCT ON (report_id, breach) * FROM exception_report_fines
                ORDER BY report_id, breach, number DESC) f
         JOIN exception_reports r ON r.id = f.report_id
        WHERE f.breach_min > 0 GROUP BY 1 ORDER BY 1 DESC`,
    );
  }
}
