import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { type MailPreferencesEntity } from '../mail-preferences/mail-preferences.entity.js';
import { MailPreferences } from '../mail-preferences/mail-preferences.service.js';
import { isQuiet, reminderDue } from '../mail-preferences/quiet-hours.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { type ComingShift, reminderKey, RemindersRepository } from './reminders.repository.js';

const SWEEP_MS = 60_000;
const LONGEST_HOURS = 72;
/** The quiet hours may bring a reminder forward by up to a day. */
const LOOK_HOURS = LONGEST_HOURS + 24;

/** Reminds people of the shifts that are published for them. */
@Injectable()
export class RemindersService implements OnModuleInit {
  constructor(
    private readonly reminders: RemindersRepository,
    private readonly preferences: MailPreferences,
    private readonly notices: NoticesService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('reminders', SWEEP_MS, async () => this.sweep());
  }

  /** Puts what is due into the outbox, each reminder once. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    const shifts = await this.reminders.coming(now, LOOK_HOURS);
    const wants = await this.preferences.of([...new Set(shifts.map(({ personId }) => personId))]);
    const mails = shifts.flatMap((shift) => {
      const own = wants.get(shift.personId);
      return own !== undefined && isDue(shift, own, now) ? [this.mail(shift, own, now)] : [];
    });
    const count = await this.transactions.run(async (tx) => this.notices.enqueue(tx, mails));
    if (count > 0) this.notices.wake(`reminders-${now.getTime()}`);
  }

  private mail(shift: ComingShift, own: MailPreferencesEntity, now: Date): NewMail {
    const { publicUrl } = this.config;
    const { personId, givenName, email, timeZone, unitName } = shift;
    const begins = DateTime.fromJSDate(shift.startsAt, { zone: timeZone }).setLocale('en-GB');
    const ends = DateTime.fromJSDate(shift.endsAt, { zone: timeZone });
    const what = `${shift.shiftName} (${shift.shiftCode})`;
    const subject = `Your next shift: ${what}, ${begins.toFormat('cccc d LLLL, HH:mm')}`;
    const stopUrl = this.preferences.stopUrl(own, 'reminders');
    const when = `${begins.toFormat('cccc d LLLL yyyy, HH:mm')} to ${ends.toFormat('HH:mm')}`;
    const letter = {
      subject,
      givenName,
      paragraphs: [
        `You work ${what} in ${unitName} on ${when}.`,
        'If you cannot, tell your rota coordinator now.',
      ],
      link: {
        text: 'See the shift, swap it or give it away',
        url: `${publicUrl}/my-rota/shifts/${shift.assignmentId}`,
      },
      stop: { text: 'Stop reminders', url: stopUrl },
    };
    const key = reminderKey(shift);
    return {
      kind: 'reminder',
      dedupeKey: key,
      personId,
      toAddress: email,
      subject,
      ...letterBodies(letter),
      calendar: null,
      messageId: `<${key.replaceAll(':', '.')}@${new URL(publicUrl).hostname}>`,
      createdAt: now,
      stopUrl,
    };
  }
}

/** Whoever was told of the shift after its reminder was due knows already. */
function isDue(
  { startsAt, timeZone, publishedAt }: ComingShift,
  own: MailPreferencesEntity,
  now: Date,
): boolean {
  const due = reminderDue(startsAt, own, timeZone);
  return due <= now && publishedAt < due && !isQuiet(own, now, timeZone);
}
