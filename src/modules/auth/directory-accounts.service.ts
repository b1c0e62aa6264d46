import { Injectable } from '@nestjs/common';
import { conflict, notAllowed, notFound } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { PeopleService } from '../people/people.service.js';
import { type AccountEntity } from './account.entity.js';
import { AccountLog } from './account-log.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';

/** Who somebody is, as a directory of the trust says. */
export interface DirectoryIdentity {
  /** Lower case. */
  readonly email: string;
  readonly displayName: string;
  readonly staffNumber: string | null;
}

/** What a directory of the trust does with sign-ins. Roles are given here, never by a directory. */
@Injectable()
export class DirectoryAccounts {
  constructor(
    private readonly repository: AccountsRepository,
    private readonly accounts: AccountsService,
    private readonly people: PeopleService,
    private readonly log: AccountLog,
  ) {}

  /** The account with the address or of the person with the staff number, locked; else a new one. Nobody gets a second one. */
  async claim(identity: DirectoryIdentity, directory: string, tx: Transaction): Promise<AccountEntity> {
    const { email, displayName, staffNumber } = identity;
    const personId = await this.people.idOf({ staffNumber, email }, tx);
    const ofPerson = personId === null ? null : await this.repository.lockOfPerson(personId, tx);
    const byEmail = await this.repository.byEmail(email, tx);
    if (ofPerson !== null && byEmail !== null && ofPerson.id !== byEmail.id) {
      throw conflict(
        'already-exists',
        `The staff number ${staffNumber} and the address ${email} belong to two accounts; correct one of them.`,
      );
    }
    const found = ofPerson ?? (byEmail === null ? null : await this.repository.lock(byEmail.id, tx));
    const account =
      found ?? (await this.accounts.createInvited({ email, displayName, personId }, 'system', tx));
    await this.log.note(tx, account.id, 'system', 'account-linked-to-directory', { directory });
    return account;
  }

  /** @throws DomainError 404 */
  async lock(id: string, tx: Transaction): Promise<AccountEntity> {
    const account = await this.repository.lock(id, tx);
    if (account === null) throw notFound('account', id);
    return account;
  }

  /**
   * Name and address as the directory has them.
   *
   * @throws DomainError 403 for another address of an account that may do more than a member of staff: whoever reads mail there could
   *   take it over
   */
  async rename(
    account: AccountEntity,
    { email, displayName }: DirectoryIdentity,
    directory: string,
    tx: Transaction,
  ): Promise<AccountEntity> {
    if (account.email === email && account.displayName === displayName) return account;
    if (account.email !== email) {
      const roles = await this.repository.rolesOf(account.id);
      if (roles.some(({ role }) => role !== 'staff')) {
        throw notAllowed(
          `The account of ${account.email} holds roles; its address is changed by an administrator, not by a directory.`,
          'mutability',
        );
      }
    }
    const was = { email: account.email, displayName: account.displayName };
    const saved = await this.repository.save(Object.assign(account, { email, displayName }), tx);
    await this.log.note(tx, account.id, 'system', 'account-changed', { directory, was, email, displayName });
    return saved;
  }

  /** Sessions, links and the calendar feed end at once. @throws DomainError 409 `last-administrator` */
  async close(account: AccountEntity, directory: string, tx: Transaction): Promise<void> {
    if (!account.active) return;
    await this.log.note(tx, account.id, 'system', 'account-closed-by-directory', { directory });
    await this.accounts.end(account, 'system', tx);
  }

  /** Without any password or second step that it had before. */
  async open(account: AccountEntity, directory: string, tx: Transaction): Promise<AccountEntity> {
    if (account.active) return account;
    const { email, displayName } = account;
    await this.log.note(tx, account.id, 'system', 'account-opened-by-directory', { directory });
    return this.accounts.reopen(account, { email, displayName }, 'system', tx);
  }
}
