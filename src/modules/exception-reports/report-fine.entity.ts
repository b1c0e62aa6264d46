import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Breach } from './fine-terms.js';

/** A fine for a breach, as the guardian has set it; the highest number of a breach counts. Never changes. */
@Entity('exception_report_fines')
export class ReportFineEntity {
  @PrimaryColumn('uuid')
  reportId: string;

  /** Counts the fines of a report, from 1. */
  @PrimaryColumn('integer')
  number: number;

  @Column('text')
  breach: Breach;

  /** Minutes beyond the limit; 0: the fine is taken back. */
  @Column('smallint')
  breachMin: number;

  /** Of the whole fine. */
  @Column('integer')
  hourlyPence: number;

  /** Of that what the doctor is paid. */
  @Column('integer')
  doctorHourlyPence: number;

  /** Where the rates stand. */
  @Column('text')
  source: string;

  @Column('integer')
  finePence: number;

  @Column('integer')
  doctorPence: number;

  @Column('uuid')
  setBy: string;

  @Column('timestamptz')
  setAt: Date;
}
