import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { OFFERED } from './vacancies.repository.js';

/** Somebody for whom there are open shifts of which they have not been told. */
export interface Reader {
  readonly personId: string;
  readonly givenName: string;
  readonly email: string;
  readonly timeZone: string;
  /** Null: never looked through. */
  readonly lookedAt: Date | null;
  /** The first of them begins then. */
  readonly firstStartsAt: Date;
  readonly vacancyIds: readonly string[];
}

@Injectable()
export class DigestsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /**
   * Those who could do something about a mail: they have an address, can sign in, want such mails, have been offered the shift by its
   * unit's steps, do not work at that time, and have neither been told nor claimed it.
   */
  async readers(now: Date): Promise<Reader[]> {
    return this.manager.query<Reader[]>(
      `SELECT p.id AS "personId", p.given_name AS "givenName", p.email, o.time_zone AS "timeZone",
              d.looked_at AS "lookedAt", min(v.starts_at) AS "firstStartsAt",
              array_agg(v.id::text ORDER BY v.starts_at, v.id) AS "vacancyIds"
         FROM vacancies v
         JOIN people p ON ${OFFERED('p.id')}
         JOIN organisations o ON o.id = p.organisation_id
         LEFT JOIN mail_preferences m ON m.person_id = p.id
         LEFT JOIN offer_digests d ON d.person_id = p.id
        WHERE v.state = 'open' AND v.starts_at > $1 AND p.email IS NOT NULL AND coalesce(m.offers, true)
          AND EXISTS (SELECT FROM accounts a WHERE a.person_id = p.id AND a.active)
          AND NOT EXISTS (SELECT FROM vacancy_offers f WHERE f.vacancy_id = v.id AND f.person_id = p.id)
          AND NOT EXISTS (SELECT FROM vacancy_claims c WHERE c.vacancy_id = v.id AND c.person_id = p.id
                             AND c.state <> 'withdrawn')
          AND NOT EXISTS (SELECT FROM assignments s
                           WHERE s.person_id = p.id AND s.during && tstzrange(v.starts_at, v.ends_at))
        GROUP BY p.id, o.time_zone, d.looked_at
        ORDER BY d.looked_at NULLS FIRST, p.id`,
      [now],
    );
  }

  /** Whoever is the first to note it may tell the person; everybody else finds it noted. */
  async look(tx: Transaction, personId: string, before: Date | null, now: Date): Promise<boolean> {
    const [, count] = await tx.query<[unknown, number]>(
      `UPDATE offer_digests SET looked_at = $3 WHERE person_id = $1 AND looked_at = $2`,
      [personId, before, now],
    );
    if (count > 0) return true;
    if (before !== null) return false;
    const rows = await tx.query<unknown[]>(
      'INSERT INTO offer_digests (person_id, looked_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING person_id',
      [personId, now],
    );
    return rows.length > 0;
  }

  async offered(tx: Transaction, personId: string, vacancyIds: readonly string[], at: Date): Promise<void> {
    await tx.query(
      'INSERT INTO vacancy_offers (vacancy_id, person_id, offered_at) SELECT unnest($2::uuid[]), $1, $3 ON CONFLICT DO NOTHING',
      [personId, vacancyIds, at],
    );
  }
}
