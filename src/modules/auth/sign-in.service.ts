import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DomainError, invalid } from '../../common/domain-error.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type AccountEntity } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { PasswordService } from './password.service.js';
import { SecondSteps } from './second-step/second-steps.service.js';
import { type NewSession, SessionsService } from './sessions.service.js';

const MINUTE_MS = 60_000;

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; only where the account has a second step. */
  readonly code?: string;
  readonly userAgent: string;
}

/** Signing in with a password, and with a code where the account asks for one. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: PasswordService,
    private readonly secondSteps: SecondSteps,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Signs in. An unknown address, a wrong password, a locked and an ended account are answered alike, after the same work.
   * Only who has the password learns whether a code is asked for.
   *
   * @throws DomainError 401 `wrong-credentials`, `second-step-needed`, `wrong-code`
   */
  async signIn(credentials: Credentials): Promise<NewSession> {
    const email = credentials.email.trim().toLowerCase();
    const account = await this.accounts.byEmail(email);
    const matches = await this.passwords.matches(account?.passwordHash ?? null, credentials.password);
    if (account === null || !matches || !(await this.maySignIn(account))) {
      if (account === null || !this.isLocked(account)) await this.countFailure(email);
      throw this.wrongCredentials();
    }
    await this.assertSecondStep(account, credentials.code);
    await this.accounts.forgetFailures(account.id);
    return this.sessions.begin(account, { method: 'password', userAgent: credentials.userAgent });
  }

  /** For what somebody who is signed in may do only with their password. @throws DomainError 400, 409 `account-locked` */
  async assertPassword(account: AccountEntity, password: string, path: string): Promise<void> {
    const matches = await this.passwords.matches(account.passwordHash, password);
    if (this.isLocked(account)) {
      throw new DomainError({
        kind: 'conflict',
        code: 'account-locked',
        message: `Too many wrong passwords; wait ${this.config.limits.lockMin} minutes and try again.`,
      });
    }
    if (matches) return this.accounts.forgetFailures(account.id);
    await this.countFailure(account.email);
    throw invalid({ path, message: 'This is not your password; type the one that you sign in with.' });
  }

  private async assertSecondStep(account: AccountEntity, code: string | undefined): Promise<void> {
    const { since } = await this.secondSteps.stateOf(account.id);
    if (since === null) return;
    if (code === undefined) {
      throw refused(
        'second-step-needed',
        'Type the code that your authenticator app shows, or one of your recovery codes.',
      );
    }
    if (await this.secondSteps.prove(account, code)) return;
    await this.countFailure(account.email);
    throw refused(
      'wrong-code',
      'This code is wrong, has run out or was used before. Wait for the next one in your app, or use a recovery code.',
    );
  }

  private async maySignIn(account: AccountEntity): Promise<boolean> {
    if (!account.active || this.isLocked(account)) return false;
    return !(await this.accounts.hasLeft(account.id, this.clock.today()));
  }

  private isLocked({ lockedUntil }: AccountEntity): boolean {
    return lockedUntil !== null && lockedUntil > this.clock.now();
  }

  /** Not while the account is locked: a lock that ran on with every attempt would never end under attack. */
  private async countFailure(email: string): Promise<void> {
    const { failuresBeforeLock, lockMin } = this.config.limits;
    const lockUntil = new Date(this.clock.now().getTime() + lockMin * MINUTE_MS);
    await this.accounts.countFailure(email, failuresBeforeLock, lockUntil);
  }

  private wrongCredentials(): DomainError {
    return refused(
      'wrong-credentials',
      `The email address or the password is wrong, or the account is locked for ${this.config.limits.lockMin} minutes after too many attempts. Check both, or wait and try again.`,
    );
  }
}

function refused(code: string, message: string): DomainError {
  return new DomainError({ kind: 'not-signed-in', code, message });
}
