import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { NoticesService } from '../notices/notices.service.js';
import { type AssignmentChange, touchedPeople } from './problem/changed-input.js';
import { type RotaInput } from './problem/rota-input.js';
import { amendedShifts, type AmendedShifts } from './publication/amendment.js';
import { diffPublications, type PublishedShift } from './publication/publication-diff.js';
import { outboxMail, recipientsOf } from './publication/publication.js';
import { hasAddress } from './publication/without-address.js';
import { PublicationsRepository } from './publications.repository.js';
import { RotaDoor } from './rota-door.service.js';
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
}

/**
 * Publishes what changed since the last version, and nothing else: a coordinator's work on the rota that is not published yet stays
 * unpublished. An amendment is a version of its own, with its own mails.
 */
@Injectable()
export class Amendments {
  constructor(
    private readonly door: RotaDoor,
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
    const { rota, input, changes } = amendment;
    if (rota.state !== 'published' || changes.length === 0) return null;
    const before = await this.publications.published(tx, rota.id, touchedPeople(changes));
    const amended = amendedShifts(input, before, changes);
    if (amended.shifts.length + amended.withdrawn.length === 0) return null;
    const number = rota.publishedVersion + 1;
    const version = {
      rotaId: rota.id,
      number,
      publishedAt: this.clock.now(),
      publishedBy: amendment.actor.accountId,
    };
    const id = await this.publications.insertAmendment(tx, version, amended.shifts, amended.withdrawn);
    await this.door.setAmended(tx, rota.id, number);
    await this.tell(tx, amendment, before, amended, { ...version, id });
    return `${rota.id}-${number}`;
  }

  /** After the commit. */
  async wake(occasions: readonly (string | null)[]): Promise<void> {
    for (const occasion of occasions) if (occasion !== null) await this.notices.wake(occasion);
  }

  private async tell(
    tx: Transaction,
    { rota, input, why }: Amendment,
    before: readonly PublishedShift[],
    { after }: AmendedShifts,
    version: { id: string; number: number; publishedAt: Date },
  ): Promise<void> {
    const people = new Map(input.people.map(({ person }) => [person.id, person] as const));
    const recipients = recipientsOf(diffPublications(before, after), people, {
      rotaName: rota.name,
      unitName: input.unitName,
      firstDate: rota.firstDate,
      lastDate: rota.lastDate,
      timeZone: input.timeZone,
      version: version.number,
      why,
    });
    const host = new URL(this.config.publicUrl).hostname;
    const occasion = { ...version, host, rotaName: rota.name, unitName: input.unitName };
    await this.notices.enqueue(
      tx,
      recipients.filter(hasAddress).map((recipient) => outboxMail(recipient, occasion)),
    );
  }
}
