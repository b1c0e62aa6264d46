import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Other numbers for a cover line on one date. */
@Entity('cover_exceptions')
export class CoverExceptionEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  coverLineId: string;

  @Column('date')
  date: string;

  @Column('smallint')
  minimum: number;

  @Column('smallint')
  target: number;

  @Column('smallint', { nullable: true })
  maximum: number | null;

  @Column('text')
  reason: string;

  @VersionColumn()
  version: number;
}
