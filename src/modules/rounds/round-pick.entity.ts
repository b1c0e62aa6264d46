import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A shift that somebody picked in a round. */
@Entity('round_picks')
export class RoundPickEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  roundId: string;

  @Column('uuid')
  personId: string;

  @Column('uuid')
  shiftTypeId: string;

  /** The day on which it starts. */
  @Column('date')
  date: string;

  @Column('timestamptz')
  pickedAt: Date;

  @Column('text', { default: 'waiting' })
  state: 'waiting' | 'won' | 'lost' | 'refused';

  @Column('boolean', { default: false })
  contested: boolean;

  /** Why it was lost or refused. */
  @Column('text', { default: '' })
  reason: string;

  @Column('uuid', { nullable: true })
  assignmentId: string | null;
}
