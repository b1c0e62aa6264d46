import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** The cover that a unit needs on each weekday, from a day on. */
@Entity('cover_templates')
export class CoverTemplateEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('text')
  name: string;

  @Column('date')
  validFrom: string;

  @Column('date', { nullable: true })
  validUntil: string | null;

  /** A bank holiday needs the cover of this weekday (0 = Monday); null: of its own. */
  @Column('smallint', { nullable: true })
  bankHolidayWeekday: number | null;

  @VersionColumn()
  version: number;
}
