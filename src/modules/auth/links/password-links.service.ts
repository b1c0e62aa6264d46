import { Injectable } from '@nestjs/common';
import { type Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { conflict, DomainError } from '../../../common/domain-error.js';
import { type Transaction, Transactions } from '../../../database/transactions.js';
import { type AccountEntity } from '../account.entity.js';
import { AccountLog } from '../account-log.service.js';
import { AccountsRepository } from '../accounts.repository.js';
import { PasswordService } from '../password.service.js';
import { hashOf, newSecret } from '../secret.js';
import { SessionsRepository } from '../sessions.repository.js';
import { AccountMails } from './account-mails.service.js';
import { type LinkPurpose, type PasswordLinkEntity } from './password-link.entity.js';
import { PasswordLinksRepository } from './password-links.repository.js';

const MINUTE_MS = 60_000;
/** A first sign-in may wait for a week of nights; whoever forgot their password sits in front of the page. */
const LASTS_MIN: Readonly<Record<LinkPurpose, number>> = { activation: 7 * 24 * 60, reset: 10 };
const SECRET = /^[\w-]{43}$/;
const ASK_AGAIN = 'Choose “Forgotten your password?” on the sign-in page and another one is mailed to you.';

/** Links that set a password, once: the first one, or a new one. Looking at a link changes nothing. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly links: PasswordLinksRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: PasswordService,
    private readonly mails: AccountMails,
    private readonly log: AccountLog,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Mails a link to the (locked) account; one that it had before ends. Wake the mails after the commit. */
  async issue(
    tx: Transaction,
    account: AccountEntity,
    purpose: LinkPurpose,
    actor: Actor | 'system',
  ): Promise<void> {
    const link = await this.create(tx, account, purpose, actor);
    await this.mails.sendLink(tx, account, { purpose, ...link });
  }

  /** The secret of such a link, for whoever stands at the server; it is not mailed. */
  async issueHere(
    tx: Transaction,
    account: AccountEntity,
    purpose: LinkPurpose,
  ): Promise<{ secret: string; expiresAt: Date }> {
    const { secret, expiresAt } = await this.create(tx, account, purpose, 'system');
    return { secret, expiresAt };
  }

  private async create(
    tx: Transaction,
    account: AccountEntity,
    purpose: LinkPurpose,
    actor: Actor | 'system',
  ): Promise<{ id: string; secret: string; expiresAt: Date }> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LASTS_MIN[purpose] * MINUTE_MS);
    const secret = newSecret();
    await this.links.endOpen(tx, account.id, createdAt);
    const row = { accountId: account.id, purpose, tokenHash: hashOf(secret), createdAt, expiresAt };
    const id = await this.links.insert(tx, row);
    const action = purpose === 'activation' ? 'account-invited' : 'password-link-sent';
    await this.log.note(tx, account.id, actor, action, { linkId: id });
    return { id, secret, expiresAt };
  }

  /** What a link would do. @throws DomainError when it does nothing any more, with what to do instead. */
  async look(secret: string): Promise<{ link: PasswordLinkEntity; account: AccountEntity }> {
    const link = SECRET.test(secret) ? await this.links.byToken(hashOf(secret)) : null;
    if (link === null) {
      throw new DomainError({
        kind: 'not-found',
        code: 'link-unknown',
        message: `This link is not whole, or not one of this service. Open it from the mail again. ${ASK_AGAIN}`,
      });
    }
    const account = await this.accounts.byId(link.accountId);
    this.assertGood(link);
    if (account === null || !(await this.isOpenTo(account))) throw closed();
    return { link, account };
  }

  /**
   * Sets the password. Every session of the account ends, and so does the link.
   *
   * @returns the address to sign in with.
   * @throws DomainError 404 `link-unknown`, 409 `link-used`, `link-expired`, `link-replaced`, `account-closed`, 400 for
   *   the password; then the link stays good.
   */
  async use(secret: string, password: string): Promise<AccountEntity> {
    const { link, account } = await this.look(secret);
    const about = [account.displayName, account.email];
    const passwordHash = await this.passwords.hashChosen(password, about, 'password');
    const saved = await this.transactions.run(async (tx) => {
      const locked = await this.accounts.lock(account.id, tx);
      // Of two who use the link at once, the second finds it used.
      this.assertGood(await this.links.lock(link.id, tx));
      if (locked?.active !== true) throw closed();
      await this.links.use(tx, link.id, this.clock.now());
      await this.sessions.endAllOf(account.id, tx);
      await this.mails.tell(tx, locked, 'password-set');
      const action = link.purpose === 'activation' ? 'account-activated' : 'password-reset';
      await this.log.note(tx, account.id, 'system', action, { linkId: link.id });
      return this.accounts.save(
        Object.assign(locked, { passwordHash, failedSignIns: 0, lockedUntil: null }),
        tx,
      );
    });
    this.mails.wake(account.id);
    return saved;
  }

  private assertGood({ usedAt, endedAt, expiresAt }: PasswordLinkEntity): void {
    if (usedAt !== null) {
      throw conflict(
        'link-used',
        `This link has been used already. If that was you, sign in with the password that you chose. If it was not, act at once: ${ASK_AGAIN}`,
      );
    }
    if (endedAt !== null) {
      throw conflict(
        'link-replaced',
        'A newer link has taken the place of this one. Look for the latest mail and use the link in it.',
      );
    }
    if (expiresAt <= this.clock.now()) throw conflict('link-expired', `This link has expired. ${ASK_AGAIN}`);
  }

  private async isOpenTo(account: AccountEntity): Promise<boolean> {
    return account.active && !(await this.accounts.hasLeft(account.id, this.clock.today()));
  }
}

function closed(): DomainError {
  return conflict(
    'account-closed',
    'This sign-in has been closed. If you still work here, ask whoever runs your rota, or HR, to open it again.',
  );
}
