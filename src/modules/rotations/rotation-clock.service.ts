import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { UnitsService } from '../units/units.service.js';
import { daysLeft, STEP_NAMES, WEEKS_BEFORE } from './notice-clock.js';
import { type OnTimeShareDto } from './rotation.dto.js';
import { onTimeShare } from './rotation-views.js';
import { type DeadlineRow, RotationsRepository } from './rotations.repository.js';

const SWEEP_MS = 60_000;
/** Reminders leave from seven in the morning on, by the hospital's clock. */
const FROM_HOUR = 7;
/** A service that was down on the day still reminds within a week. */
const CATCH_UP_DAYS = 7;

/** Sees what is done, and reminds on the day whoever answers for what is not. */
@Injectable()
export class RotationClockService implements OnModuleInit {
  constructor(
    private readonly repository: RotationsRepository,
    private readonly units: UnitsService,
    private readonly notices: NoticesService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('rotations', SWEEP_MS, async () => {
      await this.sweep();
    });
  }

  /** How many deadlines were kept, by unit and over time. */
  async onTimeShare(): Promise<OnTimeShareDto> {
    return onTimeShare(await this.repository.deadlines(null), this.clock.today(await this.timeZone()));
  }

  /** @returns how many mails were written: one a deadline and its day, however often this runs. */
  async sweep(): Promise<number> {
    const timeZone = await this.timeZone();
    await this.transactions.run(async (tx) => this.repository.noteDone(tx, timeZone));
    const now = DateTime.fromJSDate(this.clock.now(), { zone: timeZone });
    if (now.hour < FROM_HOUR) return 0;
    const [today, from] = [now.toISODate() ?? '', now.minus({ days: CATCH_UP_DAYS }).toISODate() ?? ''];
    const count = await this.transactions.run(async (tx) => {
      const due = await this.repository.toRemind(tx, from, today);
      const written = await this.notices.enqueue(
        tx,
        due.map((row) => this.mail(row, today)),
      );
      await this.repository.reminded(
        tx,
        due.map(({ id }) => id),
        this.clock.now(),
      );
      return written;
    });
    if (count > 0) this.notices.wake(`rotations-${today}`);
    return count;
  }

  /** Without an organisation there are no rotations yet. */
  private async timeZone(): Promise<string> {
    return this.units.onlyOrganisation().then(
      ({ timeZone }) => timeZone,
      () => 'Europe/London',
    );
  }

  private mail(row: DeadlineRow, today: string): NewMail {
    const { id, rotationId, programme, unitName, step, ownerName, ownerEmail } = row;
    const late = -daysLeft(row.dueDate, today);
    const weeks = WEEKS_BEFORE[step];
    const subject =
      late === 0
        ? `Due today: ${STEP_NAMES[step].toLowerCase()}, ${unitName}`
        : `Overdue: ${STEP_NAMES[step].toLowerCase()}, ${unitName}`;
    const paragraphs = [
      `${programme} begins in ${unitName} on ${inWords(row.startDate)}. "${STEP_NAMES[step]}" is due ${weeks} weeks before, on ${inWords(row.dueDate)}${late === 0 ? ', which is today' : `: ${late} ${late === 1 ? 'day' : 'days'} ago`}.`,
      'It is not done yet, as far as this service knows. You are asked because you answer for it.',
    ];
    const link = { text: 'Open the rotation', url: `${this.config.publicUrl}/rotations/${rotationId}` };
    return {
      kind: 'rotation-reminder',
      dedupeKey: `rotation-deadline:${id}:${row.dueDate}`,
      personId: null,
      toAddress: ownerEmail,
      subject,
      ...letterBodies({ subject, givenName: ownerName, paragraphs, link }),
      calendar: null,
      messageId: `<rotation.${id}.${row.dueDate}@${new URL(this.config.publicUrl).hostname}>`,
      createdAt: this.clock.now(),
    };
  }
}

/** `Wednesday 5 August 2026` */
function inWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}
