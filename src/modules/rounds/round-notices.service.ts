import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { type Participant, type RoundRow } from './rounds.repository.js';

export type RoundEvent = 'opened' | 'reminder' | 'decided';

/** Mails about rounds. Each goes out once to each person, however often a sweep looks. */
@Injectable()
export class RoundNotices {
  constructor(
    private readonly notices: NoticesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @param linesOf what to say to each of them, a paragraph each. @returns the occasion for `wake`; null: nobody is written to */
  async tell(
    tx: Transaction,
    round: RoundRow,
    event: RoundEvent,
    people: readonly Participant[],
    linesOf: (person: Participant) => readonly string[],
  ): Promise<string | null> {
    const mails = people.flatMap((person) =>
      person.email === null
        ? []
        : [this.mail(round, event, { ...person, email: person.email }, linesOf(person))],
    );
    const count = await this.notices.enqueue(tx, mails);
    return count === 0 ? null : `round-${round.id}-${event}`;
  }

  wake(occasions: readonly (string | null)[]): void {
    for (const occasion of occasions) if (occasion !== null) this.notices.wake(occasion);
  }

  private mail(
    round: RoundRow,
    event: RoundEvent,
    person: Participant & { readonly email: string },
    paragraphs: readonly string[],
  ): NewMail {
    const subject = subjectOf(round, event);
    const link = { text: 'Open my requests', url: `${this.config.publicUrl}/requests` };
    return {
      kind: `round-${event}`,
      dedupeKey: `round:${round.id}:${event}:person:${person.id}`,
      personId: person.id,
      toAddress: person.email,
      subject,
      ...letterBodies({ subject, givenName: person.givenName, paragraphs: [...paragraphs], link }),
      calendar: null,
      messageId: `<round.${round.id}.${event}.${person.id}@${new URL(this.config.publicUrl).hostname}>`,
      createdAt: this.clock.now(),
    };
  }
}

function subjectOf({ rotaName, unitName }: RoundRow, event: RoundEvent): string {
  if (event === 'opened') return `Say when you can work: ${rotaName}, ${unitName}`;
  if (event === 'reminder') return `Your requests for ${rotaName}, ${unitName}, are still missing`;
  return `What came of the shifts that you picked: ${rotaName}, ${unitName}`;
}

/** `Monday 4 January 2027 at 17:00`, by the hospital's clock. */
export function instantInWords(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone: 'Europe/London' })
    .setLocale('en-GB')
    .toFormat("cccc d LLLL yyyy 'at' HH:mm");
}

/** `Monday 4 January 2027` */
export function dateInWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}
