import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shift of a swap: who gives it to whom. */
@Entity('swap_legs')
export class SwapLegEntity {
  @PrimaryColumn('uuid')
  swapId: string;

  @PrimaryColumn('smallint')
  position: number;

  @Column('uuid')
  assignmentId: string;

  @Column('uuid')
  rotaId: string;

  @Column('uuid')
  unitId: string;

  @Column('uuid')
  shiftTypeId: string;

  @Column('date')
  date: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  @Column('uuid')
  fromPersonId: string;

  /** Null: whoever takes it from the pool. */
  @Column('uuid', { nullable: true })
  toPersonId: string | null;

  /** Version of the assignment that was handed over; null until then. */
  @Column('integer', { nullable: true })
  appliedVersion: number | null;
}
