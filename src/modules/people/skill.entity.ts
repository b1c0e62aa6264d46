import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Something a person is trained for, for example ALS. */
@Entity('skills')
export class SkillEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  code: string;

  @Column('text')
  name: string;

  @VersionColumn()
  version: number;
}
