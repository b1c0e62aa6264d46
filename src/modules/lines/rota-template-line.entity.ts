import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A line of a version; its cells are rows of `rota_template_cells`. */
@Entity('rota_template_lines')
export class RotaTemplateLineEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  templateVersionId: string;

  @Column('smallint')
  position: number;

  @Column('text')
  name: string;

  /** Share of full time for which the line is made. */
  @Column('smallint', { default: 1000 })
  wteThousandths: number;
}
