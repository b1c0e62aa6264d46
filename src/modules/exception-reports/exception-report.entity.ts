import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type Choice, type ReportKind, type ReportState, type Route } from './terms.js';

/** Work or training that was not as planned, as the doctor reported it, and what came of it. */
@Entity('exception_reports')
export class ExceptionReportEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  /** Who reported it. Withheld from supervisors and coordinators. */
  @Column('uuid')
  personId: string;

  /** Where it happened. */
  @Column('uuid')
  unitId: string;

  @Column('text')
  kind: ReportKind;

  /** Follows from the kind in the database. */
  @Column({ type: 'text', insert: false, update: false })
  route: Route;

  @Column('boolean')
  immediateSafetyConcern: boolean;

  /** The day on which the shift began. */
  @Column('date')
  date: string;

  /** The published shift that it is about, if any. It may change later; what was planned stands here. */
  @Column('uuid', { nullable: true })
  assignmentId: string | null;

  @Column('timestamptz', { nullable: true })
  plannedStartsAt: Date | null;

  @Column('timestamptz', { nullable: true })
  plannedEndsAt: Date | null;

  @Column('timestamptz', { nullable: true })
  actualStartsAt: Date | null;

  @Column('timestamptz', { nullable: true })
  actualEndsAt: Date | null;

  @Column('smallint', { nullable: true })
  missedBreakMin: number | null;

  /** Work beyond what was planned. */
  @Column('smallint')
  extraMin: number;

  @Column('text')
  whatHappened: string;

  /** What the doctor wants for it; null where no time is owed. */
  @Column('text', { nullable: true })
  choice: Choice | null;

  @Column('timestamptz')
  raisedAt: Date;

  /** By the hospital's calendar. */
  @Column('date')
  raisedOn: string;

  /** The last day on which an answer is in time. */
  @Column('date')
  actBy: string;

  @Column('text', { default: 'submitted' })
  state: ReportState;

  @Column('timestamptz', { nullable: true })
  escalatedAt: Date | null;

  /** What the doctor asks the guardian to look at. */
  @Column('text', { default: '' })
  escalationReason: string;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @Column('date', { nullable: true })
  decidedOn: string | null;

  /** What was given; null for what has not been approved, or where no time is owed. */
  @Column('text', { nullable: true })
  compensation: Choice | null;

  @Column('smallint', { default: 0 })
  compensatedMin: number;

  @Column('text', { default: '' })
  decisionReason: string;

  /** Why it is time off although the doctor wanted pay. */
  @Column('text', { default: '' })
  safetyReason: string;

  @VersionColumn()
  version: number;
}
