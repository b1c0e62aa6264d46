import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

export type FillState = 'queued' | 'running' | 'stopping' | 'done' | 'stopped' | 'failed';

export interface FilledCell {
  personId: string;
  shiftTypeId: string;
  /** ISO date on which it starts. */
  date: string;
}

/** Assignments as they stood, by id: what was changed since is left as it is. */
export type FillBaseline = Record<string, { version: number; personId: string; date: string }>;

/** Which assignments must stay: the pinned ones, all of them, or as many as can be (a repair). */
export type FillKeep = 'pinned' | 'all' | 'most';

/** A cell that a repair changed. */
export interface FillChange {
  personId: string;
  displayName: string;
  /** ISO date. */
  date: string;
  /** Null is a day off. */
  fromShiftTypeId: string | null;
  toShiftTypeId: string | null;
  /** They cannot work it any more; nobody was asked to change it. */
  lost: boolean;
}

/** A run of the solver on a rota. */
@Entity('fills')
export class FillEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotaId: string;

  @Column('text', { default: 'queued' })
  state: FillState;

  @Column('integer')
  seconds: number;

  @Column('integer')
  seed: number;

  /** Account. */
  @Column('uuid')
  requestedBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  requestedAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  /** Renewed by the worker that runs it; a silent one's fill is taken over. */
  @Column('timestamptz', { nullable: true })
  heartbeatAt: Date | null;

  @Column('smallint', { default: 0 })
  attempts: number;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('double precision', { nullable: true })
  objective: number | null;

  @Column('integer', { nullable: true })
  hardViolations: number | null;

  @Column('integer', { nullable: true })
  unfilled: number | null;

  @Column('double precision', { nullable: true })
  lowerBound: number | null;

  /** The best rota so far. */
  @Column('jsonb', { nullable: true })
  best: FilledCell[] | null;

  /** The best rota stands in the assignments. */
  @Column('boolean', { default: false })
  applied: boolean;

  @Column('text', { nullable: true })
  error: string | null;

  @Column('text', { default: 'pinned' })
  keep: FillKeep;

  /** Days before this one stay as they stand; null: none. */
  @Column('date', { nullable: true })
  fromDate: string | null;

  /** What a repair changed; null for a fill, and until a repair is applied. */
  @Column('jsonb', { nullable: true })
  changes: FillChange[] | null;

  /** Steps of the solver after which the search ends before its time; null: limited by time alone. */
  @Column('integer', { nullable: true })
  work: number | null;

  /** The assignments that the search started from. */
  @Column('jsonb', { nullable: true })
  baseline: FillBaseline | null;

  /** Time searched so far, over all workers that ran it. */
  @Column('integer', { default: 0 })
  spentMs: number;

  /** What was solved around or left out, in words. */
  @Column('jsonb', { default: [] })
  notes: string[];

  /** Sequence number of the newest event. */
  @Column('integer', { default: 0 })
  lastEvent: number;

  @VersionColumn()
  version: number;
}
