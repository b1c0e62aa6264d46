import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { groupBy } from '../../common/group-by.js';
import { together, type Transaction } from '../../database/transactions.js';
import { type Engagement } from '../people/placement.entity.js';
import { type Audience, VacancyEntity, type VacancyState } from './vacancy.entity.js';
import { VacancyClaimEntity } from './vacancy-claim.entity.js';

/** An open shift with the names that people read. */
export interface VacancyRow {
  id: string;
  unitId: string;
  unitName: string;
  rotaId: string;
  shiftTypeId: string;
  shiftCode: string;
  shiftName: string;
  unpaidBreakMin: number;
  date: string;
  startsAt: Date;
  endsAt: Date;
  state: VacancyState;
  mode: VacancyEntity['mode'];
  audience: Audience;
  heldAudience: Audience | null;
  note: string;
  createdAt: Date;
  version: number;
  /** The winner, when it is filled. */
  winnerId: string | null;
  winnerName: string | null;
}

export interface ClaimRow {
  personId: string;
  displayName: string;
  state: VacancyClaimEntity['state'];
  claimedAt: Date;
}

/** What a person is to a unit on a date. */
export interface Footing {
  /** Null: not placed there. */
  readonly here: Engagement | null;
  /** The contract to help out on: of a substantive placement anywhere. */
  readonly contract: { readonly contractCode: string; readonly fullTimeMinPerWeek: number } | null;
}

export type NewVacancy = Pick<
  VacancyEntity,
  | 'unitId'
  | 'rotaId'
  | 'shiftTypeId'
  | 'date'
  | 'startsAt'
  | 'endsAt'
  | 'mode'
  | 'note'
  | 'createdBy'
  | 'createdAt'
>;

const SELECT = `
  SELECT v.id, v.unit_id AS "unitId", u.name AS "unitName", v.rota_id AS "rotaId", v.shift_type_id AS "shiftTypeId",
         t.code AS "shiftCode", t.name AS "shiftName", t.unpaid_break_min AS "unpaidBreakMin", v.date::text AS date,
         v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.state, v.mode, v.audience,
         v.held_audience AS "heldAudience", v.note, v.created_at AS "createdAt", v.version,
         w.person_id AS "winnerId", p.family_name || ', ' || p.given_name AS "winnerName"
    FROM vacancies v JOIN units u ON u.id = v.unit_id JOIN shift_types t ON t.id = v.shift_type_id
    LEFT JOIN vacancy_claims w ON w.vacancy_id = v.id AND w.state = 'won' LEFT JOIN people p ON p.id = w.person_id`;

/** The open shift $V is offered to the person $P: the steps include each other. */
export const OFFERED = (person: string): string => `(
  EXISTS (SELECT FROM placements h WHERE h.person_id = ${person} AND h.unit_id = v.unit_id
           AND v.date BETWEEN h.first_date AND coalesce(h.last_date, v.date)
           AND (h.engagement IN ('substantive', 'loan') OR (h.engagement = 'bank' AND v.audience IN ('bank', 'agency'))
                OR (h.engagement = 'agency' AND v.audience = 'agency')))
  OR (v.audience <> 'unit' AND EXISTS (
        SELECT FROM placements e WHERE e.person_id = ${person} AND e.unit_id <> v.unit_id
           AND e.engagement = 'substantive' AND v.date BETWEEN e.first_date AND coalesce(e.last_date, v.date))))`;

/** Ids of the $3 next open shifts that are offered to the person after $2, at times at which they do not work. */
const FREE_FOR = (person: string): string => `
  SELECT v.id FROM vacancies v
   WHERE v.state = 'open' AND v.starts_at > $2 AND ${OFFERED(person)}
     AND NOT EXISTS (SELECT FROM assignments a
                      WHERE a.person_id = ${person} AND a.during && tstzrange(v.starts_at, v.ends_at))
   ORDER BY v.starts_at, v.id LIMIT $3`;

/** An open shift as it is, and once it is over what else is open for somebody. */
export interface Look {
  readonly vacancy: VacancyRow;
  readonly alternatives: readonly VacancyRow[];
}

@Injectable()
export class VacanciesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<VacancyRow | null> {
    return (await tx.query<VacancyRow[]>(`${SELECT} WHERE v.id = $1`, [id]))[0] ?? null;
  }

  /** In the order of the ids. */
  async byIds(ids: readonly string[]): Promise<VacancyRow[]> {
    const rows = await this.manager.query<VacancyRow[]>(`${SELECT} WHERE v.id = ANY($1)`, [ids]);
    return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  }

  async timeZoneOf(tx: Transaction, unitId: string): Promise<string> {
    const [row] = await tx.query<{ timeZone: string }[]>(
      'SELECT o.time_zone AS "timeZone" FROM units u JOIN organisations o ON o.id = u.organisation_id WHERE u.id = $1',
      [unitId],
    );
    return row!.timeZone;
  }

  /** The unit, or every unit once it goes beyond its own; null for an unknown id. */
  async unitIdsReached(id: string): Promise<string[] | null> {
    const rows = await this.manager.query<{ unitIds: string[] }[]>(
      `SELECT CASE WHEN v.audience = 'unit' THEN ARRAY[v.unit_id::text]
              ELSE (SELECT array_agg(id::text) FROM units) END AS "unitIds" FROM vacancies v WHERE v.id = $1`,
      [id],
    );
    return rows[0]?.unitIds ?? null;
  }

  /** Locks it until the transaction ends, after rotas and people. */
  async lock(tx: Transaction, id: string): Promise<VacancyRow | null> {
    const [row] = await tx.query<VacancyRow[]>(`${SELECT} WHERE v.id = $1 FOR UPDATE OF v`, [id]);
    // Who won while this waited for the lock is in no table that the question joined before.
    return row === undefined || row.state === 'open' ? (row ?? null) : this.find(id, tx);
  }

  /** Which of them are open. */
  async openAmong(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM vacancies WHERE id = ANY($1) AND state = 'open'`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Locks several, in the order of their ids; those that are not open any more are left out. */
  async lockOpen(tx: Transaction, ids: readonly string[]): Promise<VacancyRow[]> {
    const sql = `${SELECT} WHERE v.id = ANY($1) AND v.state = 'open' ORDER BY v.id FOR UPDATE OF v`;
    return tx.query<VacancyRow[]>(sql, [ids]);
  }

  async insert(tx: Transaction, vacancy: NewVacancy): Promise<string> {
    const { identifiers } = await tx.insert(VacancyEntity, vacancy);
    return (identifiers[0] as { id: string }).id;
  }

  async move(tx: Transaction, id: string, change: Partial<VacancyEntity>): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(VacancyEntity)
      .set({ ...change, version: () => 'version + 1' })
      .where({ id })
      .execute();
  }

  /** By time. `personId`: only those that are offered to the person. */
  async list(
    filter: {
      readonly unitIds: readonly string[] | null;
      readonly personId: string | null;
      readonly state: VacancyState | null;
      readonly now: Date;
    },
    after: { startsAt: string; id: string } | null,
    limit: number,
  ): Promise<VacancyRow[]> {
    return this.manager.query<VacancyRow[]>(
      `${SELECT}
        WHERE ($1::uuid[] IS NULL OR v.unit_id = ANY($1))
          AND ($2::uuid IS NULL OR (v.starts_at > $3 AND ${OFFERED('$2::uuid')}))
          AND ($4::text IS NULL OR v.state = $4)
          AND ($5::timestamptz IS NULL OR (v.starts_at, v.id) > ($5, $6::uuid))
        ORDER BY v.starts_at, v.id LIMIT $7`,
      [
        filter.unitIds === null ? null : [...filter.unitIds],
        filter.personId,
        filter.now,
        filter.state,
        after?.startsAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }

  /** What else is open for somebody at a time at which they do not work. */
  async alternatives(
    personId: string,
    now: Date,
    limit: number,
    tx: Transaction = this.manager,
  ): Promise<VacancyRow[]> {
    return tx.query<VacancyRow[]>(
      `${SELECT} WHERE v.id IN (${FREE_FOR('$1::uuid')}) ORDER BY v.starts_at, v.id`,
      [personId, now, limit],
    );
  }

  /** Looks of several people at open shifts, in the order in which they ask: one question, as many ask at once. Null: not there. */
  async looks(
    asked: readonly { readonly id: string; readonly personId: string }[],
    now: Date,
    limit: number,
  ): Promise<(Look | null)[]> {
    const rows = await this.manager.query<(VacancyRow & { place: number })[]>(
      `SELECT asked.place::int AS place, found.*
         FROM unnest($1::uuid[], $4::uuid[]) WITH ORDINALITY AS asked (person_id, id, place)
        CROSS JOIN LATERAL (
          SELECT asked.id UNION ALL (SELECT f.id FROM (${FREE_FOR('asked.person_id')}) f
                                      WHERE (SELECT o.state <> 'open' FROM vacancies o WHERE o.id = asked.id))) AS wanted (id)
        CROSS JOIN LATERAL (${SELECT} WHERE v.id = wanted.id) AS found
        ORDER BY found."startsAt", found.id`,
      [asked.map(({ personId }) => personId), now, limit, asked.map(({ id }) => id)],
    );
    const byPlace = groupBy(rows, ({ place }) => place);
    return asked.map(({ id }, k) => {
      const found = (byPlace.get(k + 1) ?? []).map(({ place: _, ...row }) => row);
      const vacancy = found.find((row) => row.id === id);
      return vacancy === undefined ? null : { vacancy, alternatives: found.filter((row) => row !== vacancy) };
    });
  }

  /** What people are to units on dates, in the order in which it is asked. */
  async footings(
    tx: Transaction,
    asked: readonly { readonly personId: string; readonly unitId: string; readonly date: string }[],
  ): Promise<Footing[]> {
    const rows = await tx.query<
      {
        place: number;
        unitId: string;
        engagement: Engagement;
        contractCode: string;
        fullTimeMinPerWeek: number;
      }[]
    >(
      `SELECT asked.place::int AS place, p.unit_id AS "unitId", p.engagement, p.contract_code AS "contractCode",
              p.full_time_min_per_week AS "fullTimeMinPerWeek"
         FROM unnest($1::uuid[], $2::date[]) WITH ORDINALITY AS asked (person_id, date, place)
         JOIN placements p ON p.person_id = asked.person_id
          AND asked.date BETWEEN p.first_date AND coalesce(p.last_date, asked.date)
        ORDER BY p.wte DESC`,
      [asked.map(({ personId }) => personId), asked.map(({ date }) => date)],
    );
    const byPlace = groupBy(rows, ({ place }) => place);
    return asked.map(({ unitId }, k) => {
      const own = byPlace.get(k + 1) ?? [];
      const substantive = own.find(({ engagement }) => engagement === 'substantive');
      const here = own.find((row) => row.unitId === unitId)?.engagement ?? null;
      if (substantive === undefined) return { here, contract: null };
      const { contractCode, fullTimeMinPerWeek } = substantive;
      return { here, contract: { contractCode, fullTimeMinPerWeek } };
    });
  }

  async claims(vacancyId: string, tx: Transaction = this.manager): Promise<ClaimRow[]> {
    return tx.query<ClaimRow[]>(
      `SELECT c.person_id AS "personId", p.family_name || ', ' || p.given_name AS "displayName", c.state,
              c.claimed_at AS "claimedAt"
         FROM vacancy_claims c JOIN people p ON p.id = c.person_id
        WHERE c.vacancy_id = $1 ORDER BY c.claimed_at, c.person_id`,
      [vacancyId],
    );
  }

  /** Claims, or claims again after taking it back. */
  async wait(tx: Transaction, vacancyId: string, personId: string, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO vacancy_claims (vacancy_id, person_id, state, claimed_at) VALUES ($1, $2, 'waiting', $3)
       ON CONFLICT ON CONSTRAINT one_claim_a_person
         DO UPDATE SET state = 'waiting', claimed_at = $3, decided_at = NULL, version = vacancy_claims.version + 1`,
      [vacancyId, personId, at],
    );
  }

  /** Fills open shifts. @throws what the database refuses: an open shift has one winner. */
  async win(
    tx: Transaction,
    won: readonly { readonly vacancyId: string; readonly personId: string; readonly assignmentId: string }[],
    at: Date,
  ): Promise<void> {
    const vacancyIds = won.map(({ vacancyId }) => vacancyId);
    await together([
      tx.query(
        `INSERT INTO vacancy_claims (vacancy_id, person_id, assignment_id, state, claimed_at, decided_at)
         SELECT *, 'won', $4::timestamptz, $4 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])
         ON CONFLICT ON CONSTRAINT one_claim_a_person
           DO UPDATE SET state = 'won', decided_at = $4, assignment_id = excluded.assignment_id,
                         version = vacancy_claims.version + 1`,
        [vacancyIds, won.map(({ personId }) => personId), won.map(({ assignmentId }) => assignmentId), at],
      ),
      tx.query(
        `UPDATE vacancies SET state = 'filled', closed_at = $2, held_audience = NULL, version = version + 1 WHERE id = ANY($1)`,
        [vacancyIds, at],
      ),
    ]);
  }

  /** @returns false when the person has no claim that waits. */
  async takeBack(tx: Transaction, vacancyId: string, personId: string, at: Date): Promise<boolean> {
    const [, count] = await tx.query<[unknown[], number]>(
      `UPDATE vacancy_claims SET state = 'withdrawn', decided_at = $3, version = version + 1
        WHERE vacancy_id = $1 AND person_id = $2 AND state = 'waiting'`,
      [vacancyId, personId, at],
    );
    return count > 0;
  }

  /** Those who waited for an open shift that is over, but for the one who gets it. @returns their ids. */
  async lose(
    tx: Transaction,
    vacancyId: string,
    at: Date,
    winnerId: string | null = null,
  ): Promise<string[]> {
    const [rows] = await tx.query<[{ personId: string }[], number]>(
      `UPDATE vacancy_claims SET state = 'lost', decided_at = $2, version = version + 1
        WHERE vacancy_id = $1 AND state = 'waiting' AND person_id IS DISTINCT FROM $3 RETURNING person_id AS "personId"`,
      [vacancyId, at, winnerId],
    );
    return rows.map(({ personId }) => personId);
  }

  /** Open ones whose shift has begun. */
  async overdue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM vacancies WHERE state = 'open' AND starts_at <= $1 ORDER BY starts_at LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Open ones of units that have steps, which are not at the last one. */
  async climbing(limit: number): Promise<VacancyRow[]> {
    return this.manager.query<VacancyRow[]>(
      `${SELECT} JOIN vacancy_ladders l ON l.unit_id = v.unit_id
        WHERE v.state = 'open' AND v.audience <> 'agency' AND jsonb_array_length(l.steps) > 0
        ORDER BY v.starts_at LIMIT $1`,
      [limit],
    );
  }
}
