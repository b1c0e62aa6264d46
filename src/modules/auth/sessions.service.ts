import { Inject, Injectable } from '@nestjs/common';
import { type Request } from 'express';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SESSION_COOKIE, SessionSource, type OpenSession } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, notFound } from '../../common/domain-error.js';
import { SharedQuestion } from '../../common/shared-question.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type AccountEntity } from './account.entity.js';
import { AccountsRepository, type NamedRole } from './accounts.repository.js';
import { needsSecondStep } from './second-step/needs-second-step.js';
import { hashOf, newSecret } from './secret.js';
import { type SessionEntity } from './session.entity.js';
import { type OpenStanding, SessionsRepository } from './sessions.repository.js';

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

/** How a session comes to be. */
export interface Beginning {
  readonly method: SessionEntity['method'];
  readonly userAgent: string;
  /** The session at the provider. */
  readonly providerSession?: string | null;
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
  /** Requests that come at the same moment ask for their sessions together. */
  private readonly standings = new SharedQuestion<Buffer, OpenStanding | null>(async (tokenHashes) =>
    this.sessions.standingsByToken(tokenHashes, this.clock.today()),
  );

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }

  /** A new session of an account that has proved who it is. */
  async begin(
    account: AccountEntity,
    { method, userAgent, providerSession = null }: Beginning,
  ): Promise<NewSession> {
    const token = newSecret();
    const csrfToken = csrfTokenOf(token);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.session.absoluteMin * MINUTE_MS);
    await this.sessions.insert({
      accountId: account.id,
      tokenHash: hashOf(token),
      csrfHash: hashOf(csrfToken),
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      userAgent: userAgent.slice(0, 300),
      method,
      providerSession,
    });
    return { token, csrfToken, expiresAt, account: await this.describe(account) };
  }

  async open(request: Request): Promise<OpenSession | null> {
    const token = tokenOf(request);
    if (token === null) return null;
    const found = await this.standings.ask(hashOf(token));
    if (found === null || this.isOver(found)) return null;
    const { sessionId, csrfHash, lastSeenAt, accountId, personId, displayName, roles, placedUnitIds } = found;
    if (found.hasLeft) {
      await this.sessions.endAllOf(accountId);
      return null;
    }
    const now = this.clock.now();
    if (now.getTime() - lastSeenAt.getTime() > TOUCH_EVERY_MS) await this.sessions.touch(sessionId, now);
    return {
      sessionId,
      actor: { accountId, personId, displayName, roles, placedUnitIds },
      missing: this.lacksSecondStep(found) ? 'second-step' : null,
      acceptsCsrfToken: (csrf) => timingSafeEqual(hashOf(csrf), csrfHash),
    };
  }

  /** Whoever may change other people's work needs more than a password. A provider asks for that itself. */
  private lacksSecondStep(found: OpenStanding): boolean {
    if (found.method === 'provider' || found.hasSecondStep) return false;
    return needsSecondStep(found, found.roles, this.config);
  }

  private isOver(session: Pick<SessionEntity, 'lastSeenAt' | 'expiresAt'>): boolean {
    const now = this.clock.now().getTime();
    const idleSince = now - this.config.session.idleMin * MINUTE_MS;
    return session.expiresAt.getTime() <= now || session.lastSeenAt.getTime() <= idleSince;
  }

  /** The account of a request's session, its CSRF token and when it ends. @throws DomainError `not-signed-in` */
  async current(request: Request): Promise<Omit<NewSession, 'token'>> {
    const token = tokenOf(request);
    const found = token === null ? null : await this.sessions.openByToken(hashOf(token));
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

function tokenOf(request: Request): string | null {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const token = cookies?.[SESSION_COOKIE];
  return typeof token === 'string' && token !== '' ? token : null;
}

/** Follows from the session token, so that it need not be stored and a page that is loaded again can have it. */
function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}
