import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { PeopleService } from '../people/people.service.js';
import { type LegRow, type WholeSwap } from './swaps.repository.js';

/** What happened to a swap that somebody has to know of, because they can do something about it. */
export type SwapEvent = 'asked' | 'declined' | 'overtaken' | 'refused' | 'expired';

const TITLES: Readonly<Record<SwapEvent, string>> = {
  asked: 'You are asked to swap a shift',
  declined: 'Your swap was declined',
  overtaken: 'Your swap is no longer possible',
  refused: 'Your coordinator refused your swap',
  expired: 'Your swap was not answered in time',
};

/** Mails about swaps. Nothing changes by opening their links. */
@Injectable()
export class SwapNotices {
  constructor(
    private readonly notices: NoticesService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Those who have to answer; whoever asks knows already. */
  async ask(tx: Transaction, whole: WholeSwap): Promise<string | null> {
    const asked = whole.parties.filter(({ answer }) => answer === 'asked').map(({ personId }) => personId);
    return this.send(tx, whole, asked, 'asked');
  }

  /** Whoever asked for the swap. */
  async tellRequester(tx: Transaction, whole: WholeSwap, event: SwapEvent): Promise<string | null> {
    return this.send(tx, whole, [whole.swap.requestedBy], event);
  }

  /** After the commit. */
  wake(occasions: readonly (string | null)[]): void {
    for (const occasion of occasions) if (occasion !== null) this.notices.wake(occasion);
  }

  private async send(
    tx: Transaction,
    whole: WholeSwap,
    personIds: readonly string[],
    event: SwapEvent,
  ): Promise<string | null> {
    const people = await this.people.byIds(personIds, tx);
    const mails = people.flatMap(({ id, givenName, email }) =>
      email === null ? [] : [this.mail(whole, { id, givenName, email }, event)],
    );
    const count = await this.notices.enqueue(tx, mails);
    return count === 0 ? null : `swap-${whole.swap.id}-${event}`;
  }

  private mail(
    { swap, legs }: WholeSwap,
    person: { id: string; givenName: string; email: string },
    event: SwapEvent,
  ): NewMail {
    const subject = TITLES[event];
    const hopes = legs.map(legInWords);
    const why = event === 'refused' || event === 'declined' ? swap.decisionReason : '';
    const paragraphs = [
      `${event === 'asked' ? 'This is asked for' : 'It was about'}: ${hopes.join('; ')}.`,
      ...(swap.note === '' || event !== 'asked' ? [] : [`${legs[0]?.fromGivenName} writes: ${swap.note}`]),
      ...(why === '' ? [] : [`The reason given: ${why}`]),
      event === 'asked' ? 'Nothing changes unless everybody agrees.' : 'Your shifts stay as they are.',
    ];
    const link = {
      text: event === 'asked' ? 'Accept or decline' : 'See other ways to hand the shift on',
      url: `${this.config.publicUrl}/swaps/${swap.id}`,
    };
    return {
      kind: `swap-${event}`,
      dedupeKey: `swap:${swap.id}:${event}:person:${person.id}`,
      personId: person.id,
      toAddress: person.email,
      subject,
      ...letterBodies({ subject, givenName: person.givenName, paragraphs, link }),
      calendar: null,
      messageId: `<swap.${swap.id}.${event}.${person.id}@${new URL(this.config.publicUrl).hostname}>`,
      createdAt: this.clock.now(),
    };
  }
}

/** `Sam's Night (N) on Monday 3 August 2026 in Ward A to Jo` */
export function legInWords(leg: LegRow): string {
  const day = DateTime.fromISO(leg.date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
  const to = leg.toGivenName ?? 'whoever can take it';
  return `${leg.fromGivenName}'s ${leg.shiftName} (${leg.shiftCode}) on ${day} in ${leg.unitName} to ${to}`;
}
