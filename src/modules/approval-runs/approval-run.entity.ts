import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type RunState } from './run-steps.js';

/** A rotation prepared, approved and carried out. */
@Entity('approval_runs')
export class ApprovalRunEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotationId: string;

  /** The sheet that is its first step, in the version that HR confirmed. */
  @Column('uuid', { nullable: true })
  intakeId: string | null;

  @Column('integer', { nullable: true })
  intakeVersion: number | null;

  /** How long the gaps of each rota are searched; null: not at all. */
  @Column('smallint', { nullable: true })
  fillSeconds: number | null;

  /** With its approval, rotas are published. */
  @Column('boolean', { default: false })
  publishes: boolean;

  @Column('text', { default: 'preparing' })
  state: RunState;

  /** Account. */
  @Column('uuid')
  requestedBy: string;

  @Column('timestamptz')
  requestedAt: Date;

  /** Account of whoever approved it. */
  @Column('uuid', { nullable: true })
  approvedBy: string | null;

  @Column('timestamptz', { nullable: true })
  approvedAt: Date | null;

  /** How many findings were accepted with the approval. */
  @Column('integer', { nullable: true })
  acceptedFindings: number | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  /** Renewed by the worker that runs it; null while nobody does. */
  @Column('timestamptz', { nullable: true })
  heartbeatAt: Date | null;

  @Column('smallint', { default: 0 })
  attempts: number;

  /** Why the last attempt ended early. */
  @Column('text', { nullable: true })
  error: string | null;

  @VersionColumn()
  version: number;
}
