import { Injectable, Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock } from '../../../common/clock.js';
import { conflict, DomainError, invalid } from '../../../common/domain-error.js';
import { type Transaction, Transactions } from '../../../database/transactions.js';
import { type AccountEntity } from '../account.entity.js';
import { AccountLog } from '../account-log.service.js';
import { AccountsRepository } from '../accounts.repository.js';
import { AccountMails } from '../links/account-mails.service.js';
import { PasswordLinksRepository } from '../links/password-links.repository.js';
import { hashOf, newSecret } from '../secret.js';
import { SessionsRepository } from '../sessions.repository.js';
import { readLogoutToken } from './logout-token.js';
import { type PendingSignIn, ProviderClient, type ProviderIdentity } from './provider-client.js';
import { ProviderRepository } from './provider.repository.js';
import { type ProviderSignInEntity } from './provider-sign-in.entity.js';

const LASTS_MS = 10 * 60_000;
const REMEMBER_LOGOUTS_MS = 24 * 3_600_000;
/** A path of the portal, and nothing that leads elsewhere. */
const LOCAL_PATH = /^\/(?!\/)[\w\-./?=&%:]{0,500}$/;

/** Signing in, and out, by the trust's own sign-in. */
@Injectable()
export class ProviderSignIns {
  private readonly logger = new Logger('Provider');

  constructor(
    private readonly client: ProviderClient,
    private readonly repository: ProviderRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly links: PasswordLinksRepository,
    private readonly mails: AccountMails,
    private readonly log: AccountLog,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Where the browser goes. @param browser secret that its cookie holds @param returnTo page of the portal to come back to */
  async begin(browser: string, returnTo: string): Promise<URL> {
    const pending: PendingSignIn = {
      state: newSecret(),
      nonce: newSecret(),
      codeVerifier: randomBytes(48).toString('base64url'),
    };
    const address = await this.client.addressFor(pending);
    const createdAt = this.clock.now();
    await this.repository.begin({
      stateHash: hashOf(pending.state),
      browserHash: hashOf(browser),
      nonce: pending.nonce,
      codeVerifier: pending.codeVerifier,
      returnTo: LOCAL_PATH.test(returnTo) ? returnTo : '/',
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LASTS_MS),
    });
    return address;
  }

  /**
   * Whom the provider has sent back.
   *
   * @throws DomainError `provider-expired`, `provider-refused`, `provider-unreachable`, `no-account`, `account-closed`,
   *   `provider-mismatch`
   */
  async finish(
    browser: string | undefined,
    query: string,
  ): Promise<{ account: AccountEntity; session: string | null; returnTo: string }> {
    const state = new URLSearchParams(query).get('state') ?? '';
    const signIn = await this.repository.take(hashOf(state));
    if (signIn === null || !this.belongsTo(signIn, browser)) {
      throw conflict(
        'provider-expired',
        'This sign-in was not begun in this browser, or too long ago. Begin again.',
      );
    }
    const identity = await this.redeem(query, { ...signIn, state });
    const account = await this.transactions.run(async (tx) => this.accountOf(identity, tx));
    this.mails.wake(account.id);
    return { account, session: identity.session, returnTo: signIn.returnTo };
  }

  /** Ends the sessions that a logout token names. @throws DomainError 400 `invalid-input` */
  async logOut(token: string): Promise<void> {
    const { issuer, keys } = await this.client.issuerAndKeys();
    const now = this.clock.now();
    const { clientId } = this.client;
    const logout = await readLogoutToken(token, { issuer, keys, clientId, now }).catch((error: unknown) => {
      throw this.refusedLogout((error as Error).message);
    });
    await this.repository.forgetLogouts(new Date(now.getTime() - REMEMBER_LOGOUTS_MS));
    await this.transactions.run(async (tx) => {
      const fresh = await this.repository.noteLogout(tx, {
        issuer,
        tokenId: logout.tokenId,
        receivedAt: now,
      });
      if (!fresh) throw this.refusedLogout('it has come before');
      const { subject, session } = logout;
      const account = subject === null ? null : await this.accounts.byProvider(issuer, subject, tx);
      if (subject !== null && account === null) return;
      await this.sessions.endOfProvider(tx, account?.id ?? null, session);
      if (account !== null) await this.log.note(tx, account.id, 'system', 'provider-logged-out');
    });
  }

  private belongsTo({ browserHash, expiresAt }: ProviderSignInEntity, browser: string | undefined): boolean {
    return browser !== undefined && browserHash.equals(hashOf(browser)) && expiresAt > this.clock.now();
  }

  private async redeem(query: string, pending: PendingSignIn): Promise<ProviderIdentity> {
    try {
      return await this.client.redeem(query, pending);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.logger.warn(`a sign-in was refused: ${(error as Error).message}`);
      throw conflict('provider-refused', "The trust's own sign-in did not vouch for you. Begin again.");
    }
  }

  /** By the subject; else by the verified address, which links the two from then on. */
  private async accountOf(identity: ProviderIdentity, tx: Transaction): Promise<AccountEntity> {
    const { issuer, subject, verifiedEmail } = identity;
    const known =
      (await this.accounts.byProvider(issuer, subject, tx)) ??
      (verifiedEmail === null ? null : await this.accounts.byEmail(verifiedEmail, tx));
    const account = known === null ? null : await this.accounts.lock(known.id, tx);
    if (account === null) {
      throw conflict(
        'no-account',
        'Nobody with your address has a sign-in here. Ask whoever runs your rota.',
      );
    }
    if (!account.active || (await this.accounts.hasLeft(account.id, this.clock.today(), tx))) {
      throw conflict(
        'account-closed',
        'Your sign-in here has been closed. Ask whoever runs your rota, or HR.',
      );
    }
    if (account.providerSubject === subject && account.providerIssuer === issuer) return account;
    if (account.providerSubject !== null) {
      throw conflict('provider-mismatch', 'Your address is linked to another identity of the trust. Ask HR.');
    }
    const linked = Object.assign(account, { providerIssuer: issuer, providerSubject: subject });
    const saved = await this.accounts.save(linked, tx);
    await this.links.endOpen(tx, account.id, this.clock.now());
    await this.log.note(tx, account.id, 'system', 'provider-linked', { issuer });
    await this.mails.tell(tx, account, 'provider-linked');
    return saved;
  }

  private refusedLogout(why: string): DomainError {
    this.logger.warn(`a logout token was refused: ${why}`);
    return invalid({ path: 'logout_token', message: `This logout token is not acceptable: ${why}.` });
  }
}
