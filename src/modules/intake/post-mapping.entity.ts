import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** Which unit posts belong to, by the beginning of their number. */
@Entity('post_mappings')
export class PostMappingEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  /** In capitals: a whole number, or its first parts. */
  @Column('text')
  postPrefix: string;

  /** Names of the sites, as the deanery writes them. */
  @Column('text', { array: true })
  sites: string[];

  @Column('uuid')
  unitId: string;

  /** Of the unit's rota. */
  @Column('text', { nullable: true })
  line: string | null;

  @VersionColumn()
  version: number;
}
