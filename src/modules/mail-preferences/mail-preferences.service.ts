import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertVersion, notAllowed, notFound } from '../../common/domain-error.js';
import { isId } from '../../common/id.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import {
  type MailPreferencesBody,
  type MailPreferencesDto,
  preferencesBody,
  preferencesView,
} from './mail-preferences.dto.js';
import { type MailPreferencesEntity } from './mail-preferences.entity.js';
import { MailPreferencesRepository } from './mail-preferences.repository.js';

/** Mails that people can stop. What they have to know of (their rota, swaps that wait for them) is none of these. */
export const STOPPABLE = ['offers', 'reminders'] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** What people want to be mailed, and stopping it with one click. */
@Injectable()
export class MailPreferences {
  constructor(
    private readonly repository: MailPreferencesRepository,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws DomainError 403 `no-person` */
  async get(actor: Actor): Promise<MailPreferencesDto> {
    const [own] = await this.repository.of([ownPersonOf(actor)]);
    return preferencesView(own!);
  }

  /** @throws DomainError 403 `no-person`, 412 `stale-version` */
  async change(version: number, body: MailPreferencesBody, actor: Actor): Promise<MailPreferencesDto> {
    const personId = ownPersonOf(actor);
    return this.transactions.run(async (tx) => {
      const standing = await this.repository.lock(tx, personId);
      assertVersion(version, standing.version, preferencesView(standing));
      return preferencesView(await this.save(tx, standing, body, actor));
    });
  }

  /** Of many people at once, by their ids. */
  async of(personIds: readonly string[]): Promise<ReadonlyMap<string, MailPreferencesEntity>> {
    const rows = await this.repository.of(personIds);
    return new Map(rows.map((row) => [row.personId, row]));
  }

  /** Where one click stops mails of a kind. */
  stopUrl({ stopToken }: Pick<MailPreferencesEntity, 'stopToken'>, what: Stoppable): string {
    return `${this.config.publicUrl}/api/v1/mail-stops/${stopToken}/${what}`;
  }

  /**
   * Stops mails of a kind; again is as once.
   *
   * @throws DomainError 404 for a token that nobody has.
   */
  async stop(token: string, what: string): Promise<void> {
    const kind = STOPPABLE.find((each) => each === what);
    await this.transactions.run(async (tx) => {
      const standing =
        isId(token) && kind !== undefined ? await this.repository.lockByToken(tx, token) : null;
      if (standing === null || kind === undefined) throw notFound('link to stop mails', token.slice(0, 8));
      if (!standing[kind]) return;
      await this.save(tx, standing, { ...preferencesBody(standing), [kind]: false }, 'system');
    });
  }

  private async save(
    tx: Transaction,
    standing: MailPreferencesEntity,
    body: MailPreferencesBody,
    actor: Actor | 'system',
  ): Promise<MailPreferencesEntity> {
    const { personId } = standing;
    const changes = changesOf<MailPreferencesBody>(standing, body);
    const saved = await this.repository.save(tx, Object.assign(standing, body));
    const chain = await this.people.organisationIdOf(personId, tx);
    const subject = { subjectType: 'person', subjectId: personId };
    await this.audit.append(tx, {
      chain,
      actor,
      action: 'mail-preferences-changed',
      ...subject,
      detail: { changes },
    });
    return saved;
  }
}

function ownPersonOf({ personId }: Actor): string {
  if (personId !== null) return personId;
  throw notAllowed(
    'Your account belongs to nobody who works shifts, so there is nothing to mail.',
    'no-person',
  );
}
