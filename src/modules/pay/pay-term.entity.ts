import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** The pay point of a person, from a day on. Read by HR and by the person alone. */
@Entity('pay_terms')
export class PayTermEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('date')
  firstDate: string;

  /** Null: open-ended. */
  @Column('date', { nullable: true })
  lastDate: string | null;

  /** Code of a point of the pay tables, for example `NP3` or `B5-1`. */
  @Column('text')
  payPoint: string;

  /** Of the 48 h average. */
  @Column('boolean', { default: false })
  optedOut: boolean;

  @VersionColumn()
  version: number;
}
