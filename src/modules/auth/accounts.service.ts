import { Injectable } from '@nestjs/common';
import { type Actor, type ActorRole } from '../../common/actor.js';
import { assertVersion, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type AccountEntity } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { PasswordService } from './password.service.js';
import { SessionsRepository } from './sessions.repository.js';

export interface NewAccount {
  readonly email: string;
  readonly displayName: string;
  /** Null for an account that belongs to no member of staff. */
  readonly personId: string | null;
  readonly password: string;
  /** Coordinators and supervisors with the unit, all others with `unitId: null`. */
  readonly roles: readonly ActorRole[];
  readonly isDemo?: boolean;
}

/** Accounts: who may sign in, and what as. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly repository: AccountsRepository,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Creates an account with its roles.
   *
   * @param chain the audit chain: the organisation's id.
   * @throws DomainError `invalid-input` for a password that is too short; the database refuses a taken address.
   */
  async create(
    account: NewAccount,
    chain: string,
    actor: Actor | 'system',
    tx?: Transaction,
  ): Promise<AccountEntity> {
    const passwordHash = await this.passwords.hash(account.password);
    const work = async (running: Transaction): Promise<AccountEntity> => {
      const { displayName, personId, roles, isDemo = false } = account;
      const email = account.email.trim().toLowerCase();
      const saved = await this.repository.insert(
        { email, displayName, personId, passwordHash, isDemo },
        roles,
        running,
      );
      await this.audit.append(running, {
        chain,
        actor,
        action: 'account-created',
        subjectType: 'account',
        subjectId: saved.id,
        detail: { email, personId, roles },
      });
      return saved;
    };
    return tx === undefined ? this.transactions.run(work) : work(tx);
  }

  /** Ends the account: nobody can sign in with it, and its sessions end at once. */
  async deactivate(id: string, version: number, chain: string, actor: Actor | 'system'): Promise<void> {
    await this.transactions.run(async (tx) => {
      const account = await this.repository.lock(id, tx);
      if (account === null) throw notFound('account', id);
      assertVersion(version, account.version, { id, active: account.active, version: account.version });
      account.active = false;
      await this.repository.save(account, tx);
      await this.sessions.endAllOf(id, tx);
      await this.audit.append(tx, {
        chain,
        actor,
        action: 'account-deactivated',
        subjectType: 'account',
        subjectId: id,
        detail: {},
      });
    });
  }
}
