import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { type Transaction, Transactions } from '../../../database/transactions.js';
import { JobQueue, type JobName } from '../../../jobs/job-queue.js';
import { Sweeper } from '../../../jobs/sweeper.js';
import { AccountsRepository } from '../accounts.repository.js';
import { AccountMails } from './account-mails.service.js';
import { PasswordLinks } from './password-links.service.js';
import { PasswordLinksRepository } from './password-links.repository.js';

const RESET_JOBS: JobName<object> = 'password-resets';
const SWEEP_MS = 15_000;
const HOUR_MS = 3_600_000;
/** More mails would only fill somebody else's inbox. */
const LINKS_AN_HOUR = 5;

/**
 * Forgotten passwords. Asking only writes down the address, so that the answer and its time are the same whoever it belongs
 * to; whether there is such an account is looked up by a worker.
 */
@Injectable()
export class PasswordResets implements OnModuleInit {
  constructor(
    private readonly requests: PasswordLinksRepository,
    private readonly accounts: AccountsRepository,
    private readonly links: PasswordLinks,
    private readonly mails: AccountMails,
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(RESET_JOBS, async (_, { signal }) => this.drain(signal));
    this.sweeper.registerSweep(RESET_JOBS, SWEEP_MS, async (signal) => this.drain(signal));
  }

  async ask(email: string): Promise<void> {
    await this.requests.ask(email.trim().toLowerCase(), this.clock.now());
    await this.queue.wake(RESET_JOBS, 'password-resets', {});
  }

  private async drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const done = await this.transactions.run(async (tx) => this.takeOne(tx));
      if (done === 'none') return;
      if (done !== null) this.mails.wake(done);
    }
  }

  /** @returns the account to which something was mailed; null for an address of nobody */
  private async takeOne(tx: Transaction): Promise<string | null> {
    const request = await this.requests.takeRequest(tx);
    if (request === null) return 'none';
    const known = await this.accounts.byEmail(request.email, tx);
    const account = known === null ? null : await this.accounts.lock(known.id, tx);
    if (account?.active !== true) return null;
    if (await this.accounts.hasLeft(account.id, this.clock.today(), tx)) return null;
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    if ((await this.requests.countSince(tx, account.id, since)) >= LINKS_AN_HOUR) return null;
    if (account.passwordHash === null && account.providerSubject !== null) {
      await this.mails.sendProviderHint(tx, account);
    } else {
      await this.links.issue(tx, account, account.passwordHash === null ? 'activation' : 'reset', 'system');
    }
    return account.id;
  }
}
