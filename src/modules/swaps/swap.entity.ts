import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

export type SwapKind = 'give-away' | 'pool' | 'direct' | 'chain';
export type SwapState = 'proposed' | 'accepted' | 'applied' | 'refused' | 'withdrawn' | 'expired';
export type ClosedReason = 'declined' | 'coordinator' | 'shift-changed' | 'overtaken' | 'answered';

/** Shifts that people want to hand to each other. What is over (applied, refused, withdrawn, expired) never changes again. */
@Entity('swaps')
export class SwapEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** The unit of the first shift. */
  @Column('uuid')
  unitId: string;

  /** Person. */
  @Column('uuid')
  requestedBy: string;

  @Column('text')
  kind: SwapKind;

  @Column('text', { default: 'proposed' })
  state: SwapState;

  @Column('text', { default: '' })
  note: string;

  @Column('timestamptz')
  createdAt: Date;

  /** When the first of its shifts begins. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('text', { nullable: true })
  closedReason: ClosedReason | null;

  @Column('text', { default: '' })
  decisionReason: string;

  /** Units whose coordinator has still to decide. */
  @Column('uuid', { array: true, default: '{}' })
  awaitingUnitIds: string[];

  /** Why they are asked, in words. */
  @Column('text', { array: true, default: '{}' })
  approvalReasons: string[];

  @VersionColumn()
  version: number;
}
