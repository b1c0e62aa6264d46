import { Injectable } from '@nestjs/common';
import { may, type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notAllowed } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Transaction } from '../../database/transactions.js';
import { PeopleService } from '../people/people.service.js';
import { type PersonDto } from '../people/person.dto.js';
import { type AccountEntity } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { AccountMails } from './links/account-mails.service.js';
import { PasswordLinks } from './links/password-links.service.js';
import { type PersonAccountDto, personAccountView } from './person-account.dto.js';

/** The sign-ins of staff, as those see them who look after them: who has one, invitations, closing. */
@Injectable()
export class Invitations {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly service: AccountsService,
    private readonly people: PeopleService,
    private readonly links: PasswordLinks,
    private readonly mails: AccountMails,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** Of everybody who is placed in the unit today, in the order of their ids. */
  async ofUnit(unitId: string): Promise<PersonAccountDto[]> {
    const today = this.clock.today();
    const ids = (await this.people.idsFor({ unitId }, today, today)).sort();
    return this.ofPeople(ids);
  }

  /** Of each of the people, those without an account included. */
  async ofPeople(personIds: readonly string[]): Promise<PersonAccountDto[]> {
    const rows = new Map((await this.accounts.ofPeople(personIds)).map((row) => [row.personId, row]));
    return personIds.map((id) => personAccountView(id, rows.get(id), this.clock.now()));
  }

  async get(personId: string, tx?: Transaction): Promise<PersonAccountDto> {
    const [row] = await this.accounts.ofPeople([personId], tx);
    return personAccountView(personId, row, this.clock.now());
  }

  /**
   * Mails a link with which the person chooses their first password. Inviting again ends the link before.
   *
   * @throws DomainError 409 `no-address`, `has-left`, `account-active`; 403 `account-closed` for a closed one, which HR and
   *   administrators alone open again.
   */
  async invite(personId: string, once: IdempotentRequest | null, actor: Actor): Promise<PersonAccountDto> {
    const view = await this.idempotency.once(once, async (tx) => {
      const account = await this.accountFor(personId, actor, tx);
      await this.links.issue(tx, account, 'activation', actor);
      return this.get(personId, tx);
    });
    this.mails.wake(personId);
    return view;
  }

  /** Closes the account of a person. @throws DomainError 404, 412 `stale-version`, 409 `account-closed` */
  async close(personId: string, version: number, actor: Actor): Promise<PersonAccountDto> {
    await this.service.close(personId, version, actor, async (tx) => this.get(personId, tx));
    return this.get(personId);
  }

  /** The account of the person as it has to be for an invitation, locked. */
  private async accountFor(personId: string, actor: Actor, tx: Transaction): Promise<AccountEntity> {
    const person = await this.people.get(personId, tx);
    const email = person.email?.trim().toLowerCase();
    if (email === undefined) {
      throw conflict(
        'no-address',
        `${person.givenName} ${person.familyName} has no mail address, so no link can be sent. Add the address first (HR can), then invite.`,
      );
    }
    this.assertStays(person);
    const displayName = `${person.givenName} ${person.familyName}`;
    const account = await this.accounts.lockOfPerson(personId, tx);
    if (account === null) {
      return this.service.createInvited({ email, displayName, personId }, actor, tx);
    }
    if (!account.active) return this.opened(account, { email, displayName }, actor, tx);
    if (account.passwordHash !== null || account.providerSubject !== null) {
      throw conflict(
        'account-active',
        `${displayName} can sign in already. If they forgot their password, they choose “Forgotten your password?” on the sign-in page.`,
        await this.get(personId, tx),
      );
    }
    return this.accounts.save(Object.assign(account, { email, displayName }), tx);
  }

  private async opened(
    account: AccountEntity,
    owner: Pick<AccountEntity, 'email' | 'displayName'>,
    actor: Actor,
    tx: Transaction,
  ): Promise<AccountEntity> {
    if (!may(actor, 'hr') && !may(actor, 'admin')) {
      throw notAllowed(
        'This sign-in was closed. HR or an administrator can open it again by inviting its owner.',
        'account-closed',
      );
    }
    return this.service.reopen(account, owner, actor, tx);
  }

  private assertStays({ placements }: PersonDto): void {
    const today = this.clock.today();
    if (placements.length === 0) return;
    if (placements.some(({ lastDate }) => lastDate === null || lastDate >= today)) return;
    throw conflict(
      'has-left',
      'Every placement of this person has ended, so they cannot sign in. Enter their new placement first, then invite.',
    );
  }
}
