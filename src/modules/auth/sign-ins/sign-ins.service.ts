import { Injectable } from '@nestjs/common';
import { type Actor, type ActorRole } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { assertVersion, conflict, type FieldError, invalid, notFound } from '../../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../../common/idempotency/idempotency.js';
import { UNIT_ROLES } from '../../../common/role.js';
import { type Transaction, Transactions } from '../../../database/transactions.js';
import { PeopleService } from '../../people/people.service.js';
import { type AccountEntity } from '../account.entity.js';
import { AccountLog } from '../account-log.service.js';
import { AccountsRepository } from '../accounts.repository.js';
import { AccountsService } from '../accounts.service.js';
import { AccountMails } from '../links/account-mails.service.js';
import { PasswordLinks } from '../links/password-links.service.js';
import { accountState } from '../person-account.dto.js';
import { type NewSignIn, type SignInChange, type SignInDto } from './sign-in.dto.js';
import { type SignInRow, SignInsRepository } from './sign-ins.repository.js';

/** Who may sign in and what as, for administrators: the roles of everybody, and sign-ins of people who work no shifts. */
@Injectable()
export class SignIns {
  constructor(
    private readonly repository: SignInsRepository,
    private readonly accounts: AccountsRepository,
    private readonly service: AccountsService,
    private readonly people: PeopleService,
    private readonly links: PasswordLinks,
    private readonly mails: AccountMails,
    private readonly log: AccountLog,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(search: string, after: readonly string[] | null, limit: number): Promise<SignInDto[]> {
    const rows = await this.repository.list(search, after, limit);
    return rows.map((row) => this.view(row));
  }

  /** @throws DomainError 404 */
  async get(id: string, tx?: Transaction): Promise<SignInDto> {
    const row = await this.repository.find(id, tx);
    if (row === null) throw notFound('sign-in', id);
    return this.view(row);
  }

  /** Creates a sign-in and mails the link with which its owner chooses a password. @throws DomainError 409 for a taken address */
  async create(input: NewSignIn, once: IdempotentRequest | null, actor: Actor): Promise<SignInDto> {
    assertRoles(input.roles);
    const { displayName, roles, personId = null } = input;
    const email = input.email.trim().toLowerCase();
    const view = await this.idempotency.once(once, async (tx) => {
      if (personId !== null) await this.people.get(personId, tx);
      const account = await this.service.createInvited({ email, displayName, personId }, actor, tx, roles);
      await this.links.issue(tx, account, 'activation', actor);
      return this.get(account.id, tx);
    });
    this.mails.wake(view.id);
    return view;
  }

  /** @throws DomainError 404, 412 `stale-version`, 409 `account-closed`, `last-administrator` */
  async change(id: string, version: number, input: SignInChange, actor: Actor): Promise<SignInDto> {
    assertRoles(input.roles);
    return this.transactions.run(async (tx) => {
      const account = await this.locked(id, version, tx);
      if (!account.active) throw this.closed(account);
      const before = await this.get(id, tx);
      if (!input.roles.some(({ role }) => role === 'admin'))
        await this.service.assertNotLastAdministrator(account, tx);
      await this.repository.change(id, input, tx);
      await this.log.note(tx, id, actor, 'account-changed', {
        before: changeable(before),
        after: { displayName: input.displayName, roles: input.roles },
      });
      return this.get(id, tx);
    });
  }

  /** Mails another link; the one before ends. A closed sign-in is opened again, with nothing by which it could be used before. */
  async invite(id: string, once: IdempotentRequest | null, actor: Actor): Promise<SignInDto> {
    const view = await this.idempotency.once(once, async (tx) => {
      const account = await this.accounts.lock(id, tx);
      if (account === null) throw notFound('sign-in', id);
      const { displayName, email } = account;
      if (!account.active) await this.service.reopen(account, { displayName, email }, actor, tx);
      else if (account.passwordHash !== null || account.providerSubject !== null) {
        throw conflict(
          'account-active',
          `${displayName} can sign in already. If they forgot their password, they choose “Forgotten your password?” on the sign-in page.`,
          await this.get(id, tx),
        );
      }
      await this.links.issue(tx, account, 'activation', actor);
      return this.get(id, tx);
    });
    this.mails.wake(id);
    return view;
  }

  /** Closes a sign-in: its sessions end at once. @throws DomainError 404, 412, 409 `account-closed`, `last-administrator` */
  async close(id: string, version: number, actor: Actor): Promise<SignInDto> {
    return this.transactions.run(async (tx) => {
      const account = await this.locked(id, version, tx);
      if (!account.active) throw this.closed(account);
      await this.service.end(account, actor, tx);
      return this.get(id, tx);
    });
  }

  private async locked(id: string, version: number, tx: Transaction): Promise<AccountEntity> {
    const account = await this.accounts.lock(id, tx);
    if (account === null) throw notFound('sign-in', id);
    if (account.version !== version) assertVersion(version, account.version, await this.get(id, tx));
    return account;
  }

  private closed({ displayName }: AccountEntity): Error {
    return conflict(
      'account-closed',
      `The sign-in of ${displayName} is closed. Invite them again to open it.`,
    );
  }

  private view(row: SignInRow): SignInDto {
    const { id, email, displayName, personId, roles, version } = row;
    return { id, email, displayName, personId, state: accountState(row, this.clock.now()), roles, version };
  }
}

function changeable({ displayName, roles }: SignInDto): { displayName: string; roles: ActorRole[] } {
  return { displayName, roles: roles.map(({ role, unitId }) => ({ role, unitId })) };
}

/** @throws DomainError 400 naming each role that is given twice, has no unit, or has one too many. */
function assertRoles(roles: readonly ActorRole[]): void {
  const problems: FieldError[] = [];
  const seen = new Set<string>();
  for (const [k, { role, unitId }] of roles.entries()) {
    const path = `roles[${k}]`;
    const ofUnit = UNIT_ROLES.includes(role);
    if (ofUnit && unitId === null) problems.push({ path, message: `say in which unit somebody is ${role}` });
    if (!ofUnit && unitId !== null) {
      problems.push({ path, message: `${role} is a role in the whole organisation; leave the unit out` });
    }
    const key = `${role} ${unitId}`;
    if (seen.has(key)) problems.push({ path, message: 'this role is named twice' });
    seen.add(key);
  }
  const [first, ...others] = problems;
  if (first !== undefined) throw invalid(first, ...others);
}
