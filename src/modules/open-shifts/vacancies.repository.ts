import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
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
const OFFERED = (person: string): string => `(
  EXISTS (SELECT FROM placements h WHERE h.person_id = ${person} AND h.unit_id = v.unit_id
           AND v.date BETWEEN h.first_date AND coalesce(h.last_date, v.date)
           AND (h.engagement IN ('substantive', 'loan') OR (h.engagement = 'bank' AND v.audience IN ('bank', 'agency'))
                OR (h.engagement = 'agency' AND v.audience = 'agency')))
  OR (v.audience <> 'unit' AND EXISTS (
        SELECT FROM placements e WHERE e.person_id = ${person} AND e.unit_id <> v.unit_id
           AND e.engagement = 'substantive' AND v.date BETWEEN e.first_date AND coalesce(e.last_date, v.date))))`;

@Injectable()
export class VacanciesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<VacancyRow | null> {
    return (await tx.query<VacancyRow[]>(`${SELECT} WHERE v.id = $1`, [id]))[0] ?? null;
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
      `${SELECT}
        WHERE v.state = 'open' AND v.starts_at > $2 AND ${OFFERED('$1::uuid')}
          AND NOT EXISTS (SELECT FROM assignments a
                           WHERE a.person_id = $1 AND a.during && tstzrange(v.starts_at, v.ends_at))
        ORDER BY v.starts_at, v.id LIMIT $3`,
      [personId, now, limit],
    );
  }

  async footing(tx: Transaction, personId: string, unitId: string, date: string): Promise<Footing> {
    const rows = await tx.query<
      { unitId: string; engagement: Engagement; contractCode: string; fullTimeMinPerWeek: number }[]
    >(
      `SELECT unit_id AS "unitId", engagement, contract_code AS "contractCode",
              full_time_min_per_week AS "fullTimeMinPerWeek"
         FROM placements WHERE person_id = $1 AND $2::date BETWEEN first_date AND coalesce(last_date, $2::date)
        ORDER BY wte DESC`,
      [personId, date],
    );
    const own = rows.find(({ engagement }) => engagement === 'substantive');
    return {
      here: rows.find((row) => row.unitId === unitId)?.engagement ?? null,
      contract:
        own === undefined
          ? null
          : { contractCode: own.contractCode, fullTimeMinPerWeek: own.fullTimeMinPerWeek },
    };
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

  /** @throws what the database refuses: an open shift has one winner. */
  async win(
    tx: Transaction,
    claim: { vacancyId: string; personId: string; assignmentId: string; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO vacancy_claims (vacancy_id, person_id, state, claimed_at, decided_at, assignment_id)
       VALUES ($1, $2, 'won', $4, $4, $3)
       ON CONFLICT ON CONSTRAINT one_claim_a_person
         DO UPDATE SET state = 'won', decided_at = $4, assignment_id = $3, version = vacancy_claims.version + 1`,
      [claim.vacancyId, claim.personId, claim.assignmentId, claim.at],
    );
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

  /** Those who waited for an open shift that is over. @returns their ids. */
  async lose(tx: Transaction, vacancyId: string, at: Date): Promise<string[]> {
    const [rows] = await tx.query<[{ personId: string }[], number]>(
      `UPDATE vacancy_claims SET state = 'lost', decided_at = $2, version = version + 1
        WHERE vacancy_id = $1 AND state = 'waiting' RETURNING person_id AS "personId"`,
      [vacancyId, at],
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
