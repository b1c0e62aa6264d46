import { Inject, Injectable } from '@nestjs/common';
import { type Request } from 'express';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Actor, SESSION_COOKIE, SessionSource, type OpenSession } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, notFound } from '../../common/domain-error.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type AccountEntity } from './account.entity.js';
import { AccountsRepository, type NamedRole, type Standing } from './accounts.repository.js';
import { PasswordService } from './password.service.js';
import { type SessionEntity } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';

const MINUTE_MS = 60_000;
/** Writing down every request would make each of them a write. */
const TOUCH_EVERY_MS = MINUTE_MS;

export interface NewSession {
  /** Goes into the cookie; only its hash is stored. */
  readonly token: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly account: SignedInAccount;
}

export interface SignedInAccount {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly personId: string | null;
  readonly roles: readonly NamedRole[];
}

/** Sessions on the server: a random token in a cookie, its hash in the database. */
@Injectable()
export class SessionsService extends SessionSource {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: PasswordService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }

  /**
   * Signs in. An unknown address, a wrong password, a locked and an ended account are answered alike, after the same work.
   *
   * @throws DomainError 401 `wrong-credentials`
   */
  async signIn(emailAsTyped: string, password: string, userAgent: string): Promise<NewSession> {
    const email = emailAsTyped.trim().toLowerCase();
    const account = await this.accounts.byEmail(email);
    const matches = await this.passwords.matches(account?.passwordHash ?? null, password);
    if (account === null || !matches || !(await this.maySignIn(account))) {
      throw await this.refusal(email, account !== null && this.isLocked(account));
    }
    await this.accounts.forgetFailures(account.id);
    return this.begin(account, userAgent);
  }

  private async maySignIn(account: AccountEntity): Promise<boolean> {
    if (!account.active || this.isLocked(account)) return false;
    return !(await this.accounts.hasLeft(account.id, this.clock.today()));
  }

  private isLocked({ lockedUntil }: AccountEntity): boolean {
    return lockedUntil !== null && lockedUntil > this.clock.now();
  }

  /** Counts the attempt. */
  private async refusal(email: string, isLocked: boolean): Promise<DomainError> {
    const { failuresBeforeLock, lockMin } = this.config.limits;
    const lockUntil = new Date(this.clock.now().getTime() + lockMin * MINUTE_MS);
    // A lock that ran on with every attempt would never end under attack.
    if (!isLocked) await this.accounts.countFailure(email, failuresBeforeLock, lockUntil);
    return new DomainError({
      kind: 'not-signed-in',
      code: 'wrong-credentials',
      message: `The email address or the password is wrong, or the account is locked for ${lockMin} minutes after too many attempts. Check both, or wait and try again.`,
    });
  }

  private async begin(account: AccountEntity, userAgent: string): Promise<NewSession> {
    const token = randomBytes(32).toString('base64url');
    const csrfToken = csrfTokenOf(token);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.session.absoluteMin * MINUTE_MS);
    await this.sessions.insert({
      accountId: account.id,
      tokenHash: sha256(token),
      csrfHash: sha256(csrfToken),
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      userAgent: userAgent.slice(0, 300),
    });
    return { token, csrfToken, expiresAt, account: await this.describe(account) };
  }

  async open(request: Request): Promise<OpenSession | null> {
    const token = tokenOf(request);
    if (token === null) return null;
    const found = await this.sessions.openByToken(sha256(token));
    if (found === null || this.isOver(found.session)) return null;
    const { session, account } = found;
    const standing = await this.accounts.standingOf(account.id, this.clock.today());
    if (standing === null || standing.hasLeft) {
      await this.sessions.endAllOf(account.id);
      return null;
    }
    const now = this.clock.now();
    if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS)
      await this.sessions.touch(session.id, now);
    return {
      sessionId: session.id,
      actor: actorOf(account, standing),
      acceptsCsrfToken: (csrf) => timingSafeEqual(sha256(csrf), session.csrfHash),
    };
  }

  private isOver(session: SessionEntity): boolean {
    const now = this.clock.now().getTime();
    const idleSince = now - this.config.session.idleMin * MINUTE_MS;
    return session.expiresAt.getTime() <= now || session.lastSeenAt.getTime() <= idleSince;
  }

  /** The account of a request's session, its CSRF token and when it ends. @throws DomainError `not-signed-in` */
  async current(request: Request): Promise<Omit<NewSession, 'token'>> {
    const token = tokenOf(request);
    const found = token === null ? null : await this.sessions.openByToken(sha256(token));
    if (token === null || found === null) {
      throw new DomainError({ kind: 'not-signed-in', code: 'not-signed-in', message: 'Sign in first.' });
    }
    return {
      csrfToken: csrfTokenOf(token),
      expiresAt: found.session.expiresAt,
      account: await this.describe(found.account),
    };
  }

  /** Open sessions of an account, newest first. */
  async list(accountId: string): Promise<SessionEntity[]> {
    const now = this.clock.now();
    const seenAfter = new Date(now.getTime() - this.config.session.idleMin * MINUTE_MS);
    return this.sessions.openOf(accountId, seenAfter, now);
  }

  /** Ends a session of the account. @throws DomainError `not-found` */
  async end(sessionId: string, accountId: string): Promise<void> {
    if (!(await this.sessions.end(sessionId, accountId))) throw notFound('session', sessionId);
  }

  private async describe(account: AccountEntity): Promise<SignedInAccount> {
    const { id, email, displayName, personId } = account;
    return { id, email, displayName, personId, roles: await this.accounts.rolesOf(id) };
  }
}

function actorOf({ id, personId, displayName }: AccountEntity, standing: Standing): Actor {
  const { roles, placedUnitIds } = standing;
  return { accountId: id, personId, displayName, roles, placedUnitIds };
}

function tokenOf(request: Request): string | null {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const token = cookies?.[SESSION_COOKIE];
  return typeof token === 'string' && token !== '' ? token : null;
}

/** Follows from the session token, so that it need not be stored and a page that is loaded again can have it. */
function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
