import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { letterBodies } from '../notices/letter.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { PeopleService } from '../people/people.service.js';
import { openShiftInWords } from './open-shift-words.js';
import { VacanciesRepository, type VacancyRow } from './vacancies.repository.js';

const ALTERNATIVES = 5;

/** What became of an open shift for which somebody waited in vain. */
export type Loss = 'given to somebody else' | 'withdrawn' | 'begun without being given to anybody';

/** Tells those whose claim waited and came to nothing, at once, with what else is open for them. */
@Injectable()
export class OpenShiftNotices {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly notices: NoticesService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @returns the occasion to wake the mails with, after the commit; null when there is nobody to tell. */
  async tell(
    tx: Transaction,
    vacancy: VacancyRow,
    personIds: readonly string[],
    loss: Loss,
  ): Promise<string | null> {
    if (personIds.length === 0) return null;
    const mails: NewMail[] = [];
    const timeZone = await this.vacancies.timeZoneOf(tx, vacancy.unitId);
    for (const { id, givenName, email } of await this.people.byIds(personIds, tx)) {
      if (email === null) continue;
      const others = await this.vacancies.alternatives(id, this.clock.now(), ALTERNATIVES, tx);
      const open = others.filter((other) => other.id !== vacancy.id);
      mails.push(this.mail({ id, givenName, email, timeZone }, vacancy, loss, open));
    }
    const count = await this.notices.enqueue(tx, mails);
    return count === 0 ? null : `vacancy-lost-${vacancy.id}`;
  }

  wake(occasion: string | null): void {
    if (occasion !== null) this.notices.wake(occasion);
  }

  private mail(
    person: { id: string; givenName: string; email: string; timeZone: string },
    vacancy: VacancyRow,
    loss: Loss,
    others: readonly VacancyRow[],
  ): NewMail {
    const { publicUrl } = this.config;
    const { timeZone } = person;
    const subject = 'You did not get the open shift that you asked for';
    const further = others.length === 0 ? 'Nothing else is open for you at the moment.' : 'Open for you are:';
    const letter = {
      subject,
      givenName: person.givenName,
      paragraphs: [`It was about ${openShiftInWords(vacancy, timeZone)}. It was ${loss}.`, further],
      items: others.map((row) => ({
        text: openShiftInWords(row, timeZone),
        url: `${publicUrl}/open-shifts/${row.id}`,
      })),
      link: { text: 'See all open shifts', url: `${publicUrl}/open-shifts` },
    };
    return {
      kind: 'open-shift-lost',
      dedupeKey: `vacancy:${vacancy.id}:lost:${vacancy.version}:person:${person.id}`,
      personId: person.id,
      toAddress: person.email,
      subject,
      ...letterBodies(letter),
      calendar: null,
      messageId: `<vacancy.${vacancy.id}.lost.${person.id}@${new URL(publicUrl).hostname}>`,
      createdAt: this.clock.now(),
    };
  }
}
