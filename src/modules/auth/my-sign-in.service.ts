import { Inject, Injectable } from '@nestjs/common';
import { type OpenSession } from '../../common/actor.js';
import { conflict, notFound } from '../../common/domain-error.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { Transactions } from '../../database/transactions.js';
import { type AccountEntity } from './account.entity.js';
import { AccountLog } from './account-log.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountMails } from './links/account-mails.service.js';
import { type MySignInDto } from './my-sign-in.dto.js';
import { PasswordService } from './password.service.js';
import { needsSecondStep } from './second-step/needs-second-step.js';
import { SecondSteps } from './second-step/second-steps.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInService } from './sign-in.service.js';

/** What its owner can see and change of a sign-in. What makes it weaker asks for the password again. */
@Injectable()
export class MySignIn {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: PasswordService,
    private readonly signIns: SignInService,
    private readonly secondSteps: SecondSteps,
    private readonly mails: AccountMails,
    private readonly log: AccountLog,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async get({ actor }: OpenSession): Promise<MySignInDto> {
    const account = await this.accountOf(actor.accountId);
    const { since, recoveryCodesLeft } = await this.secondSteps.stateOf(account.id);
    return {
      email: account.email,
      hasPassword: account.passwordHash !== null,
      hasProvider: account.providerSubject !== null,
      secondStepSince: since?.toISOString() ?? null,
      recoveryCodesLeft,
      secondStepRequired: needsSecondStep(account, actor.roles, this.config),
    };
  }

  /** Sets another password; every other session of the account ends. @throws DomainError 400, 409 `account-locked`, `no-password` */
  async changePassword({ actor, sessionId }: OpenSession, password: string, chosen: string): Promise<void> {
    const account = await this.proved(actor.accountId, password);
    const about = [account.displayName, account.email];
    const passwordHash = await this.passwords.hashChosen(chosen, about, 'newPassword');
    await this.transactions.run(async (tx) => {
      const locked = await this.accounts.lock(account.id, tx);
      if (locked === null) throw notFound('account', account.id);
      await this.accounts.save(Object.assign(locked, { passwordHash }), tx);
      await this.sessions.endOthersOf(account.id, sessionId, tx);
      await this.mails.tell(tx, account, 'password-set');
      await this.log.note(tx, account.id, actor, 'password-changed');
    });
    this.mails.wake(account.id);
  }

  async proposeSecondStep(
    { actor }: OpenSession,
    password: string,
  ): Promise<{ secret: string; uri: string }> {
    const { typed, uri } = await this.secondSteps.propose(await this.proved(actor.accountId, password));
    return { secret: typed, uri };
  }

  async confirmSecondStep({ actor, sessionId }: OpenSession, code: string): Promise<string[]> {
    return this.secondSteps.confirm(await this.accountOf(actor.accountId), code, sessionId, actor);
  }

  async removeSecondStep({ actor }: OpenSession, password: string): Promise<void> {
    await this.secondSteps.remove(await this.proved(actor.accountId, password), actor);
  }

  async newRecoveryCodes({ actor }: OpenSession, password: string): Promise<string[]> {
    return this.secondSteps.newCodes(await this.proved(actor.accountId, password), actor);
  }

  private async proved(accountId: string, password: string): Promise<AccountEntity> {
    const account = await this.accountOf(accountId);
    if (account.passwordHash === null) {
      throw conflict(
        'no-password',
        "Your sign-in has no password here: the trust's own sign-in looks after it, and after its second step.",
      );
    }
    await this.signIns.assertPassword(account, password, 'password');
    return account;
  }

  private async accountOf(id: string): Promise<AccountEntity> {
    const account = await this.accounts.byId(id);
    if (account === null) throw notFound('account', id);
    return account;
  }
}
