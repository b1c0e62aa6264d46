import { Injectable } from '@nestjs/common';
import { type Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { conflict, invalid, type DomainError } from '../../../common/domain-error.js';
import { type Transaction, Transactions } from '../../../database/transactions.js';
import { type AccountEntity } from '../account.entity.js';
import { AccountLog } from '../account-log.service.js';
import { AccountMails } from '../links/account-mails.service.js';
import { hashOf } from '../secret.js';
import { SessionsRepository } from '../sessions.repository.js';
import { newCodeSecret, newRecoveryCodes, plainRecoveryCode, secretForApp, stepOfCode } from './codes.js';
import { SecondStepsRepository } from './second-steps.repository.js';

/** How an account proves that it is more than a password that somebody has learnt. */
export interface SecondStepState {
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
}

/** Codes of an authenticator app, and recovery codes for when it is lost. Each counts once. */
@Injectable()
export class SecondSteps {
  constructor(
    private readonly repository: SecondStepsRepository,
    private readonly sessions: SessionsRepository,
    private readonly mails: AccountMails,
    private readonly log: AccountLog,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async stateOf(accountId: string): Promise<SecondStepState> {
    const step = await this.repository.findProved(accountId);
    const since = step?.confirmedAt ?? null;
    return {
      since,
      recoveryCodesLeft: since === null ? 0 : await this.repository.countRecoveryCodes(accountId),
    };
  }

  /** A secret for the app. It asks for nothing until a code has proved that the app has it. */
  async propose(account: AccountEntity): Promise<{ typed: string; uri: string }> {
    const secret = newCodeSecret();
    if (!(await this.repository.propose(account.id, secret, this.clock.now()))) throw alreadyOn();
    return secretForApp(secret, account.email);
  }

  /**
   * Turns the second step on; every other session ends.
   *
   * @returns recovery codes, which are told this once.
   * @throws DomainError 409 `second-step-not-begun`, `second-step-on`, 400 for a code that is not one of now.
   */
  async confirm(account: AccountEntity, code: string, sessionId: string, actor: Actor): Promise<string[]> {
    const now = this.clock.now();
    const codes = await this.transactions.run(async (tx) => {
      const step = await this.repository.find(account.id, tx);
      if (step === null) {
        throw conflict('second-step-not-begun', 'There is no secret to prove yet; begin setting up again.');
      }
      if (step.confirmedAt !== null) throw alreadyOn();
      const used = stepOfCode(step.secret, code, now);
      if (used === null) throw notOfNow();
      if (!(await this.repository.confirm(tx, step, used, now))) throw alreadyOn();
      await this.sessions.endOthersOf(account.id, sessionId, tx);
      await this.mails.tell(tx, account, 'second-step-on');
      await this.log.note(tx, account.id, actor, 'second-step-on');
      return this.renew(tx, account.id, now);
    });
    this.mails.wake(account.id);
    return codes;
  }

  /** Turns it off. The caller has checked the password. @throws DomainError 409 `second-step-off` */
  async remove(account: AccountEntity, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const step = await this.repository.findProved(account.id, tx);
      await this.repository.remove(tx, account.id);
      if (step === null) throw isOff();
      await this.mails.tell(tx, account, 'second-step-off');
      await this.log.note(tx, account.id, actor, 'second-step-off');
    });
    this.mails.wake(account.id);
  }

  /** New recovery codes; those before count no more. The caller has checked the password. */
  async newCodes(account: AccountEntity, actor: Actor): Promise<string[]> {
    return this.transactions.run(async (tx) => {
      if ((await this.repository.findProved(account.id, tx)) === null) throw isOff();
      await this.log.note(tx, account.id, actor, 'recovery-codes-renewed');
      return this.renew(tx, account.id, this.clock.now());
    });
  }

  /** True for a code of the app, or a recovery code, that has not been used before; it is used by this. */
  async prove(account: AccountEntity, code: string): Promise<boolean> {
    const step = await this.repository.findProved(account.id);
    if (step === null) return false;
    const used = stepOfCode(step.secret, code, this.clock.now());
    if (used !== null) return this.repository.useStep(account.id, used);
    const plain = plainRecoveryCode(code);
    const proved = await this.transactions.run(async (tx) => {
      if (!(await this.repository.useRecoveryCode(tx, account.id, hashOf(plain), this.clock.now())))
        return false;
      await this.mails.tell(tx, account, 'recovery-code-used');
      await this.log.note(tx, account.id, 'system', 'recovery-code-used');
      return true;
    });
    if (proved) this.mails.wake(account.id);
    return proved;
  }

  private async renew(tx: Transaction, accountId: string, now: Date): Promise<string[]> {
    const codes = newRecoveryCodes();
    const hashes = codes.map((code) => hashOf(plainRecoveryCode(code)));
    await this.repository.replaceRecoveryCodes(tx, accountId, hashes, now);
    return codes;
  }
}

function alreadyOn(): DomainError {
  return conflict('second-step-on', 'Codes are asked for already. To use another app, turn them off first.');
}

function isOff(): DomainError {
  return conflict('second-step-off', 'Your sign-in asks for no codes, so there is nothing to change.');
}

function notOfNow(): DomainError {
  return invalid({
    path: 'code',
    message:
      'This is not the code that the app shows now. Type the six digits before they change; if that goes on, set the clock of your phone by the network.',
  });
}
