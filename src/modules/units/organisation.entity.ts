import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { type Nation } from '../calendar/nation.js';

/** A trust or hospital. One installation serves one organisation or several. */
@Entity('organisations')
export class OrganisationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Whose bank holidays it keeps. */
  @Column('text')
  nation: Nation;

  /** IANA name. */
  @Column('text')
  timeZone: string;

  /** The demo says so on every page. */
  @Column('boolean', { default: false })
  isDemo: boolean;

  @VersionColumn()
  version: number;
}
