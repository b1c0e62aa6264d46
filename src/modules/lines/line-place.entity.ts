import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person on a line, or on a part of it, for a time. */
@Entity('line_places')
export class LinePlaceEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  allocationId: string;

  @Column('uuid')
  unitId: string;

  @Column('uuid')
  templateVersionId: string;

  @Column('uuid')
  personId: string;

  @Column('uuid')
  lineId: string;

  /** Of a template with one line: the week of the cycle in which this person begins, from 0. */
  @Column('smallint', { default: 0 })
  startWeek: number;

  @Column('date')
  firstDate: string;

  @Column('date')
  lastDate: string;

  /** The part of the line in thousandths of full time, from here … */
  @Column('smallint')
  shareFrom: number;

  /** … to before here. */
  @Column('smallint')
  shareUntil: number;

  /** Weekdays that this person never works, 0 = Monday. */
  @Column('smallint', { array: true, default: () => "'{}'" })
  daysOff: number[];

  /** Set by hand: an optimisation leaves it. */
  @Column('boolean', { default: false })
  pinned: boolean;

  /** Why a line stands that this person could not be given. */
  @Column('text', { nullable: true })
  overrideReason: string | null;

  /** Why it is this line: sentences. */
  @Column('jsonb', { default: [] })
  reasons: string[];
}
