import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notAllowed, notFound } from '../../common/domain-error.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { PublicationReader } from '../rotas/publication-reader.service.js';
import { calendarFeed } from '../rotas/publication/calendar-part.js';
import { type FeedDto, type NewFeedDto } from './feed.dto.js';
import { FeedsRepository } from './feeds.repository.js';

/** 256 bits. */
const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
/** Calendars show some of what was, and all that is planned. */
const DAYS_BACK = 90;
const DAYS_AHEAD = 400;

/** Private addresses under which calendars fetch a person's published shifts. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly feeds: FeedsRepository,
    private readonly published: PublicationReader,
    private readonly people: PeopleService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async get(actor: Actor): Promise<FeedDto> {
    const feed = await this.feeds.ofPerson(ownPerson(actor));
    return {
      exists: feed !== null,
      createdAt: feed?.createdAt.toISOString() ?? null,
      lastUsedAt: feed?.lastUsedAt?.toISOString() ?? null,
    };
  }

  /** A new address, which is told this once; the one before ends. */
  async create(actor: Actor): Promise<NewFeedDto> {
    const personId = ownPerson(actor);
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const createdAt = this.clock.now();
    await this.transactions.run(async (tx) => {
      const replaced = await this.feeds.revoke(tx, personId, createdAt);
      const id = await this.feeds.insert(tx, { personId, tokenHash: hashOf(secret), createdAt });
      await this.log(tx, actor, personId, 'calendar-feed-created', { feedId: id, replaced });
    });
    return {
      url: `${this.config.publicUrl}/api/v1/feeds/${secret}.ics`,
      createdAt: createdAt.toISOString(),
    };
  }

  /** @throws DomainError 409 `no-feed` */
  async revoke(actor: Actor): Promise<void> {
    const personId = ownPerson(actor);
    await this.transactions.run(async (tx) => {
      if (!(await this.feeds.revoke(tx, personId, this.clock.now()))) {
        throw conflict('no-feed', 'You have no calendar feed; there is nothing to end.');
      }
      await this.log(tx, actor, personId, 'calendar-feed-revoked', {});
    });
  }

  /** What a calendar gets. @throws DomainError 404, alike for forged, ended and unknown addresses */
  async read(secret: string): Promise<string> {
    const now = this.clock.now();
    const today = this.clock.today();
    const personId = SECRET.test(secret) ? await this.feeds.use(hashOf(secret), now, today) : null;
    if (personId === null) throw notFound('calendar feed', 'with this address');
    const from = DateTime.fromISO(today).minus({ days: DAYS_BACK }).toISODate()!;
    const to = DateTime.fromISO(today).plus({ days: DAYS_AHEAD }).toISODate()!;
    return calendarFeed(await this.published.shiftsOf(personId, from, to));
  }

  private async log(
    tx: Transaction,
    actor: Actor,
    personId: string,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const chain = await this.people.organisationIdOf(personId, tx);
    await this.audit.append(tx, { chain, actor, action, subjectType: 'person', subjectId: personId, detail });
  }
}

function ownPerson({ personId }: Actor): string {
  if (personId !== null) return personId;
  throw notAllowed('Your account belongs to nobody who works shifts.', 'no-person');
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
