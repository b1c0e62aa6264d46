import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A ward or department that has a rota of its own. */
@Entity('units')
export class UnitEntity {
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
