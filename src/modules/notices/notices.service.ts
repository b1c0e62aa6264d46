import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { type MailEntity } from './mail.entity.js';
import { MAIL_JOBS } from './mail-jobs.js';
import { MailsRepository, type NewMail } from './mails.repository.js';

export type { NewMail } from './mails.repository.js';

/** The outbox: mails are rows first, written in the transaction that wants them. */
@Injectable()
export class NoticesService {
  private toWake: string | null = null;
  private waking: Promise<void> | null = null;

  constructor(
    private readonly mails: MailsRepository,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Puts mails into the outbox; they go out if and only if the transaction is committed. A mail whose `dedupeKey` is known
   * already stands as it is.
   *
   * @returns how many were new.
   */
  async enqueue(tx: Transaction, mails: readonly NewMail[]): Promise<number> {
    return this.mails.insert(tx, mails);
  }

  /**
   * Wakes whoever sends, after the commit, and does not wait for it: who sends sends all that is due, so occasions that come while
   * somebody is woken share the next call, and a sweep finds what nobody was woken for.
   *
   * @param occasion names what the mails are about.
   */
  wake(occasion: string): void {
    this.toWake = occasion;
    this.waking ??= this.wakeAll();
  }

  private async wakeAll(): Promise<void> {
    while (this.toWake !== null) {
      const occasion = this.toWake;
      this.toWake = null;
      await this.queue.wake(MAIL_JOBS, `mails-${occasion}`, { occasion });
    }
    this.waking = null;
  }

  /** The mails whose occasion begins with one of the prefixes. */
  async ofOccasions(prefixes: readonly string[]): Promise<MailEntity[]> {
    return this.mails.byDedupePrefixes(prefixes);
  }
}
