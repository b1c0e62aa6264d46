import { Injectable } from '@nestjs/common';
import { type Actor, type ActorRole } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type AccountEntity } from './account.entity.js';
import { AccountLog } from './account-log.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { PasswordLinksRepository } from './links/password-links.repository.js';
import { PasswordService } from './password.service.js';
import { SecondStepsRepository } from './second-step/second-steps.repository.js';
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
    private readonly links: PasswordLinksRepository,
    private readonly secondSteps: SecondStepsRepository,
    private readonly log: AccountLog,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
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

  /** An account that cannot sign in yet: of a member of staff, unless roles are given. The database refuses a taken address. */
  async createInvited(
    owner: Pick<AccountEntity, 'email' | 'displayName' | 'personId'>,
    actor: Actor | 'system',
    tx: Transaction,
    roles: readonly ActorRole[] = [{ role: 'staff', unitId: null }],
  ): Promise<AccountEntity> {
    const saved = await this.repository.insert({ ...owner, passwordHash: null, isDemo: false }, roles, tx);
    const { email, personId } = owner;
    await this.log.note(tx, saved.id, actor, 'account-created', { email, personId, roles });
    return saved;
  }

  /** Opens a (locked) closed account again, with nothing by which it could be signed in to before. */
  async reopen(
    account: AccountEntity,
    owner: Pick<AccountEntity, 'email' | 'displayName'>,
    actor: Actor | 'system',
    tx: Transaction,
  ): Promise<AccountEntity> {
    await this.secondSteps.remove(tx, account.id);
    await this.log.note(tx, account.id, actor, 'account-reopened');
    const cleared = { passwordHash: null, providerIssuer: null, providerSubject: null, active: true };
    return this.repository.save(Object.assign(account, owner, cleared), tx);
  }

  /**
   * Closes the account of a person: nobody can sign in with it, its sessions, its open link and the feed of its person end
   * at once.
   *
   * @param current what whoever is late is shown
   * @throws DomainError 404 `not-found`, 412 `stale-version`, 409 `account-closed`
   */
  async close(
    personId: string,
    version: number,
    actor: Actor,
    current: (tx: Transaction) => Promise<unknown>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const account = await this.repository.lockOfPerson(personId, tx);
      if (account === null) throw notFound('account of person', personId);
      if (account.version !== version) assertVersion(version, account.version, await current(tx));
      if (!account.active) {
        throw conflict('account-closed', 'This sign-in is closed already.', await current(tx));
      }
      await this.end(account, actor, tx);
    });
  }

  /** A hospital that nobody can administer any more would need somebody at the server. @throws DomainError 409 `last-administrator` */
  async assertNotLastAdministrator({ id, displayName }: AccountEntity, tx: Transaction): Promise<void> {
    if (!(await this.repository.isLastAdministrator(id, tx))) return;
    throw conflict(
      'last-administrator',
      `${displayName} is the last administrator who can sign in. Make somebody else one first, and let them sign in.`,
    );
  }

  /** Ends a (locked) account with its sessions, its link and its feed. @throws DomainError 409 `last-administrator` */
  async end(account: AccountEntity, actor: Actor | 'system', tx: Transaction): Promise<void> {
    await this.assertNotLastAdministrator(account, tx);
    account.active = false;
    await this.repository.save(account, tx);
    await this.sessions.endAllOf(account.id, tx);
    await this.links.endOpen(tx, account.id, this.clock.now());
    await this.log.note(tx, account.id, actor, 'account-deactivated');
  }
}
