import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AccountEntity } from './account.entity.js';
import { type Standing, STANDING } from './accounts.repository.js';
import { SessionEntity } from './session.entity.js';

/** An open session with its active account. */
export interface OpenStanding extends Standing {
  readonly sessionId: string;
  readonly csrfHash: Buffer;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly accountId: string;
  readonly personId: string | null;
  readonly displayName: string;
  readonly isDemo: boolean;
  /** How the session began. */
  readonly method: SessionEntity['method'];
}

@Injectable()
export class SessionsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async insert(
    session: Pick<
      SessionEntity,
      | 'accountId'
      | 'tokenHash'
      | 'csrfHash'
      | 'createdAt'
      | 'lastSeenAt'
      | 'expiresAt'
      | 'userAgent'
      | 'method'
      | 'providerSession'
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

  /** The same of several tokens, in their order, with all that decides what each account may do on a date; every request asks this. */
  async standingsByToken(tokenHashes: readonly Buffer[], date: string): Promise<(OpenStanding | null)[]> {
    const rows = await this.manager.query<(OpenStanding & { tokenHash: Buffer })[]>(
      `SELECT s.token_hash AS "tokenHash", s.id AS "sessionId", s.csrf_hash AS "csrfHash", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt",
              a.id AS "accountId", a.person_id AS "personId", a.display_name AS "displayName", a.is_demo AS "isDemo", s.method, ${STANDING}
         FROM sessions s JOIN accounts a ON a.id = s.account_id AND a.active
        WHERE s.token_hash = ANY($1) AND s.ended_at IS NULL`,
      [tokenHashes, date],
    );
    return tokenHashes.map((hash) => rows.find(({ tokenHash }) => tokenHash.equals(hash)) ?? null);
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
    await this.endWhere({ accountId }, tx);
  }

  async endOthersOf(accountId: string, keptId: string, tx: Transaction): Promise<void> {
    await this.endWhere({ accountId, id: Not(keptId) }, tx);
  }

  /** Those that began at the provider: all of an account, or those of one session there. @returns how many */
  async endOfProvider(
    tx: Transaction,
    accountId: string | null,
    providerSession: string | null,
  ): Promise<number> {
    return this.endWhere(
      {
        method: 'provider',
        ...(accountId !== null && { accountId }),
        ...(providerSession !== null && { providerSession }),
      },
      tx,
    );
  }

  private async endWhere(
    which: FindOptionsWhere<SessionEntity>,
    tx: Transaction = this.manager,
  ): Promise<number> {
    const { affected } = await tx.update(
      SessionEntity,
      { ...which, endedAt: IsNull() },
      { endedAt: () => 'now()' },
    );
    return affected ?? 0;
  }
}
