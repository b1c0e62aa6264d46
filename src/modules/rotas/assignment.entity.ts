import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A person on a shift. Its id is its calendar event's UID, its version the SEQUENCE. */
@Entity('assignments')
export class AssignmentEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotaId: string;

  @Column('uuid')
  personId: string;

  @Column('uuid')
  shiftTypeId: string;

  /** The day on which it starts. */
  @Column('date')
  date: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  @Column('boolean', { default: false })
  pinned: boolean;

  @Column('text')
  source: 'fill' | 'manual' | 'import' | 'swap' | 'claim' | 'line';

  /** Why a coordinator knowingly let a breach stand. */
  @Column('text', { nullable: true })
  overrideReason: string | null;

  @VersionColumn()
  version: number;
}
