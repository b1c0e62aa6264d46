import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A template from one edit to the next; never changed. */
@Entity('rota_template_versions')
export class RotaTemplateVersionEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  templateId: string;

  /** Counts from 1. */
  @Column('integer')
  number: number;

  @Column('smallint')
  cycleWeeks: number;

  /** Account. */
  @Column('uuid')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;
}
