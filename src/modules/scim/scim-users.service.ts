import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { conflict, notFound, stale } from '../../common/domain-error.js';
import { isId } from '../../common/id.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { type AccountEntity } from '../auth/account.entity.js';
import { DirectoryAccounts } from '../auth/directory-accounts.service.js';
import { type ScimDirectoryEntity } from './scim-directory.entity.js';
import { readFilter } from './scim-filter.js';
import { patched } from './scim-patch.js';
import { resourceOf, type ScimUser, versionTag, type WantedUser, wantedFrom } from './scim-resource.js';
import { type ScimUserEntity } from './scim-user.entity.js';
import { ScimRepository } from './scim.repository.js';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const MOST = 500;

export interface ScimList {
  readonly schemas: readonly string[];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly object[];
}

export interface ScimListQuery {
  readonly filter: string | undefined;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
}

/** Users as a directory of the trust keeps them: each is an account here, and nobody has two. */
@Injectable()
export class ScimUsers {
  private readonly base: string;

  constructor(
    private readonly repository: ScimRepository,
    private readonly accounts: DirectoryAccounts,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(CONFIG) config: AppConfig,
  ) {
    this.base = `${config.publicUrl}/scim/v2`;
  }

  /** @throws DomainError 400 `invalid-filter` */
  async list({ id }: ScimDirectoryEntity, query: ScimListQuery): Promise<ScimList> {
    const { lookUp, test } = readFilter(query.filter);
    const rows = await this.repository.users(id, lookUp);
    const users = rows.map((row) => resourceOf(row, this.base));
    return listOf(test === null ? users : users.filter(test), query);
  }

  /** @throws DomainError 404 */
  async get({ id: directoryId }: ScimDirectoryEntity, id: string): Promise<ScimUser> {
    const [row] = isId(id) ? await this.repository.users(directoryId, { id }) : [];
    if (row === undefined) throw notFound('user', id);
    return resourceOf(row, this.base);
  }

  /**
   * The account of who is known by the externalId, the staff number or the mail address; else a new one.
   *
   * @throws DomainError 400; 409 `already-exists` for a user that the directory has already
   */
  async create(directory: ScimDirectoryEntity, body: unknown): Promise<ScimUser> {
    const wanted = wantedFrom(body);
    return this.transactions.run(async (tx) => {
      const { account, standing } = await this.find(tx, directory, wanted);
      if (standing !== null) await this.assertFree(tx, directory, standing, wanted);
      const now = this.clock.now();
      const before = standing ?? { accountId: account.id, createdAt: now, active: account.active };
      const user = { ...before, directoryId: directory.id, deletedAt: null };
      await this.apply(tx, directory, { account, user, wanted });
      return this.view(tx, account.id);
    });
  }

  /** @param seen the version that the directory saw; null: whichever stands */
  async replace(
    directory: ScimDirectoryEntity,
    id: string,
    seen: string | null,
    body: unknown,
  ): Promise<ScimUser> {
    return this.change(directory, id, seen, () => wantedFrom(body));
  }

  async patch(
    directory: ScimDirectoryEntity,
    id: string,
    seen: string | null,
    body: unknown,
  ): Promise<ScimUser> {
    return this.change(directory, id, seen, (user) => wantedFrom(patched(user, body)));
  }

  /** The account is closed, and waits for the user's return. */
  async remove(directory: ScimDirectoryEntity, id: string, seen: string | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      const user = await this.lock(tx, directory, id, seen);
      const account = await this.accounts.lock(id, tx);
      await this.accounts.close(account, directory.name, tx);
      const now = this.clock.now();
      await this.repository.saveUser(
        tx,
        Object.assign(user, { active: false, deletedAt: now, changedAt: now }),
      );
    });
  }

  private async change(
    directory: ScimDirectoryEntity,
    id: string,
    seen: string | null,
    wantedOf: (user: ScimUser) => WantedUser,
  ): Promise<ScimUser> {
    return this.transactions.run(async (tx) => {
      const user = await this.lock(tx, directory, id, seen);
      const wanted = wantedOf(await this.view(tx, id));
      await this.apply(tx, directory, { account: await this.accounts.lock(id, tx), user, wanted });
      return this.view(tx, id);
    });
  }

  private async find(
    tx: Transaction,
    directory: ScimDirectoryEntity,
    wanted: WantedUser,
  ): Promise<{ account: AccountEntity; standing: ScimUserEntity | null }> {
    const { externalId, email, displayName, employeeNumber: staffNumber } = wanted;
    const known =
      externalId === null ? null : await this.repository.lockByExternalId(tx, directory.id, externalId);
    if (known !== null) return { account: await this.accounts.lock(known.accountId, tx), standing: known };
    const account = await this.accounts.claim({ email, displayName, staffNumber }, directory.name, tx);
    return { account, standing: await this.repository.lockUser(tx, account.id) };
  }

  /** A user may be taken up again that was deleted, or whose directory has been revoked. */
  private async assertFree(
    tx: Transaction,
    directory: ScimDirectoryEntity,
    standing: ScimUserEntity,
    { userName }: WantedUser,
  ): Promise<void> {
    const isOwn = standing.directoryId === directory.id;
    const isFree = isOwn
      ? standing.deletedAt !== null
      : await this.repository.isRevoked(tx, standing.directoryId);
    if (isFree) return;
    throw conflict(
      'already-exists',
      isOwn
        ? `"${userName}" is a user of this directory already, with the id ${standing.accountId}.`
        : `"${userName}" is kept by another directory; revoke that one first.`,
    );
  }

  private async apply(
    tx: Transaction,
    directory: ScimDirectoryEntity,
    {
      account,
      user,
      wanted,
    }: { account: AccountEntity; user: Partial<ScimUserEntity> & { active: boolean }; wanted: WantedUser },
  ): Promise<void> {
    const { externalId, userName, givenName, familyName, employeeNumber, active } = wanted;
    const { email, emailType, displayName } = wanted;
    const identity = { email, displayName, staffNumber: employeeNumber };
    const renamed = await this.accounts.rename(account, identity, directory.name, tx);
    // Who was closed here stays closed until the directory closes and opens them again.
    if (active && !user.active) await this.accounts.open(renamed, directory.name, tx);
    if (!active) await this.accounts.close(renamed, directory.name, tx);
    const changedAt = this.clock.now();
    await this.repository.saveUser(
      tx,
      Object.assign(user, {
        ...{ externalId, userName, givenName, familyName, employeeNumber, emailType, active, changedAt },
      }),
    );
  }

  private async lock(
    tx: Transaction,
    { id: directoryId }: ScimDirectoryEntity,
    id: string,
    seen: string | null,
  ): Promise<ScimUserEntity> {
    const user = isId(id) ? await this.repository.lockUser(tx, id) : null;
    if (user?.directoryId !== directoryId || user.deletedAt !== null) throw notFound('user', id);
    const tag = versionTag(user.version);
    if (seen === null || seen === '*' || seen === tag || seen === tag.slice('W/'.length)) return user;
    throw stale(`You changed version ${seen}, but ${tag} stands now.`, undefined);
  }

  private async view(tx: Transaction, id: string): Promise<ScimUser> {
    const row = await this.repository.row(id, tx);
    if (row === null) throw notFound('user', id);
    return resourceOf(row, this.base);
  }
}

/** A page of a list by number, as SCIM has it. */
export function listOf(
  all: readonly object[],
  { startIndex, count }: Omit<ScimListQuery, 'filter'>,
): ScimList {
  const first = Math.max(1, startIndex);
  const shown = all.slice(first - 1, first - 1 + Math.min(Math.max(0, count), MOST));
  return {
    schemas: [LIST],
    totalResults: all.length,
    startIndex: first,
    itemsPerPage: shown.length,
    Resources: shown,
  };
}
