import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A publication of a rota. */
@Entity('rota_versions')
export class RotaVersionEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotaId: string;

  @Column('integer')
  number: number;

  @Column('timestamptz')
  publishedAt: Date;

  /** Account. */
  @Column('uuid')
  publishedBy: string;
}
