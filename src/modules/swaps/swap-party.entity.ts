import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who has to agree to a swap. */
@Entity('swap_parties')
export class SwapPartyEntity {
  @PrimaryColumn('uuid')
  swapId: string;

  @PrimaryColumn('uuid')
  personId: string;

  @Column('text', { default: 'asked' })
  answer: 'asked' | 'accepted' | 'declined';

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;
}
