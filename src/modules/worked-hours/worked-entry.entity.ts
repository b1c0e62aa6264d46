import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

export type WorkedKind = 'changed' | 'not-worked' | 'extra';

/** What was worked where it was not what was planned. A shift without an entry was worked as planned. */
@Entity('worked_entries')
export class WorkedEntryEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('uuid')
  personId: string;

  /** Null for work that no shift was planned for. */
  @Column('uuid', { nullable: true })
  assignmentId: string | null;

  @Column('text')
  kind: WorkedKind;

  /** The day that it belongs to. */
  @Column('date')
  date: string;

  /** Null for what was not worked, as are the end and the break. */
  @Column('timestamptz', { nullable: true })
  startsAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endsAt: Date | null;

  @Column('smallint', { nullable: true })
  unpaidBreakMin: number | null;

  /** Restricted: it may say that somebody was ill. */
  @Column('text', { default: '' })
  note: string;

  @VersionColumn()
  version: number;
}
