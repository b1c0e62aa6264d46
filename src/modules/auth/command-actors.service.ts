import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { notAllowed } from '../../common/domain-error.js';
import { type Role } from '../../common/role.js';
import { AccountsRepository } from './accounts.repository.js';

/** In whose name a command on the service's own machine acts. Whoever can run it can reach the database anyway. */
@Injectable()
export class CommandActors {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param email of an active account with the role; undefined: the only one that there is
   * @throws DomainError 403 that names the accounts to choose from
   */
  async withRole(role: Role, email: string | undefined): Promise<Actor> {
    const accounts = await this.accounts.activeWith(role);
    const wanted = email?.trim().toLowerCase();
    const found = wanted === undefined ? accounts : accounts.filter((each) => each.email === wanted);
    const [account, another] = found;
    if (account === undefined || another !== undefined) throw choose(role, email, accounts);
    const standing = await this.accounts.standingOf(account.id, this.clock.today());
    const { id: accountId, personId, displayName } = account;
    const { roles = [], placedUnitIds = [] } = standing ?? {};
    return { accountId, personId, displayName, roles, placedUnitIds };
  }
}

function choose(
  role: Role,
  email: string | undefined,
  accounts: readonly { readonly email: string }[],
): Error {
  if (accounts.length === 0) {
    return notAllowed(`Nobody has an active account with the role "${role}"; make one first.`);
  }
  const addresses = accounts.map((each) => each.email).join(', ');
  if (email === undefined) return notAllowed(`Say in whose name: --as with one of ${addresses}.`);
  return notAllowed(`"${email}" is no active account with the role "${role}"; there are ${addresses}.`);
}
