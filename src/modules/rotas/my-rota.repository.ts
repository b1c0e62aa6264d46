import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { type PublishedShift } from './publication/publication-diff.js';

/** A published rota of a unit in which a person has a post during it, or a shift. */
export interface OwnRota {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly timeZone: string;
  readonly firstDate: string;
  readonly lastDate: string;
  /** They have a post in the unit on some of its days, not only help out. */
  readonly hasPost: boolean;
  readonly firstPublishedAt: Date;
  /** Number of the version that stands. */
  readonly publishedVersion: number;
}

/** A shift as it was published at some time, with its rota. */
export interface DatedShift extends PublishedShift {
  readonly rotaId: string;
}

export interface ColleagueRow {
  readonly displayName: string;
  readonly gradeName: string;
  readonly shiftName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What people see of their own rota. */
@Injectable()
export class MyRotaRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** By first day. */
  async rotas(tx: Transaction, personId: string): Promise<OwnRota[]> {
    return tx.query<OwnRota[]>(
      `SELECT r.id, r.name, u.id AS "unitId", u.name AS "unitName", o.time_zone AS "timeZone",
              r.first_date::text AS "firstDate", r.last_date::text AS "lastDate", own.post AS "hasPost", r.published_version AS "publishedVersion",
              (SELECT min(v.published_at) FROM rota_versions v WHERE v.rota_id = r.id) AS "firstPublishedAt"
         FROM rotas r JOIN units u ON u.id = r.unit_id JOIN organisations o ON o.id = u.organisation_id
         JOIN LATERAL (SELECT bool_or(h.engagement = 'substantive') AS post FROM placements h
                        WHERE h.person_id = $1 AND h.unit_id = r.unit_id AND h.first_date <= r.last_date
                          AND coalesce(h.last_date, r.first_date) >= r.first_date) own ON own.post IS NOT NULL
        WHERE r.published_version > 0 ORDER BY r.first_date, r.id`,
      [personId],
    );
  }

  /**
   * A person's shifts from a day on as they were published at some time, amendments of then included: in each rota with a number up to
   * that version, in the others up to the instant.
   */
  async publishedThen(
    tx: Transaction,
    personId: string,
    from: string,
    then: { readonly at: Date; readonly versions: ReadonlyMap<string, number> },
  ): Promise<DatedShift[]> {
    return tx.query<DatedShift[]>(
      `SELECT p.assignment_id AS "assignmentId", p.sequence, p.person_id AS "personId", p.date::text AS date,
              p.shift_code AS "shiftCode", p.shift_name AS "shiftName", p.starts_at AS "startsAt", p.ends_at AS "endsAt",
              v.rota_id AS "rotaId"
         FROM published_assignments p JOIN rota_versions v ON v.id = p.rota_version_id
         JOIN LATERAL (SELECT n.number, n.base_number FROM rota_versions n
                        WHERE n.rota_id = v.rota_id
                          AND coalesce(n.number <= ($4::jsonb ->> v.rota_id::text)::int, n.published_at <= $2)
                        ORDER BY n.number DESC LIMIT 1) newest ON true
        WHERE p.person_id = $1 AND p.date >= $3 AND NOT p.withdrawn
          AND v.number BETWEEN newest.base_number AND newest.number
          AND NOT EXISTS (
            SELECT FROM published_assignments later JOIN rota_versions w ON w.id = later.rota_version_id
             WHERE later.assignment_id = p.assignment_id AND w.rota_id = v.rota_id
               AND w.number > v.number AND w.number <= newest.number)
        ORDER BY p.starts_at, p.assignment_id`,
      [personId, then.at, from, JSON.stringify(Object.fromEntries(then.versions))],
    );
  }

  /** Who else works in the unit during some of a published shift. */
  async colleagues(shift: {
    readonly unitId: string;
    readonly personId: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  }): Promise<ColleagueRow[]> {
    return this.manager.query<ColleagueRow[]>(
      `SELECT x.family_name || ', ' || x.given_name AS "displayName", g.name AS "gradeName", p.shift_name AS "shiftName",
              p.starts_at AS "startsAt", p.ends_at AS "endsAt"
         FROM published_now p JOIN rotas r ON r.id = p.rota_id JOIN people x ON x.id = p.person_id
         JOIN grades g ON g.code = x.grade_code
        WHERE r.unit_id = $1 AND p.person_id <> $2 AND p.starts_at < $4 AND p.ends_at > $3
        ORDER BY p.starts_at, "displayName", p.assignment_id`,
      [shift.unitId, shift.personId, shift.startsAt, shift.endsAt],
    );
  }
}
