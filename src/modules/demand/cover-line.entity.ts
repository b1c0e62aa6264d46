import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { asNumber } from '../../database/column-transformers.js';

/** How many people of a sort are needed; a person counts in every line that they match. */
@Entity('cover_lines')
export class CoverLineEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  templateId: string;

  @Column('text')
  name: string;

  /** 0 = Monday. */
  @Column('smallint', { array: true })
  weekdays: number[];

  /** Working any of these counts. */
  @Column('uuid', { array: true })
  shiftTypeIds: string[];

  /** Any of these grades; empty: every grade. */
  @Column('text', { array: true, default: () => "'{}'" })
  gradeCodes: string[];

  /** This grade and above in its family. */
  @Column('text', { nullable: true })
  minimumGradeCode: string | null;

  /** All of these skills, valid on the day. */
  @Column('text', { array: true, default: () => "'{}'" })
  skillCodes: string[];

  /** Only registered (true) or unregistered (false) staff. */
  @Column('boolean', { nullable: true })
  registered: boolean | null;

  @Column('text')
  measure: 'count' | 'share';

  @Column('smallint', { nullable: true })
  minimum: number | null;

  @Column('smallint', { nullable: true })
  target: number | null;

  @Column('smallint', { nullable: true })
  maximum: number | null;

  /** Of everybody on these shifts, at least this share matches. */
  @Column('numeric', { precision: 4, scale: 3, nullable: true, transformer: asNumber })
  minShare: number | null;

  @Column('integer', { default: 1000 })
  underMinimumWeight: number;

  @Column('integer', { default: 20 })
  underTargetWeight: number;

  @Column('integer', { default: 50 })
  overMaximumWeight: number;

  @Column('smallint', { default: 0 })
  position: number;

  @VersionColumn()
  version: number;
}
