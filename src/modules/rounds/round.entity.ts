import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A time in which staff ask for days, and perhaps pick shifts, of a rota that is being made. */
@Entity('rounds')
export class RoundEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotaId: string;

  /** Of the rota, from 1. */
  @Column('smallint')
  number: number;

  @Column('timestamptz')
  opensAt: Date;

  @Column('timestamptz')
  closesAt: Date;

  /** Who has not taken part is reminded then; null: nobody. */
  @Column('timestamptz', { nullable: true })
  remindAt: Date | null;

  /** Days that a person may ask for, by kind; null: any number. */
  @Column('smallint', { nullable: true })
  maxCannot: number | null;

  @Column('smallint', { nullable: true })
  maxRatherNot: number | null;

  @Column('smallint', { nullable: true })
  maxWouldLike: number | null;

  /** Staff pick shifts themselves. */
  @Column('boolean', { default: false })
  picks: boolean;

  /** Of a person; null: any number. */
  @Column('smallint', { nullable: true })
  maxPicks: number | null;

  /** When its mails went out. */
  @Column('timestamptz', { nullable: true })
  openedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  remindedAt: Date | null;

  /** When it was closed and its picks decided. */
  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @VersionColumn()
  version: number;
}
