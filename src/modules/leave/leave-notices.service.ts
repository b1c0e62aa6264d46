import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { letterBodies } from '../notices/letter.js';
import { NoticesService } from '../notices/notices.service.js';
import { PeopleService } from '../people/people.service.js';
import { type RequestRow } from './leave-requests.repository.js';
import { periodInWords } from './reckoning/words.js';

/** What a coordinator did with leave that its owner has to know of. */
export type LeaveEvent = 'approved' | 'refused' | 'cancelled';

const TITLES: Readonly<Record<LeaveEvent, string>> = {
  approved: 'Your leave is approved',
  refused: 'Your leave is refused',
  cancelled: 'Your leave is cancelled',
};

/** Mails about leave that somebody else decided upon. What the reader did themselves, the portal has told them. */
@Injectable()
export class LeaveNotices {
  constructor(
    private readonly notices: NoticesService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @returns the occasion to wake the mails with, after the commit; null when there is nobody to write to. */
  async tell(
    tx: Transaction,
    { id, personId, firstDate, lastDate }: RequestRow,
    event: LeaveEvent,
    { reason, lostShifts }: { readonly reason: string; readonly lostShifts: number },
  ): Promise<string | null> {
    const [person] = await this.people.byIds([personId], tx);
    if (person === undefined || person.email === null) return null;
    const subject = TITLES[event];
    const paragraphs = [
      `It is about your leave of ${periodInWords(firstDate, lastDate)}.`,
      ...(reason === '' ? [] : [`The reason given: ${reason}`]),
      ...(lostShifts === 0
        ? []
        : ['Your shifts on these days are not yours any more; your rota is mailed to you.']),
      ...(event === 'approved' ? [] : ['You can ask for other days.']),
    ];
    const link = { text: 'See your leave', url: `${this.config.publicUrl}/leave` };
    const count = await this.notices.enqueue(tx, [
      {
        kind: `leave-${event}`,
        dedupeKey: `leave:${id}:${event}:person:${personId}`,
        personId,
        toAddress: person.email,
        subject,
        ...letterBodies({ subject, givenName: person.givenName, paragraphs, link }),
        calendar: null,
        messageId: `<leave.${id}.${event}@${new URL(this.config.publicUrl).hostname}>`,
        createdAt: this.clock.now(),
      },
    ]);
    return count === 0 ? null : `leave-${id}-${event}`;
  }

  wake(occasions: readonly (string | null)[]): void {
    for (const occasion of occasions) if (occasion !== null) this.notices.wake(occasion);
  }
}
