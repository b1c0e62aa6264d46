import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { type MailPreferencesEntity } from '../mail-preferences/mail-preferences.entity.js';
import { MailPreferences } from '../mail-preferences/mail-preferences.service.js';
import { isQuiet, lastAt, nextAfter } from '../mail-preferences/quiet-hours.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { type Reader, DigestsRepository } from './digests.repository.js';
import { openShiftInWords } from './open-shift-words.js';
import { VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import { OpenShiftVerdicts } from './verdicts.service.js';

const SWEEP_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A shift that begins sooner after the next mail than this would come too late to plan for. */
const ENOUGH_NOTICE_MS = 12 * HOUR_MS;
/** However many shifts fall open, such mails come no oftener. */
const URGENT_EVERY_MS = 2 * HOUR_MS;
const MOST_IN_A_MAIL = 30;

/** Tells people of the open shifts that they can work, in one mail. */
@Injectable()
export class DigestsService implements OnModuleInit {
  private readonly logger = new Logger('OpenShiftMails');

  constructor(
    private readonly digests: DigestsRepository,
    private readonly vacancies: VacanciesRepository,
    private readonly verdicts: OpenShiftVerdicts,
    private readonly preferences: MailPreferences,
    private readonly notices: NoticesService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('open-shift-mails', SWEEP_MS, async (signal) => this.sweep(signal));
  }

  /** Everybody whose mail is due. */
  async sweep(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const readers = await this.digests.readers(now);
    const wants = await this.preferences.of(readers.map(({ personId }) => personId));
    for (const reader of readers) {
      if (signal.aborted) return;
      const own = wants.get(reader.personId);
      if (own === undefined || !isDue(reader, own, now)) continue;
      try {
        await this.tell(reader, own, now);
      } catch (error) {
        // The others are told all the same; this one is tried again with the next sweep.
        this.logger.error(`open shifts for ${reader.personId}: ${(error as Error).message}`);
      }
    }
  }

  private async tell(reader: Reader, own: MailPreferencesEntity, now: Date): Promise<void> {
    const { personId } = reader;
    const rows = await this.vacancies.byIds(reader.vacancyIds.slice(0, MOST_IN_A_MAIL));
    const verdicts = await this.verdicts.of(rows, personId);
    const able = rows.filter((_, k) => verdicts[k]!.able);
    const told = await this.transactions.run(async (tx) => {
      if (!(await this.digests.look(tx, personId, reader.lookedAt, now)) || able.length === 0) return false;
      await this.digests.offered(
        tx,
        personId,
        able.map(({ id }) => id),
        now,
      );
      await this.notices.enqueue(tx, [this.mail(reader, able, own, now)]);
      return true;
    });
    if (told) this.notices.wake(`open-shifts-${personId}-${now.getTime()}`);
  }

  private mail(reader: Reader, able: readonly VacancyRow[], own: MailPreferencesEntity, now: Date): NewMail {
    const { personId, givenName, email, timeZone } = reader;
    const { publicUrl } = this.config;
    const subject =
      able.length === 1 ? 'An open shift that you can work' : `${able.length} open shifts that you can work`;
    const stopUrl = this.preferences.stopUrl(own, 'offers');
    const letter = {
      subject,
      givenName,
      paragraphs: [
        'You are free for these shifts, and working them is within the rules. Where the first who can gets a shift, it may be gone when you look.',
      ],
      items: able.map((row) => ({
        text: openShiftInWords(row, timeZone),
        url: `${publicUrl}/open-shifts/${row.id}`,
      })),
      link: { text: 'See all open shifts', url: `${publicUrl}/open-shifts` },
      stop: { text: 'Stop mails about open shifts', url: stopUrl },
    };
    const occasion = `open-shifts.${personId}.${now.getTime()}`;
    return {
      kind: 'open-shifts',
      dedupeKey: occasion,
      personId,
      toAddress: email,
      subject,
      ...letterBodies(letter),
      calendar: null,
      messageId: `<${occasion}@${new URL(publicUrl).hostname}>`,
      createdAt: now,
      stopUrl,
    };
  }
}

/** At the time of day that the person has chosen; sooner where a shift begins soon after; never in their quiet hours. */
function isDue(
  { lookedAt, firstStartsAt, timeZone }: Reader,
  own: MailPreferencesEntity,
  now: Date,
): boolean {
  if (isQuiet(own, now, timeZone)) return false;
  const slot = lastAt(own.digestAtMin, now, timeZone);
  // Whoever was never looked at waits for the next time of day, too.
  if (lookedAt !== null && lookedAt < slot) return true;
  if (lookedAt === null && now.getTime() - slot.getTime() < HOUR_MS) return true;
  const next = nextAfter(slot, timeZone);
  const urgent = firstStartsAt.getTime() < next.getTime() + ENOUGH_NOTICE_MS;
  return urgent && (lookedAt === null || now.getTime() - lookedAt.getTime() >= URGENT_EVERY_MS);
}
