import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { type DecidedPick } from './resolve-picks.js';
import { RoundEntity } from './round.entity.js';
import { RoundPickEntity } from './round-pick.entity.js';

/** A round with the rota that it is for. */
export interface RoundRow extends RoundEntity {
  readonly unitId: string;
  readonly unitName: string;
  readonly rotaName: string;
  readonly rotaState: 'draft' | 'published' | 'closed';
  readonly firstDate: string;
  readonly lastDate: string;
}

export interface PickRow extends RoundPickEntity {
  readonly displayName: string;
  readonly shiftName: string;
  readonly shiftCode: string;
}

/** Somebody who may take part. */
export interface Participant {
  readonly id: string;
  readonly givenName: string;
  readonly email: string | null;
  /** Has asked for something on the rota's days, or picked a shift. */
  readonly tookPart: boolean;
}

const SELECT = `
  SELECT r.id, r.rota_id AS "rotaId", r.number, r.opens_at AS "opensAt", r.closes_at AS "closesAt",
         r.remind_at AS "remindAt", r.max_cannot AS "maxCannot", r.max_rather_not AS "maxRatherNot",
         r.max_would_like AS "maxWouldLike", r.picks, r.max_picks AS "maxPicks", r.opened_at AS "openedAt",
         r.reminded_at AS "remindedAt", r.closed_at AS "closedAt", r.version, o.unit_id AS "unitId",
         u.name AS "unitName", o.name AS "rotaName", o.state AS "rotaState", o.first_date::text AS "firstDate",
         o.last_date::text AS "lastDate"
    FROM rounds r JOIN rotas o ON o.id = r.rota_id JOIN units u ON u.id = o.unit_id`;

@Injectable()
export class RoundsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<RoundRow | null> {
    return (await tx.query<RoundRow[]>(`${SELECT} WHERE r.id = $1`, [id]))[0] ?? null;
  }

  /** Locks it after rotas and people. @param shared others who only take part may hold it, too. */
  async lock(tx: Transaction, id: string, shared = false): Promise<RoundRow | null> {
    const mode = shared ? 'FOR SHARE' : 'FOR UPDATE';
    return (await tx.query<RoundRow[]>(`${SELECT} WHERE r.id = $1 ${mode} OF r`, [id]))[0] ?? null;
  }

  /** Of the units, or of one rota; those of the latest rotas first. */
  async list(filter: { unitIds: readonly string[] | null; rotaId: string | null }): Promise<RoundRow[]> {
    return this.manager.query<RoundRow[]>(
      `${SELECT} WHERE ($1::uuid[] IS NULL OR o.unit_id = ANY($1)) AND ($2::uuid IS NULL OR o.id = $2)
        ORDER BY o.first_date DESC, r.number DESC, r.id`,
      [filter.unitIds === null ? null : [...filter.unitIds], filter.rotaId],
    );
  }

  /** Rounds of rotas that touch the days, in units where the person is placed on days of the rota; by rota and time. */
  async touching(tx: Transaction, personId: string, from: string, to: string): Promise<RoundRow[]> {
    return tx.query<RoundRow[]>(
      `${SELECT} WHERE o.first_date <= $3 AND o.last_date >= $2
          AND EXISTS (SELECT FROM placements p WHERE p.person_id = $1 AND p.unit_id = o.unit_id
                       AND p.first_date <= o.last_date AND coalesce(p.last_date, o.first_date) >= o.first_date)
        ORDER BY o.first_date, o.id, r.opens_at`,
      [personId, from, to],
    );
  }

  async insert(tx: Transaction, round: Partial<RoundEntity> & { rotaId: string }): Promise<string> {
    const [{ number }] = await tx.query<[{ number: number }]>(
      'SELECT coalesce(max(number), 0)::int + 1 AS number FROM rounds WHERE rota_id = $1',
      [round.rotaId],
    );
    return (await tx.save(RoundEntity, tx.create(RoundEntity, { ...round, number }))).id;
  }

  async update(tx: Transaction, id: string, change: Partial<RoundEntity>): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(RoundEntity)
      .set({ ...change, version: () => 'version + 1' })
      .where({ id })
      .execute();
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(RoundEntity, { id });
  }

  /** By date and shift. @param personId only theirs */
  async picks(roundId: string, personId: string | null, tx: Transaction = this.manager): Promise<PickRow[]> {
    return tx.query<PickRow[]>(
      `SELECT k.id, k.round_id AS "roundId", k.person_id AS "personId", k.shift_type_id AS "shiftTypeId",
              k.date::text AS date, k.picked_at AS "pickedAt", k.state, k.contested, k.reason,
              k.assignment_id AS "assignmentId", p.family_name || ', ' || p.given_name AS "displayName",
              t.name AS "shiftName", t.code AS "shiftCode"
         FROM round_picks k JOIN people p ON p.id = k.person_id JOIN shift_types t ON t.id = k.shift_type_id
        WHERE k.round_id = $1 AND ($2::uuid IS NULL OR k.person_id = $2) ORDER BY k.date, t.start_min, p.family_name, k.id`,
      [roundId, personId],
    );
  }

  async lockPerson(tx: Transaction, personId: string): Promise<void> {
    await tx.query('SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
  }

  async insertPick(tx: Transaction, pick: Partial<RoundPickEntity>): Promise<string> {
    return (await tx.save(RoundPickEntity, tx.create(RoundPickEntity, pick))).id;
  }

  async removePick(tx: Transaction, id: string): Promise<void> {
    await tx.delete(RoundPickEntity, { id });
  }

  async settle(tx: Transaction, pick: DecidedPick, assignmentId: string | null): Promise<void> {
    const { id, state, contested, reason } = pick;
    await tx.update(RoundPickEntity, { id }, { state, contested, reason, assignmentId });
  }

  async standings(tx: Transaction, unitId: string): Promise<Map<string, number>> {
    const rows = await tx.query<{ personId: string; losses: number }[]>(
      'SELECT person_id AS "personId", losses FROM pick_standings WHERE unit_id = $1 FOR UPDATE',
      [unitId],
    );
    return new Map(rows.map(({ personId, losses }) => [personId, losses]));
  }

  async remember(tx: Transaction, unitId: string, losses: ReadonlyMap<string, number>): Promise<void> {
    for (const [personId, count] of losses) {
      await tx.query(
        `INSERT INTO pick_standings (unit_id, person_id, losses) VALUES ($1, $2, $3)
         ON CONFLICT (unit_id, person_id) DO UPDATE SET losses = $3`,
        [unitId, personId, count],
      );
    }
  }

  async participants(tx: Transaction, { id, unitId, firstDate, lastDate }: RoundRow): Promise<Participant[]> {
    return tx.query<Participant[]>(
      `SELECT p.id, p.given_name AS "givenName", p.email,
              EXISTS (SELECT FROM round_picks k WHERE k.round_id = $1 AND k.person_id = p.id)
              OR EXISTS (SELECT FROM availability_entries e WHERE e.person_id = p.id
                          AND e.first_date <= $4 AND e.last_date >= $3) AS "tookPart"
         FROM people p WHERE EXISTS (SELECT FROM placements x WHERE x.person_id = p.id AND x.unit_id = $2
                AND x.engagement = 'substantive' AND x.first_date <= $4 AND coalesce(x.last_date, $3) >= $3)
        ORDER BY p.id`,
      [id, unitId, firstDate, lastDate],
    );
  }

  /** Rounds for which something is to be done: mails at the opening, reminders, the close. */
  async due(now: Date): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM rounds WHERE closed_at IS NULL AND opens_at <= $1
          AND (opened_at IS NULL OR closes_at <= $1 OR (reminded_at IS NULL AND remind_at <= $1)) ORDER BY opens_at, id`,
      [now],
    );
    return rows.map(({ id }) => id);
  }
}
