import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of a fill's progress, kept so that a reader can come back for what it missed. */
@Entity('fill_events')
export class FillEventEntity {
  @PrimaryColumn('uuid')
  fillId: string;

  @PrimaryColumn('integer')
  seq: number;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;

  @Column('jsonb')
  payload: Record<string, unknown>;
}
