import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Who works when in a unit, for a period. */
@Entity('rotas')
export class RotaEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  unitId: string;

  @Column('text')
  name: string;

  @Column('date')
  firstDate: string;

  @Column('date')
  lastDate: string;

  @Column('text', { default: 'draft' })
  state: 'draft' | 'published' | 'closed';

  /** 0 before the first publication. */
  @Column('integer', { default: 0 })
  publishedVersion: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @VersionColumn()
  version: number;
}
