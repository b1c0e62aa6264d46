import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A logout token of the provider that has been acted upon. */
@Entity('provider_logouts')
export class ProviderLogoutEntity {
  @PrimaryColumn('text')
  issuer: string;

  @PrimaryColumn('text')
  tokenId: string;

  @Column('timestamptz')
  receivedAt: Date;
}
