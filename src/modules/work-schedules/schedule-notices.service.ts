import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { type PersonEntity } from '../people/person.entity.js';
import { dateInWords } from '../rotas/problem/rota-clock.js';
import { type ScheduleChange } from './document/differences.js';

/** Changes that a mail names; the page has them all. */
const CHANGES_NAMED = 5;

/** A version that was issued. */
export interface IssuedVersion {
  readonly scheduleId: string;
  readonly number: number;
  readonly person: Pick<PersonEntity, 'id' | 'givenName' | 'email'>;
  readonly unitName: string;
  readonly firstDate: string;
  readonly changes: readonly ScheduleChange[];
}

/** Tells doctors that their work schedule is there. */
@Injectable()
export class ScheduleNotices {
  constructor(
    private readonly notices: NoticesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @returns how many mails were written: whoever has no address gets none. */
  async tell(tx: Transaction, issued: readonly IssuedVersion[]): Promise<number> {
    const mails = issued.flatMap((each) => {
      const { email } = each.person;
      return email === null ? [] : [this.mail(each, email)];
    });
    return this.notices.enqueue(tx, mails);
  }

  /** After the commit. */
  wake(unitId: string): void {
    this.notices.wake(`work-schedules-${unitId}`);
  }

  private mail(
    { scheduleId, number, person, unitName, firstDate, changes }: IssuedVersion,
    email: string,
  ): NewMail {
    const again = number > 1;
    const subject = again ? `Your work schedule has changed: ${unitName}` : `Your work schedule: ${unitName}`;
    const named = changes.slice(0, CHANGES_NAMED).map(({ what }) => what);
    const more = changes.length - named.length;
    const paragraphs = [
      `Your work schedule for ${unitName} from ${dateInWords(firstDate)} ${again ? 'has changed' : 'is ready'}.`,
      ...(named.length > 0
        ? [`What changed: ${named.join('; ')}${more > 0 ? ` and ${more} more` : ''}.`]
        : []),
      'Please read it and confirm that you have received it. Confirming does not mean that you agree with it.',
    ];
    const link = {
      text: 'Read your work schedule',
      url: `${this.config.publicUrl}/my-work-schedules/${scheduleId}`,
    };
    return {
      kind: 'work-schedule-issued',
      dedupeKey: `work-schedule:${scheduleId}:${number}`,
      personId: person.id,
      toAddress: email,
      subject,
      ...letterBodies({ subject, givenName: person.givenName, paragraphs, link }),
      calendar: null,
      messageId: `<work-schedule.${scheduleId}.${number}@${new URL(this.config.publicUrl).hostname}>`,
      createdAt: this.clock.now(),
    };
  }
}
