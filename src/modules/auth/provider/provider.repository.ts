import { Injectable } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { type Transaction } from '../../../database/transactions.js';
import { ProviderLogoutEntity } from './provider-logout.entity.js';
import { ProviderSignInEntity } from './provider-sign-in.entity.js';

@Injectable()
export class ProviderRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Also forgets those that have not come back in time. */
  async begin(signIn: Omit<ProviderSignInEntity, 'id'>): Promise<void> {
    await this.manager.delete(ProviderSignInEntity, { expiresAt: LessThan(signIn.createdAt) });
    await this.manager.insert(ProviderSignInEntity, signIn);
  }

  /** Each comes back once. */
  async take(stateHash: Buffer): Promise<ProviderSignInEntity | null> {
    const [rows] = await this.manager.query<[ProviderSignInEntity[], number]>(
      `DELETE FROM provider_sign_ins WHERE state_hash = $1
       RETURNING id, state_hash AS "stateHash", browser_hash AS "browserHash", nonce, code_verifier AS "codeVerifier",
                 return_to AS "returnTo", created_at AS "createdAt", expires_at AS "expiresAt"`,
      [stateHash],
    );
    return rows[0] ?? null;
  }

  /** @returns false for a token that has come before */
  async noteLogout(tx: Transaction, logout: ProviderLogoutEntity): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO provider_logouts (issuer, token_id, received_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING token_id`,
      [logout.issuer, logout.tokenId, logout.receivedAt],
    );
    return rows.length > 0;
  }

  async forgetLogouts(before: Date): Promise<void> {
    await this.manager.delete(ProviderLogoutEntity, { receivedAt: LessThan(before) });
  }
}
