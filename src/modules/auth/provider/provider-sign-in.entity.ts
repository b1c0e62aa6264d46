import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A sign-in that has gone to the trust's provider and has not come back. */
@Entity('provider_sign_ins')
export class ProviderSignInEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** SHA-256 of what comes back in the address. */
  @Column('bytea')
  stateHash: Buffer;

  /** SHA-256 of the cookie of the browser that began. */
  @Column('bytea')
  browserHash: Buffer;

  @Column('text')
  nonce: string;

  @Column('text')
  codeVerifier: string;

  /** A path of the portal. */
  @Column('text')
  returnTo: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
