import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { invalid } from '../../common/domain-error.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../common/paging.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { NoticesService } from '../notices/notices.service.js';
import {
  type MyRotaDto,
  type MyRotaQuery,
  type MyShiftDto,
  type PreviewDto,
  type PublishedShiftDto,
  type RecipientDto,
  type RotaMailDto,
  type RotaVersionDto,
} from './dto/publication.dto.js';
import { displayName } from './problem/person-builder.js';
import { rotaMail } from './publication/mail-content.js';
import { type PublishedShift } from './publication/publication-diff.js';
import {
  composePublication,
  occasionKey,
  type Publication,
  type Recipient,
} from './publication/publication.js';
import { withoutAddress } from './publication/without-address.js';
import { type MyShiftRow, PublicationsRepository } from './publications.repository.js';
import { RotaReader, type RotaSnapshot } from './rota-reader.service.js';

const LONGEST_DAYS = 371;
const MS_PER_DAY = 86_400_000;

/** What would be published, what was, and what became of its mails. */
@Injectable()
export class PublicationReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: RotaReader,
    private readonly publications: PublicationsRepository,
    private readonly notices: NoticesService,
  ) {}

  /** What publishing the rota as it stands would say. */
  async read(tx: Transaction, rotaId: string): Promise<{ snapshot: RotaSnapshot; publication: Publication }> {
    const snapshot = await this.reader.read(tx, rotaId);
    const first = snapshot.row.rota.publishedVersion === 0;
    const before = first ? null : await this.publications.published(tx, rotaId);
    const known = new Set(snapshot.input.people.map(({ person }) => person.id));
    const gone = (before ?? []).map(({ personId }) => personId).filter((id) => !known.has(id));
    const others = await this.publications.people(tx, gone);
    return { snapshot, publication: composePublication(snapshot, before, others) };
  }

  /** @throws DomainError 404 */
  async preview(rotaId: string, { cursor, limit }: PageQuery): Promise<PreviewDto> {
    const from = (decodeCursor(cursor, ['number'])?.[0] as number | undefined) ?? 0;
    const { snapshot, publication } = await this.transactions.run(async (tx) => this.read(tx, rotaId));
    const { recipients } = publication;
    const numbered = recipients
      .map((recipient, index) => ({ recipient, index }))
      .slice(from, from + limit + 1);
    const page = toPage(
      numbered,
      limit,
      ({ index }) => [index + 1],
      ({ recipient }) => recipientView(recipient),
    );
    const withShifts = new Set(publication.shifts.map(({ personId }) => personId));
    return {
      version: publication.number,
      rotaVersion: snapshot.row.rota.version,
      recipientCount: recipients.length,
      recipients: page.items,
      nextCursor: page.nextCursor,
      withoutAddress: withoutAddress(recipients),
      withoutShifts: snapshot.input.people
        .filter(({ person }) => !withShifts.has(person.id))
        .map(({ person }) => ({ personId: person.id, displayName: displayName(person) })),
    };
  }

  /** Newest first. */
  async versions(rotaId: string, query: PageQuery): Promise<Page<RotaVersionDto>> {
    const items = (await this.publications.ofRota(rotaId)).map(
      ({ id, number, baseNumber, publishedAt, publishedBy }) => ({
        id,
        number,
        amends: baseNumber === number ? null : baseNumber,
        publishedAt: publishedAt.toISOString(),
        publishedBy,
      }),
    );
    return pageOfSmallList(items, query, ({ id }) => id);
  }

  /** What became of the mails of every version. */
  async mails(rotaId: string, query: PageQuery): Promise<Page<RotaMailDto>> {
    const versions = await this.publications.ofRota(rotaId);
    const mails = await this.notices.ofOccasions(versions.map(({ id }) => occasionKey(id)));
    const numberOf = (key: string): number =>
      versions.find(({ id }) => key.startsWith(occasionKey(id)))?.number ?? 0;
    const items = mails.map((mail) => ({
      id: mail.id,
      version: numberOf(mail.dedupeKey),
      personId: mail.personId,
      toAddress: mail.toAddress,
      subject: mail.subject,
      state: mail.state,
      attempts: mail.attempts,
      handedOverAt: mail.handedOverAt?.toISOString() ?? null,
      lastError: mail.lastError,
    }));
    return pageOfSmallList(items, query, ({ id }) => id);
  }

  /** Published shifts of a person from `from` to `to` (ISO dates, both included), by time. */
  async shiftsOf(personId: string, from: string, to: string): Promise<MyShiftRow[]> {
    return this.publications.ofPerson(personId, from, to);
  }

  /** Published shifts of whoever asks. */
  async mine({ from, to }: MyRotaQuery, actor: Actor): Promise<MyRotaDto> {
    const days = (Date.parse(to) - Date.parse(from)) / MS_PER_DAY;
    if (days < 0 || days >= LONGEST_DAYS) {
      throw invalid({
        path: 'to',
        message: `${from} to ${to} is not a period of 1 to ${LONGEST_DAYS} days.`,
      });
    }
    if (actor.personId === null) return { items: [] };
    const rows = await this.publications.ofPerson(actor.personId, from, to);
    return { items: rows.map(myShiftView) };
  }
}

function recipientView({ notice, familyName, givenName, email, occasion }: Recipient): RecipientDto {
  const mail = rotaMail(occasion, givenName, notice);
  return {
    personId: notice.personId,
    displayName: displayName({ familyName, givenName }),
    email,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    shifts: notice.shifts.map(shiftView),
    changes: {
      added: notice.added.map(shiftView),
      changed: notice.changed.map(({ before, after }) => ({
        before: shiftView(before),
        after: shiftView(after),
      })),
      withdrawn: notice.withdrawn.map(shiftView),
    },
  };
}

export function myShiftView(row: MyShiftRow): MyShiftDto {
  const { rotaId, rotaName, rotaVersion, unitId, unitName } = row;
  return { ...shiftView(row), rotaId, rotaName, rotaVersion, unitId, unitName };
}

export function shiftView(shift: PublishedShift): PublishedShiftDto {
  return {
    assignmentId: shift.assignmentId,
    sequence: shift.sequence,
    date: shift.date,
    shiftCode: shift.shiftCode,
    shiftName: shift.shiftName,
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
  };
}
