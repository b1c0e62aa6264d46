import { type MailWords } from '../../notices/mail-composers.js';
import { calendarPart } from './calendar-part.js';
import { type MailOccasion, rotaMail } from './mail-content.js';
import { type PersonNotice, type PublishedShift } from './publication-diff.js';

/** The kind of the mails that tell people of a publication. */
export const ROTA_MAIL = 'rota-published';

/** What such a mail is about: all of it as it was at that publication, so that nothing has to be looked up later. */
export interface RotaMailFacts {
  readonly occasion: MailOccasion;
  readonly publishedAt: Date;
  readonly givenName: string;
  readonly notice: PersonNotice;
}

/** @param facts `RotaMailFacts` that have been JSON. */
export function composeRotaMail(facts: unknown): MailWords {
  const { occasion, publishedAt, givenName, notice } = revived(facts as RotaMailFacts);
  const { text, html } = rotaMail(occasion, givenName, notice);
  const { rotaName, unitName } = occasion;
  const { shifts, cancelled } = notice;
  const calendar = calendarPart({ rotaName, unitName, publishedAt, shifts, cancelled });
  return { textBody: text, htmlBody: html, calendar };
}

function revived({ publishedAt, notice, ...rest }: RotaMailFacts): RotaMailFacts {
  const { added, changed, withdrawn, shifts, cancelled, personId } = notice;
  return {
    ...rest,
    publishedAt: new Date(publishedAt),
    notice: {
      personId,
      shifts: shifts.map(revivedShift),
      added: added.map(revivedShift),
      changed: changed.map(({ before, after }) => ({
        before: revivedShift(before),
        after: revivedShift(after),
      })),
      withdrawn: withdrawn.map(revivedShift),
      cancelled: cancelled.map(revivedShift),
    },
  };
}

function revivedShift(shift: PublishedShift): PublishedShift {
  return { ...shift, startsAt: new Date(shift.startsAt), endsAt: new Date(shift.endsAt) };
}
