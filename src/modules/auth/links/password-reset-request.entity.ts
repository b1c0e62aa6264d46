import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Somebody has forgotten the password of an address. Whether there is such an account is looked up later. */
@Entity('password_reset_requests')
export class PasswordResetRequestEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Lower case. */
  @Column('text')
  email: string;

  @Column('timestamptz')
  requestedAt: Date;
}
