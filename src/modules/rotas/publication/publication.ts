import { type NewMail } from '../../notices/notices.service.js';
import { type WorkInput } from '../problem/rota-input.js';
import { type RotaSnapshot } from '../rota-reader.service.js';
import { type MailOccasion, rotaMailSubject } from './mail-content.js';
import { diffPublications, type PersonNotice, type PublishedShift } from './publication-diff.js';
import { ROTA_MAIL, type RotaMailFacts } from './rota-mail.js';

export interface Recipient {
  readonly notice: PersonNotice;
  readonly familyName: string;
  readonly givenName: string;
  /** Null: nobody knows it. */
  readonly email: string | null;
  readonly occasion: MailOccasion;
}

/** What publishing a rota as it stands would say, and to whom. */
export interface Publication {
  /** Number of the version. */
  readonly number: number;
  readonly shifts: readonly PublishedShift[];
  /** By family name. */
  readonly recipients: readonly Recipient[];
}

/** Names of people who are not in the rota any more but have to be told that their shifts are gone. */
export type KnownPeople = ReadonlyMap<
  string,
  { givenName: string; familyName: string; email: string | null }
>;

/** @param before the newest published version; null when there is none. */
export function composePublication(
  { row, input }: RotaSnapshot,
  before: readonly PublishedShift[] | null,
  others: KnownPeople,
): Publication {
  const { rota } = row;
  const codes = new Map(input.shiftTypes.map((type) => [type.id, type]));
  const shifts = input.people.flatMap(({ person, work }) =>
    work
      .filter(({ rotaId, kind }) => rotaId === rota.id && kind !== 'off')
      .map((item) => publishedShift(person.id, item, codes.get(item.shiftTypeId)?.name ?? item.code)),
  );
  const number = rota.publishedVersion + 1;
  const occasion = {
    rotaName: rota.name,
    unitName: row.unitName,
    firstDate: rota.firstDate,
    lastDate: rota.lastDate,
    timeZone: input.timeZone,
    version: number,
    why: null,
  };
  const people = new Map([...others, ...input.people.map(({ person }) => [person.id, person] as const)]);
  return { number, shifts, recipients: recipientsOf(diffPublications(before, shifts), people, occasion) };
}

/** Who is told what, by family name. */
export function recipientsOf(
  notices: readonly PersonNotice[],
  people: KnownPeople,
  occasion: MailOccasion,
): Recipient[] {
  const recipients = notices.map((notice) => {
    const { givenName, familyName, email } = people.get(notice.personId) ?? {
      givenName: '',
      familyName: '',
      email: null,
    };
    return { notice, givenName, familyName, email, occasion };
  });
  return recipients.toSorted(byName);
}

/** Names all mails of a version; with a person it names one. */
export function occasionKey(versionId: string, personId = ''): string {
  return `rota-version:${versionId}:person:${personId}`;
}

/**
 * The mail to a recipient whose address is known; who sends it writes it of these facts. The same version and person give the same
 * mail, to the byte.
 */
export function outboxMail(
  recipient: Recipient & { email: string },
  version: { id: string; publishedAt: Date; host: string },
): NewMail {
  const { notice, occasion, givenName, email } = recipient;
  const facts: RotaMailFacts = { occasion, publishedAt: version.publishedAt, givenName, notice };
  return {
    kind: ROTA_MAIL,
    dedupeKey: occasionKey(version.id, notice.personId),
    personId: notice.personId,
    toAddress: email,
    subject: rotaMailSubject(occasion),
    facts,
    messageId: `<rota-version.${version.id}.${notice.personId}@${version.host}>`,
    createdAt: version.publishedAt,
  };
}

function publishedShift(personId: string, work: WorkInput, shiftName: string): PublishedShift {
  return {
    assignmentId: work.id,
    sequence: work.version,
    personId,
    date: work.date,
    shiftCode: work.code,
    shiftName,
    startsAt: work.startsAt,
    endsAt: work.endsAt,
  };
}

function byName(a: Recipient, b: Recipient): number {
  return (
    a.familyName.localeCompare(b.familyName) ||
    a.givenName.localeCompare(b.givenName) ||
    a.notice.personId.localeCompare(b.notice.personId)
  );
}
