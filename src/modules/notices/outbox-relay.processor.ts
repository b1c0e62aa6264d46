import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Clock } from '../../common/clock.js';
import { Metrics } from '../../common/metrics.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { MailTransport, MailTransportError } from '../../mail/mail-transport.js';
import { nextAttempt } from './back-off.js';
import { type MailEntity } from './mail.entity.js';
import { MAIL_JOBS } from './mail-jobs.js';
import { MailComposers, type MailWords } from './mail-composers.js';
import { MailsRepository } from './mails.repository.js';

const SWEEP_MS = 5000;
const LANES = 4;
const CLAIM_AT_ONCE = 20;
/** Longer than a handful of mails take; a dead process's mails wait so long. */
const LEASE_SECONDS = 30;
const LONGEST_ERROR = 500;

type WrittenMail = MailEntity & MailWords;

function wordsOf({ textBody, htmlBody, calendar }: MailEntity): MailWords | null {
  return textBody === null || htmlBody === null ? null : { textBody, htmlBody, calendar };
}

/**
 * Hands the outbox to the mail transport. At least once: a process that dies between handing over and writing it down leaves
 * a mail that goes out again, the same to the byte.
 */
@Injectable()
export class OutboxRelay implements OnModuleInit {
  private readonly logger = new Logger('Mails');
  private readonly attempts: Counter<'result'>;
  private readonly waiting: Gauge<'state'>;

  constructor(
    private readonly queue: JobQueue,
    private readonly sweeper: Sweeper,
    private readonly mails: MailsRepository,
    private readonly composers: MailComposers,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
    metrics: Metrics,
  ) {
    const registers = [metrics.registry];
    this.attempts = new Counter({
      name: 'rotawright_mail_attempts_total',
      help: 'Attempts to hand a mail over, by result',
      labelNames: ['result'],
      registers,
    });
    this.waiting = new Gauge({
      name: 'rotawright_mails',
      help: 'Mails in the outbox that are not handed over, by state',
      labelNames: ['state'],
      registers,
    });
  }

  onModuleInit(): void {
    this.queue.register(MAIL_JOBS, async (_, { signal }) => this.drain(signal));
    this.sweeper.registerSweep('mails', SWEEP_MS, async (signal) => this.sweep(signal));
  }

  /** Sends until nothing is due. */
  async drain(signal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, async () => this.lane(signal)));
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    const counts = new Map((await this.mails.countByState()).map(({ state, count }) => [state, count]));
    for (const state of ['queued', 'failing', 'failed'] as const)
      this.waiting.set({ state }, counts.get(state) ?? 0);
    if (await this.mails.anyDue()) await this.drain(signal);
  }

  private async lane(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const mails = await this.mails.claim(CLAIM_AT_ONCE, LEASE_SECONDS);
      if (mails.length === 0) return;
      // Each is written down as soon as it is handed over, while the next one is on its way.
      const written: Promise<void>[] = [];
      for (const mail of await this.composed(mails)) {
        if (signal.aborted) break;
        const outcome = await this.send(mail);
        written.push(this.writeDown(mail, outcome));
      }
      await Promise.all(written);
    }
  }

  /**
   * Writes what has only facts yet, and keeps the words before anything is sent, so that a repeat is the same to the byte. What
   * cannot be written is tried again like what cannot be sent.
   */
  private async composed(mails: readonly MailEntity[]): Promise<WrittenMail[]> {
    const made: (MailWords & { id: string })[] = [];
    const written: WrittenMail[] = [];
    for (const mail of mails) {
      try {
        const words = wordsOf(mail);
        if (words === null) made.push({ id: mail.id, ...this.composers.compose(mail.kind, mail.facts) });
        written.push({ ...mail, ...(words ?? made.at(-1)!) });
      } catch (error) {
        await this.writeDown(mail, error as Error);
      }
    }
    if (made.length > 0) await this.mails.composed(made);
    return written;
  }

  /** @returns what went wrong, or null. */
  private async send(mail: WrittenMail): Promise<Error | null> {
    try {
      await this.transport.send({
        messageId: mail.messageId,
        from: this.config.mailFrom,
        to: mail.toAddress,
        subject: mail.subject,
        text: mail.textBody,
        html: mail.htmlBody,
        date: mail.createdAt,
        ...(mail.stopUrl !== null && { stopUrl: mail.stopUrl }),
        ...(mail.calendar !== null && { ics: { content: mail.calendar, method: 'PUBLISH' } }),
      });
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  /** Never throws: what cannot be written down goes out again when the lease is over. */
  private async writeDown(mail: MailEntity, error: Error | null): Promise<void> {
    try {
      await this.note(mail, error);
    } catch (failure) {
      this.logger.error(
        `mail ${mail.id}: its state could not be written down: ${(failure as Error).message}`,
      );
    }
  }

  private async note(mail: MailEntity, error: Error | null): Promise<void> {
    if (error === null) {
      this.attempts.inc({ result: 'handed-over' });
      return this.mails.handedOver(mail.id);
    }
    const permanent = error instanceof MailTransportError && error.permanent;
    const again = permanent ? null : nextAttempt(mail.createdAt, mail.attempts, this.clock.now());
    this.attempts.inc({ result: again === null ? 'failed' : 'failing' });
    this.logger.warn(`mail ${mail.id} was not handed over (attempt ${mail.attempts}): ${error.message}`);
    await this.mails.failed(mail.id, error.message.slice(0, LONGEST_ERROR), again);
  }
}
