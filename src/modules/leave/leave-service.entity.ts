import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** Since when somebody has worked for the health service, where that is earlier than their first placement here. */
@Entity('leave_service')
export class LeaveServiceEntity {
  @PrimaryColumn('uuid')
  personId: string;

  @Column('date')
  serviceFrom: string;

  @VersionColumn()
  version: number;
}
