import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { CalendarFeedEntity } from './calendar-feed.entity.js';

@Injectable()
export class FeedsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async ofPerson(personId: string, tx: Transaction = this.manager): Promise<CalendarFeedEntity | null> {
    return tx.findOneBy(CalendarFeedEntity, { personId, revokedAt: IsNull() });
  }

  /** Notes the use of a standing feed of somebody who has not left and whose account is not closed, at most once a minute. @returns whose it is */
  async use(tokenHash: Buffer, now: Date, today: string): Promise<string | null> {
    const rows = await this.manager.query<{ id: string; personId: string; lastUsedAt: Date | null }[]>(
      `SELECT f.id, f.person_id AS "personId", f.last_used_at AS "lastUsedAt" FROM calendar_feeds f
        WHERE f.token_hash = $1 AND f.revoked_at IS NULL
          AND NOT EXISTS (SELECT FROM accounts a WHERE a.person_id = f.person_id AND NOT a.active)
          AND (NOT EXISTS (SELECT FROM placements p WHERE p.person_id = f.person_id)
               OR EXISTS (SELECT FROM placements p WHERE p.person_id = f.person_id
                           AND (p.last_date IS NULL OR p.last_date >= $2)))`,
      [tokenHash, today],
    );
    const [feed] = rows;
    if (feed === undefined) return null;
    if (feed.lastUsedAt === null || now.getTime() - feed.lastUsedAt.getTime() >= 60_000) {
      await this.manager.update(CalendarFeedEntity, { id: feed.id }, { lastUsedAt: now });
    }
    return feed.personId;
  }

  async revoke(tx: Transaction, personId: string, at: Date): Promise<boolean> {
    const { affected } = await tx.update(
      CalendarFeedEntity,
      { personId, revokedAt: IsNull() },
      { revokedAt: at },
    );
    return (affected ?? 0) > 0;
  }

  async insert(
    tx: Transaction,
    feed: Pick<CalendarFeedEntity, 'personId' | 'tokenHash' | 'createdAt'>,
  ): Promise<string> {
    const { identifiers } = await tx.insert(CalendarFeedEntity, feed);
    return (identifiers[0] as { id: string }).id;
  }
}
