import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type IntakeSummary, type StoredSheets } from './intake-content.js';

/** A sheet of the deanery from its dry run to its end. What became of each row stands in `intake_rows`. */
@Entity('intakes')
export class IntakeEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text', { default: 'checked' })
  state: 'checked' | 'applied' | 'discarded';

  @Column('text', { array: true })
  fileNames: string[];

  /** What the sheet does not list any more is removed. */
  @Column('boolean')
  complete: boolean;

  /** Null once it is discarded. */
  @Column('jsonb', { nullable: true })
  sheets: StoredSheets | null;

  @Column('jsonb')
  summary: IntakeSummary;

  /** Of the plan that people were shown: another one is not applied. */
  @Column('text')
  fingerprint: string;

  @Column('uuid')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  checkedAt: Date;

  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @VersionColumn()
  version: number;
}
