import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const EVENTS = ['raised', 'opened', 'withdrawn', 'escalated', 'approved', 'refused', 'fined'] as const;
export type ReportEvent = (typeof EVENTS)[number];

/** Who did what with a report, also who opened it. Rows are only added. */
@Entity('exception_report_events')
export class ExceptionReportEventEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  reportId: string;

  @Column('text')
  event: ReportEvent;

  @Column('timestamptz')
  at: Date;

  @Column('uuid')
  accountId: string;

  /** What they did it as. */
  @Column('text')
  role: string;

  /** The report as it was after it; null for `opened`. */
  @Column('jsonb', { nullable: true })
  content: Record<string, unknown> | null;

  /** Goes into the seal that the audit log holds, so that nobody can guess what is sealed. */
  @Column('bytea', { nullable: true })
  salt: Buffer | null;
}
