import { Injectable } from '@nestjs/common';
import { conflict } from '../../../common/domain-error.js';
import { type Transaction, Transactions } from '../../../database/transactions.js';
import { type OrganisationEntity } from '../../units/organisation.entity.js';
import { UnitsService } from '../../units/units.service.js';
import { type AccountEntity } from '../account.entity.js';
import { AccountLog } from '../account-log.service.js';
import { AccountsRepository } from '../accounts.repository.js';
import { AccountsService } from '../accounts.service.js';
import { PasswordLinks } from '../links/password-links.service.js';
import { SignInsRepository } from './sign-ins.repository.js';

export type NewOrganisation = Pick<OrganisationEntity, 'name' | 'nation' | 'timeZone'>;

export interface SetUpResult {
  readonly organisation: { readonly name: string; readonly created: boolean };
  readonly email: string;
  /** Of the link with which the administrator chooses a password. */
  readonly secret: string;
  readonly expiresAt: Date;
}

/** The beginning of an installation: its organisation, and somebody who may do the rest in the portal. */
@Injectable()
export class SetUp {
  constructor(
    private readonly units: UnitsService,
    private readonly accounts: AccountsRepository,
    private readonly service: AccountsService,
    private readonly signIns: SignInsRepository,
    private readonly links: PasswordLinks,
    private readonly log: AccountLog,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Makes an administrator, and the organisation where there is none yet.
   *
   * @param organisation null where there is one already.
   * @throws DomainError 409 `organisation-exists`, `no-organisation`, `several-organisations`
   */
  async administrator(
    organisation: NewOrganisation | null,
    owner: { readonly email: string; readonly displayName: string },
  ): Promise<SetUpResult> {
    const email = owner.email.trim().toLowerCase();
    return this.transactions.run(async (tx) => {
      const known = await this.organisation(organisation, tx);
      const account = await this.account({ ...owner, email }, tx);
      const purpose = account.passwordHash === null ? 'activation' : 'reset';
      const link = await this.links.issueHere(tx, account, purpose);
      return { organisation: known, email, ...link };
    });
  }

  private async organisation(
    wanted: NewOrganisation | null,
    tx: Transaction,
  ): Promise<SetUpResult['organisation']> {
    const [first] = await this.units.organisations(tx);
    if (first === undefined) {
      if (wanted === null) {
        throw conflict('no-organisation', 'This database holds no organisation yet; say what it is called.');
      }
      const { name } = await this.units.createOrganisation(tx, wanted);
      return { name, created: true };
    }
    if (wanted !== null && wanted.name !== first.name) {
      throw conflict(
        'organisation-exists',
        `This database holds "${first.name}" already. Leave the organisation out to make an administrator of it.`,
      );
    }
    return { name: first.name, created: false };
  }

  /** With the role of an administrator, locked. */
  private async account(
    { email, displayName }: { readonly email: string; readonly displayName: string },
    tx: Transaction,
  ): Promise<AccountEntity> {
    const admin = { role: 'admin', unitId: null } as const;
    const known = await this.accounts.byEmail(email, tx);
    if (known === null) {
      return this.service.createInvited({ email, displayName, personId: null }, 'system', tx, [admin]);
    }
    const account = (await this.accounts.lock(known.id, tx))!;
    if (!account.active) await this.service.reopen(account, { email, displayName }, 'system', tx);
    const { roles } = (await this.signIns.find(account.id, tx))!;
    if (roles.some(({ role }) => role === 'admin')) return account;
    const all = [...roles.map(({ role, unitId }) => ({ role, unitId })), admin];
    await this.signIns.change(account.id, { displayName: account.displayName, roles: all }, tx);
    await this.log.note(tx, account.id, 'system', 'account-changed', { after: { roles: all } });
    return account;
  }
}
