import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type ExceptionReportEntity } from './exception-report.entity.js';

/** A report that waits beyond its last day: nothing of it says whose it is. */
export type OverdueReport = Pick<
  ExceptionReportEntity,
  'id' | 'version' | 'route' | 'state' | 'actBy' | 'immediateSafetyConcern'
>;

/** So many at a time; the next sweep takes the next. */
const AT_ONCE = 200;

@Injectable()
export class OverdueReportsRepository {
  /**
   * Those of which nobody was reminded since they are due on that day, noted as told and locked until the transaction ends. Another worker
   * may have told of one between the question and its lock: the note decides whose it is.
   */
  async take(tx: Transaction, today: string, at: Date): Promise<OverdueReport[]> {
    return tx.query<OverdueReport[]>(
      `WITH due AS (
         SELECT r.id, r.version, r.route, r.state, r.act_by, r.immediate_safety_concern
           FROM exception_reports r
          WHERE r.state IN ('submitted', 'escalated') AND r.act_by < $1
            AND NOT EXISTS (SELECT FROM exception_report_reminders m WHERE m.report_id = r.id AND m.act_by = r.act_by)
          ORDER BY r.act_by, r.id LIMIT ${AT_ONCE} FOR UPDATE OF r SKIP LOCKED),
       taken AS (
         INSERT INTO exception_report_reminders (report_id, act_by, told_at) SELECT id, act_by, $2 FROM due
         ON CONFLICT DO NOTHING RETURNING report_id)
       SELECT id, version, route, state, act_by::text AS "actBy", immediate_safety_concern AS "immediateSafetyConcern"
         FROM due JOIN taken ON report_id = id ORDER BY act_by, id`,
      [today, at],
    );
  }

  /** There was nobody to tell; somebody may come. */
  async leave(tx: Transaction, { id, actBy }: OverdueReport): Promise<void> {
    await tx.query('DELETE FROM exception_report_reminders WHERE report_id = $1 AND act_by = $2', [
      id,
      actBy,
    ]);
  }
}
