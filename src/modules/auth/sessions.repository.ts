import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AccountEntity } from './account.entity.js';
import { SessionEntity } from './session.entity.js';

@Injectable()
export class SessionsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async insert(
    session: Pick<
      SessionEntity,
      'accountId' | 'tokenHash' | 'csrfHash' | 'createdAt' | 'lastSeenAt' | 'expiresAt' | 'userAgent'
    >,
  ): Promise<SessionEntity> {
    return this.manager.save(SessionEntity, this.manager.create(SessionEntity, session));
  }

  /** A session that has not been ended, with its account if that is active. */
  async openByToken(tokenHash: Buffer): Promise<{ session: SessionEntity; account: AccountEntity } | null> {
    const session = await this.manager.findOneBy(SessionEntity, { tokenHash, endedAt: IsNull() });
    if (session === null) return null;
    const account = await this.manager.findOneBy(AccountEntity, { id: session.accountId, active: true });
    return account === null ? null : { session, account };
  }

  async touch(id: string, at: Date): Promise<void> {
    await this.manager.update(SessionEntity, { id }, { lastSeenAt: at });
  }

  /** Open ones of an account, newest first. */
  async openOf(accountId: string, seenAfter: Date, now: Date): Promise<SessionEntity[]> {
    return this.manager
      .createQueryBuilder(SessionEntity, 'session')
      .where('session.accountId = :accountId AND session.endedAt IS NULL', { accountId })
      .andWhere('session.lastSeenAt > :seenAfter AND session.expiresAt > :now', { seenAfter, now })
      .orderBy('session.createdAt', 'DESC')
      .addOrderBy('session.id')
      .getMany();
  }

  /** False if the account has no such open session. */
  async end(id: string, accountId: string): Promise<boolean> {
    const ended = await this.manager
      .createQueryBuilder()
      .update(SessionEntity)
      .set({ endedAt: () => 'now()' })
      .where('id = :id AND accountId = :accountId AND endedAt IS NULL', { id, accountId })
      .execute();
    return (ended.affected ?? 0) > 0;
  }

  async endAllOf(accountId: string, tx?: Transaction): Promise<void> {
    await (tx ?? this.manager)
      .createQueryBuilder()
      .update(SessionEntity)
      .set({ endedAt: () => 'now()' })
      .where('accountId = :accountId AND endedAt IS NULL', { accountId })
      .execute();
  }
}
