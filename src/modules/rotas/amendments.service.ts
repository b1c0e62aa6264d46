import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { together, type Transaction } from '../../database/transactions.js';
import { type NewMail, NoticesService } from '../notices/notices.service.js';
import { type AssignmentChange, touchedPeople } from './problem/changed-input.js';
import { type RotaInput } from './problem/rota-input.js';
import { amendedShifts, type AmendedShifts } from './publication/amendment.js';
import { diffPublications, type PublishedShift } from './publication/publication-diff.js';
import { outboxMail, recipientsOf } from './publication/publication.js';
import { hasAddress } from './publication/without-address.js';
import { PublicationsRepository } from './publications.repository.js';
import { type RotaVersionEntity } from './rota-version.entity.js';
import { type RotaEntity } from './rota.entity.js';

/** Changes of a published rota that are told at once. */
export interface Amendment {
  /** As it was opened. */
  readonly rota: RotaEntity;
  /** Of the people touched, at least. */
  readonly input: RotaInput;
  readonly changes: readonly AssignmentChange[];
  readonly actor: Actor;
  /** What happened, in a sentence, for those who are mailed. */
  readonly why: string;
  /** What is published of the people touched; read when left out. */
  readonly before?: readonly PublishedShift[];
}

/** A version as it is to be written. */
interface AmendedVersion {
  readonly amendment: Amendment;
  readonly before: readonly PublishedShift[];
  readonly amended: AmendedShifts;
  readonly row: Omit<RotaVersionEntity, 'baseNumber'>;
  readonly occasion: string;
}

/**
 * Publishes what changed since the last version, and nothing else: a coordinator's work on the rota that is not published yet stays
 * unpublished. An amendment is a version of its own, with its own mails.
 */
@Injectable()
export class Amendments {
  constructor(
    private readonly publications: PublicationsRepository,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** What is published of these people in a rota. */
  async published(tx: Transaction, rotaId: string, personIds: readonly string[]): Promise<PublishedShift[]> {
    return this.publications.published(tx, rotaId, personIds);
  }

  /**
   * Writes the version and its mails. Does nothing for a draft.
   *
   * @returns the name of the occasion, for `wake`; null when nothing that is published changed.
   */
  async publish(tx: Transaction, amendment: Amendment): Promise<string | null> {
    if (!isTold(amendment)) return null;
    const before = await this.before(tx, amendment);
    const version = this.versionAfter(amendment, before, amendment.rota.publishedVersion);
    if (version === null) return null;
    await this.write(tx, [version]);
    return version.occasion;
  }

  /**
   * As `publish`, for amendments that follow each other, a version each; what is published of the people touched has been read. All of
   * it goes to the database at once.
   *
   * @param amendments with each rota as it was opened, before the first of its own.
   */
  async publishEach(
    tx: Transaction,
    amendments: readonly (Amendment & Required<Pick<Amendment, 'before'>>)[],
  ): Promise<(string | null)[]> {
    const last = new Map(amendments.map(({ rota }) => [rota.id, rota.publishedVersion]));
    const versions = amendments.map((amendment) => {
      const { id } = amendment.rota;
      const number = last.get(id)!;
      const version = isTold(amendment) ? this.versionAfter(amendment, readBefore(amendment), number) : null;
      if (version !== null) last.set(id, number + 1);
      return version;
    });
    await this.write(
      tx,
      versions.filter((version) => version !== null),
    );
    return versions.map((version) => version?.occasion ?? null);
  }

  /** After the commit. */
  wake(occasions: readonly (string | null)[]): void {
    for (const occasion of occasions) if (occasion !== null) this.notices.wake(occasion);
  }

  /**
   * What is published of everybody concerned: those whom the changes touch, and those who were told of these shifts before the
   * coordinator gave them to somebody else without telling anybody.
   */
  private async before(tx: Transaction, amendment: Amendment): Promise<readonly PublishedShift[]> {
    const { rota, changes, before } = amendment;
    if (before !== undefined) return readBefore({ changes, before });
    const touched = touchedPeople(changes);
    const shiftIds = changes.flatMap((change) => change.before?.id ?? []);
    const owners = await this.publications.ownersOf(tx, rota.id, shiftIds);
    return this.publications.published(tx, rota.id, [...new Set([...touched, ...owners])]);
  }

  /** Null when nothing that is published changes. @param last number of the version before it */
  private versionAfter(
    amendment: Amendment,
    before: readonly PublishedShift[],
    last: number,
  ): AmendedVersion | null {
    const { rota, input, changes, actor } = amendment;
    const amended = amendedShifts(input, before, changes);
    if (amended.shifts.length + amended.withdrawn.length === 0) return null;
    const number = last + 1;
    const row = {
      id: randomUUID(),
      rotaId: rota.id,
      number,
      publishedAt: this.clock.now(),
      publishedBy: actor.accountId,
    };
    return { amendment, before, amended, row, occasion: `${rota.id}-${number}` };
  }

  private async write(tx: Transaction, versions: readonly AmendedVersion[]): Promise<void> {
    const rows = versions.map(({ row, amended: { shifts, withdrawn } }) => ({ row, shifts, withdrawn }));
    await together([this.publications.insertAmendments(tx, rows), this.tell(tx, versions)]);
  }

  private async tell(tx: Transaction, versions: readonly AmendedVersion[]): Promise<void> {
    const mails = await together(versions.map(async (version) => this.mailsOf(tx, version)));
    await this.notices.enqueue(tx, mails.flat());
  }

  private async mailsOf(
    tx: Transaction,
    { amendment, before, amended, row }: AmendedVersion,
  ): Promise<NewMail[]> {
    const { rota, input, why } = amendment;
    const read = input.people.map(({ person }) => [person.id, person] as const);
    const further = before
      .map(({ personId }) => personId)
      .filter((id) => !read.some(([known]) => known === id));
    const people = new Map([...(await this.publications.people(tx, further)), ...read]);
    const recipients = recipientsOf(diffPublications(before, amended.after), people, {
      rotaName: rota.name,
      unitName: input.unitName,
      firstDate: rota.firstDate,
      lastDate: rota.lastDate,
      timeZone: input.timeZone,
      version: row.number,
      why,
    });
    const host = new URL(this.config.publicUrl).hostname;
    const occasion = { ...row, host };
    return recipients.filter(hasAddress).map((recipient) => outboxMail(recipient, occasion));
  }
}

function isTold({ rota, changes }: Amendment): boolean {
  return rota.state === 'published' && changes.length > 0;
}

/** Of everybody of the rota, what is published of those whom the changes touch. */
function readBefore({
  changes,
  before,
}: Required<Pick<Amendment, 'changes' | 'before'>>): readonly PublishedShift[] {
  const touched = touchedPeople(changes);
  return before.filter(({ personId }) => touched.includes(personId));
}
