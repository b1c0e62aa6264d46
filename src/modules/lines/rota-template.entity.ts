import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A rota template of a unit; what it looks like stands in its versions. */
@Entity('rota_templates')
export class RotaTemplateEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('text')
  name: string;

  /** Code of the rule pack by which its lines are checked, for example `doctors2016`. */
  @Column('text')
  contractCode: string;

  @VersionColumn()
  version: number;
}
