import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, MoreThan, type EntityManager } from 'typeorm';
import { type Transaction } from '../../../database/transactions.js';
import { PasswordLinkEntity } from './password-link.entity.js';
import { PasswordResetRequestEntity } from './password-reset-request.entity.js';

@Injectable()
export class PasswordLinksRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async byToken(tokenHash: Buffer): Promise<PasswordLinkEntity | null> {
    return this.manager.findOneBy(PasswordLinkEntity, { tokenHash });
  }

  async lock(id: string, tx: Transaction): Promise<PasswordLinkEntity> {
    return tx.findOneOrFail(PasswordLinkEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(
    tx: Transaction,
    link: Pick<PasswordLinkEntity, 'accountId' | 'purpose' | 'tokenHash' | 'createdAt' | 'expiresAt'>,
  ): Promise<string> {
    const { identifiers } = await tx.insert(PasswordLinkEntity, link);
    return (identifiers[0] as { id: string }).id;
  }

  async use(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.update(PasswordLinkEntity, { id }, { usedAt: at });
  }

  /** Ends whatever link of the account is still open. */
  async endOpen(tx: Transaction, accountId: string, at: Date): Promise<void> {
    await tx.update(PasswordLinkEntity, { accountId, usedAt: IsNull(), endedAt: IsNull() }, { endedAt: at });
  }

  async countSince(tx: Transaction, accountId: string, since: Date): Promise<number> {
    return tx.countBy(PasswordLinkEntity, { accountId, createdAt: MoreThan(since) });
  }

  async ask(email: string, requestedAt: Date): Promise<void> {
    await this.manager.insert(PasswordResetRequestEntity, { email, requestedAt });
  }

  /** Takes the oldest request; it is gone if and only if the transaction is committed. */
  async takeRequest(tx: Transaction): Promise<PasswordResetRequestEntity | null> {
    const [rows] = await tx.query<[PasswordResetRequestEntity[], number]>(
      `DELETE FROM password_reset_requests WHERE id =
         (SELECT id FROM password_reset_requests ORDER BY requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, email, requested_at AS "requestedAt"`,
    );
    return rows[0] ?? null;
  }
}
