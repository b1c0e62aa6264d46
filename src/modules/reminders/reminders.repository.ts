import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** A published shift that somebody has not been reminded of. */
export interface ComingShift {
  readonly assignmentId: string;
  readonly personId: string;
  readonly givenName: string;
  readonly email: string;
  readonly timeZone: string;
  readonly unitName: string;
  readonly date: string;
  readonly shiftCode: string;
  readonly shiftName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When they were told of it as it is. */
  readonly publishedAt: Date;
}

@Injectable()
export class RemindersRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Shifts that begin within the longest time before which anybody can be reminded. */
  async coming(now: Date, withinHours: number): Promise<ComingShift[]> {
    return this.manager.query<ComingShift[]>(
      `SELECT s.assignment_id AS "assignmentId", p.id AS "personId", p.given_name AS "givenName", p.email,
              o.time_zone AS "timeZone", u.name AS "unitName", s.date::text AS date, s.shift_code AS "shiftCode",
              s.shift_name AS "shiftName", s.starts_at AS "startsAt", s.ends_at AS "endsAt", v.published_at AS "publishedAt"
         FROM published_now s
         JOIN rota_versions v ON v.id = s.rota_version_id
         JOIN rotas r ON r.id = s.rota_id AND r.last_date >= $1::timestamptz::date - 2
         JOIN units u ON u.id = r.unit_id
         JOIN organisations o ON o.id = u.organisation_id
         JOIN people p ON p.id = s.person_id AND p.email IS NOT NULL
         LEFT JOIN mail_preferences m ON m.person_id = p.id
        WHERE s.starts_at > $1 AND s.starts_at <= $1::timestamptz + make_interval(hours => $2)
          AND coalesce(m.reminders, true)
          AND NOT EXISTS (SELECT FROM mails e WHERE e.dedupe_key = ${KEY})
        ORDER BY s.starts_at, s.assignment_id`,
      [now, withinHours],
    );
  }
}

/** As `reminderKey` makes it. */
const KEY = `'reminder:' || s.assignment_id || ':' || s.person_id || ':' || (extract(epoch FROM s.starts_at) * 1000)::bigint`;

/** Whoever gets the shift, or gets it at another time, is reminded anew. */
export function reminderKey({ assignmentId, personId, startsAt }: ComingShift): string {
  return `reminder:${assignmentId}:${personId}:${startsAt.getTime()}`;
}
