import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A publication of a rota: the whole of it, or an amendment that says only what changed. */
@Entity('rota_versions')
export class RotaVersionEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  rotaId: string;

  @Column('integer')
  number: number;

  /** The whole version that this one amends; its own number for a whole one. */
  @Column('integer')
  baseNumber: number;

  @Column('timestamptz')
  publishedAt: Date;

  /** Account. */
  @Column('uuid')
  publishedBy: string;
}
