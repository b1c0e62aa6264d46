import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** The doctors of a programme move to their next posts on one day. */
@Entity('rotations')
export class RotationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  programme: string;

  @Column('date')
  startDate: string;

  @VersionColumn()
  version: number;
}
