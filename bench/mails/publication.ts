import { randomUUID } from 'node:crypto';
import { type NewMail } from '../../src/modules/notices/notices.service.js';
import { type PublishedShift } from '../../src/modules/rotas/publication/publication-diff.js';
import { outboxMail, recipientsOf } from '../../src/modules/rotas/publication/publication.js';

export const SHIFTS_EACH = 15;

/** The mails of a first publication, as it writes them, to people who are in no table. */
export function publicationTo(recipients: number): NewMail[] {
  const publishedAt = new Date();
  const occasion = {
    ...{ rotaName: 'Rota', unitName: 'Ward', firstDate: '2027-01-04', lastDate: '2027-01-31' },
    ...{ timeZone: 'Europe/London', version: 1, why: null },
  };
  const people = Array.from({ length: recipients }, (_, number) => ({ number, id: randomUUID() }));
  const notices = people.map(({ id }) => {
    const shifts = Array.from({ length: SHIFTS_EACH }, (_, day) => shiftOf(id, day));
    return { personId: id, shifts, added: shifts, changed: [], withdrawn: [], cancelled: [] };
  });
  const known = people.map(
    ({ id, number }) =>
      [id, { givenName: 'Jo', familyName: `No ${number}`, email: `jo${number}@example.org` }] as const,
  );
  const version = { id: randomUUID(), publishedAt, host: 'localhost' };
  return recipientsOf(notices, new Map(known), occasion).map((recipient) => ({
    ...outboxMail({ ...recipient, email: recipient.email! }, version),
    personId: null,
  }));
}

function shiftOf(personId: string, day: number): PublishedShift {
  const startsAt = new Date(Date.UTC(2027, 0, 4 + day, 8));
  const endsAt = new Date(startsAt.getTime() + 12 * 3_600_000);
  const date = startsAt.toISOString().slice(0, 10);
  const code = { shiftCode: 'LD', shiftName: 'Long day' };
  return { assignmentId: randomUUID(), sequence: 1, personId, date, ...code, startsAt, endsAt };
}
