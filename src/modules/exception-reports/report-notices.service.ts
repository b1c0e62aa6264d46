import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import {
  ExceptionReportsRepository,
  type Recipient,
  type ReportRow,
} from './exception-reports.repository.js';
import { type OverdueReport } from './overdue-reports.repository.js';

interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly text: string; readonly url: string };
}

/**
 * Mails about reports. They say neither who reported nor what: mail is read over shoulders. They belong to no person, so that no
 * list of a unit's mails shows them.
 */
@Injectable()
export class ReportNotices {
  constructor(
    private readonly repository: ExceptionReportsRepository,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** To those who have to answer; a concern for safety also to the guardian. */
  async waits(tx: Transaction, row: ReportRow): Promise<void> {
    const words = {
      subject: row.immediateSafetyConcern
        ? 'An exception report with an immediate concern for safety waits'
        : 'An exception report waits for you',
      paragraphs: [
        `Somebody has sent an exception report. The last day for an answer is ${inWords(row.actBy)}.`,
        'Whose report it is you see when you open it; the doctor sees who has opened it. Do not pass on who it is to supervisors or rota coordinators.',
      ],
      link: { text: 'Open the exception reports', url: `${this.config.publicUrl}/exception-reports` },
    };
    await this.send(tx, row, await this.repository.accountsWith(tx, rolesOf(row)), words);
  }

  /** To the same, once its last day is over. @returns how many are told */
  async overdue(tx: Transaction, row: OverdueReport): Promise<number> {
    const to = await this.repository.accountsWith(tx, rolesOf(row));
    const words = {
      subject: row.immediateSafetyConcern
        ? 'An exception report with an immediate concern for safety is overdue'
        : 'An exception report is overdue',
      paragraphs: [
        `An exception report waits for an answer. The last day for it was ${inWords(row.actBy)}.`,
        'Whose report it is you see when you open it; the doctor sees who has opened it. Do not pass on who it is to supervisors or rota coordinators.',
      ],
      link: { text: 'Open the exception reports', url: `${this.config.publicUrl}/exception-reports` },
    };
    await this.send(tx, row, to, words, 'exception-report-overdue');
    return to.length;
  }

  /** To the doctor. */
  async answered(tx: Transaction, row: ReportRow): Promise<void> {
    const doctor = await this.repository.accountOf(tx, row.personId);
    const words = {
      subject: 'There is an answer for you',
      paragraphs: ['Something that you have sent has been answered. Sign in to read the answer.'],
      link: { text: 'Read the answer', url: `${this.config.publicUrl}/my-exception-reports` },
    };
    await this.send(tx, row, doctor === null ? [] : [doctor], words);
  }

  /** After the commit. */
  wake(id: string): void {
    this.notices.wake(`exception-report-${id}`);
  }

  private async send(
    tx: Transaction,
    { id, version }: Pick<ReportRow, 'id' | 'version'>,
    to: readonly Recipient[],
    words: Words,
    about = 'exception-report',
  ): Promise<void> {
    const host = new URL(this.config.publicUrl).hostname;
    const mails = to.map((each): NewMail => {
      return {
        kind: 'exception-report',
        dedupeKey: `${about}:${id}:${version}:${each.id}`,
        personId: null,
        toAddress: each.email,
        subject: words.subject,
        ...letterBodies({ givenName: each.displayName, ...words }),
        calendar: null,
        messageId: `<${about}.${id}.${version}.${each.id}@${host}>`,
        createdAt: this.clock.now(),
      };
    });
    await this.notices.enqueue(tx, mails);
  }
}

/** Who has to answer, and who has to know that somebody is in danger. */
function rolesOf({ state, route, immediateSafetyConcern }: OverdueReport): string[] {
  const first = state === 'escalated' ? 'guardian' : route;
  return immediateSafetyConcern ? [first, 'guardian'] : [first];
}

/** `Wednesday 5 August 2026` */
function inWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}
