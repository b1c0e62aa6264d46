import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { type ClosedReason, SwapEntity, type SwapKind, type SwapState } from './swap.entity.js';
import { SwapLegEntity } from './swap-leg.entity.js';
import { SwapPartyEntity } from './swap-party.entity.js';

/** A shift of a swap with the names that people read. */
export interface LegRow extends SwapLegEntity {
  unitName: string;
  shiftCode: string;
  shiftName: string;
  fromName: string;
  fromGivenName: string;
  toName: string | null;
  toGivenName: string | null;
}

export interface PartyRow extends SwapPartyEntity {
  name: string;
}

/** A swap with all that belongs to it. */
export interface WholeSwap {
  readonly swap: SwapEntity;
  /** By position. */
  readonly legs: readonly LegRow[];
  readonly parties: readonly PartyRow[];
  /** Pool entry that it answers, if any. */
  readonly answers: string | null;
}

export type NewSwap = Pick<
  SwapEntity,
  'unitId' | 'requestedBy' | 'kind' | 'note' | 'createdAt' | 'expiresAt'
>;
export type NewLeg = Omit<SwapLegEntity, 'swapId' | 'position' | 'appliedVersion'>;

/** Who asks, and so what they may see: their own, the pools of their units, all of the units that they coordinate. */
export interface Viewer {
  readonly personId: string | null;
  readonly placedUnitIds: readonly string[];
  readonly coordinatedUnitIds: readonly string[];
}

const NAME = (alias: string): string => `${alias}.family_name || ', ' || ${alias}.given_name`;
const VISIBLE = `(
  s.requested_by = $1 OR EXISTS (SELECT FROM swap_parties p WHERE p.swap_id = s.id AND p.person_id = $1)
  OR (s.kind = 'pool' AND s.state = 'proposed' AND s.unit_id = ANY($2))
  OR EXISTS (SELECT FROM swap_legs l WHERE l.swap_id = s.id AND l.unit_id = ANY($3)))`;

@Injectable()
export class SwapsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Units of the shifts of a swap; null for an unknown id. */
  async unitIdsOf(id: string): Promise<string[] | null> {
    const legs = await this.manager.findBy(SwapLegEntity, { swapId: id });
    return legs.length === 0 ? null : [...new Set(legs.map(({ unitId }) => unitId))];
  }

  /** Locks the swap until the transaction ends, after rotas and people. */
  async lock(tx: Transaction, id: string): Promise<void> {
    await tx.query('SELECT id FROM swaps WHERE id = $1 FOR UPDATE', [id]);
  }

  async find(id: string, tx: Transaction = this.manager): Promise<WholeSwap | null> {
    return (await this.whole(tx, await tx.findBy(SwapEntity, { id })))[0] ?? null;
  }

  /** Those that a viewer may see, newest first. */
  async list(
    viewer: Viewer,
    filter: { readonly unitId: string | null; readonly states: readonly SwapState[] | null },
    after: { createdAt: string; id: string } | null,
    limit: number,
  ): Promise<WholeSwap[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT s.id FROM swaps s
        WHERE ${VISIBLE}
          AND ($4::uuid IS NULL OR EXISTS (SELECT FROM swap_legs l WHERE l.swap_id = s.id AND l.unit_id = $4))
          AND ($5::text[] IS NULL OR s.state = ANY($5))
          AND ($6::timestamptz IS NULL OR (s.created_at, s.id) < ($6, $7::uuid))
        ORDER BY s.created_at DESC, s.id DESC LIMIT $8`,
      [
        viewer.personId,
        [...viewer.placedUnitIds],
        [...viewer.coordinatedUnitIds],
        filter.unitId,
        filter.states === null ? null : [...filter.states],
        after?.createdAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
    const swaps = await Promise.all(rows.map(({ id }) => this.manager.findOneByOrFail(SwapEntity, { id })));
    return this.whole(this.manager, swaps);
  }

  async mayBeSeen(id: string, viewer: Viewer): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(`SELECT FROM swaps s WHERE ${VISIBLE} AND s.id = $4`, [
      viewer.personId,
      [...viewer.placedUnitIds],
      [...viewer.coordinatedUnitIds],
      id,
    ]);
    return rows.length > 0;
  }

  async insert(
    tx: Transaction,
    swap: NewSwap,
    legs: readonly NewLeg[],
    parties: readonly string[],
    poolId: string | null,
  ): Promise<string> {
    const { identifiers } = await tx.insert(SwapEntity, swap);
    const { id: swapId } = identifiers[0] as { id: string };
    await tx.insert(
      SwapLegEntity,
      legs.map((leg, position) => ({ ...leg, swapId, position })),
    );
    if (parties.length > 0) {
      await tx.insert(
        SwapPartyEntity,
        parties.map((personId) => ({ swapId, personId })),
      );
    }
    if (poolId !== null) {
      await tx.query('INSERT INTO pool_offers (swap_id, pool_id) VALUES ($1, $2)', [swapId, poolId]);
    }
    return swapId;
  }

  async answer(
    tx: Transaction,
    party: { swapId: string; personId: string; answer: 'accepted' | 'declined'; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO swap_parties (swap_id, person_id, answer, answered_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (swap_id, person_id) DO UPDATE SET answer = $3, answered_at = $4`,
      [party.swapId, party.personId, party.answer, party.at],
    );
  }

  /** A pool's shift goes to whoever took it. */
  async take(tx: Transaction, swapId: string, personId: string): Promise<void> {
    await tx.update(SwapLegEntity, { swapId, position: 0 }, { toPersonId: personId });
  }

  async move(tx: Transaction, id: string, change: Partial<SwapEntity>): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(SwapEntity)
      .set({ ...change, version: () => 'version + 1' })
      .where({ id })
      .execute();
  }

  async approve(
    tx: Transaction,
    approval: { swapId: string; unitId: string; accountId: string; at: Date; reason: string },
  ): Promise<void> {
    const { swapId, unitId, accountId, at, reason } = approval;
    await tx.query(
      `INSERT INTO swap_approvals (swap_id, unit_id, account_id, at, reason) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (swap_id, unit_id) DO NOTHING`,
      [swapId, unitId, accountId, at, reason],
    );
  }

  /** Notes which version of each shift is handed over. */
  async setApplied(tx: Transaction, swapId: string, versions: ReadonlyMap<string, number>): Promise<void> {
    for (const [assignmentId, appliedVersion] of versions) {
      await tx.update(SwapLegEntity, { swapId, assignmentId }, { appliedVersion });
    }
  }

  /** Other swaps under way that are about any of the shifts; locked. */
  async liveOn(tx: Transaction, assignmentIds: readonly string[], but: string): Promise<SwapEntity[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT s.id FROM swaps s
        WHERE s.state IN ('proposed', 'accepted') AND s.id <> $2
          AND EXISTS (SELECT FROM swap_legs l WHERE l.swap_id = s.id AND l.assignment_id = ANY($1))
        ORDER BY s.id FOR UPDATE`,
      [assignmentIds, but],
    );
    return Promise.all(rows.map(({ id }) => tx.findOneByOrFail(SwapEntity, { id })));
  }

  /** Swaps under way whose first shift has begun. */
  async overdue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM swaps WHERE state IN ('proposed', 'accepted') AND expires_at <= $1 ORDER BY expires_at LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** How many swaps of each person were applied since an instant. */
  async appliedSince(
    tx: Transaction,
    personIds: readonly string[],
    since: Date,
  ): Promise<Map<string, number>> {
    const rows = await tx.query<{ personId: string; count: number }[]>(
      `SELECT l.from_person_id AS "personId", count(DISTINCT s.id)::int AS count
         FROM swaps s JOIN swap_legs l ON l.swap_id = s.id
        WHERE s.state = 'applied' AND s.closed_at >= $2 AND l.from_person_id = ANY($1) GROUP BY 1`,
      [personIds, since],
    );
    return new Map(rows.map(({ personId, count }) => [personId, count]));
  }

  private async whole(tx: Transaction, swaps: readonly SwapEntity[]): Promise<WholeSwap[]> {
    const ids = swaps.map(({ id }) => id);
    if (ids.length === 0) return [];
    const legs = await tx.query<LegRow[]>(
      `SELECT l.swap_id AS "swapId", l.position, l.assignment_id AS "assignmentId", l.rota_id AS "rotaId",
              l.unit_id AS "unitId", l.shift_type_id AS "shiftTypeId", l.date::text AS date, l.starts_at AS "startsAt",
              l.ends_at AS "endsAt", l.from_person_id AS "fromPersonId", l.to_person_id AS "toPersonId",
              l.applied_version AS "appliedVersion", u.name AS "unitName", t.code AS "shiftCode", t.name AS "shiftName",
              ${NAME('f')} AS "fromName", f.given_name AS "fromGivenName", ${NAME('g')} AS "toName",
              g.given_name AS "toGivenName"
         FROM swap_legs l JOIN units u ON u.id = l.unit_id JOIN shift_types t ON t.id = l.shift_type_id
         JOIN people f ON f.id = l.from_person_id LEFT JOIN people g ON g.id = l.to_person_id
        WHERE l.swap_id = ANY($1) ORDER BY l.position`,
      [ids],
    );
    const parties = await tx.query<PartyRow[]>(
      `SELECT p.swap_id AS "swapId", p.person_id AS "personId", p.answer, p.answered_at AS "answeredAt",
              ${NAME('x')} AS name
         FROM swap_parties p JOIN people x ON x.id = p.person_id WHERE p.swap_id = ANY($1) ORDER BY name, p.person_id`,
      [ids],
    );
    const offers = await tx.query<{ swapId: string; poolId: string }[]>(
      'SELECT swap_id AS "swapId", pool_id AS "poolId" FROM pool_offers WHERE swap_id = ANY($1)',
      [ids],
    );
    return swaps.map((swap) => ({
      swap,
      legs: legs.filter(({ swapId }) => swapId === swap.id),
      parties: parties.filter(({ swapId }) => swapId === swap.id),
      answers: offers.find(({ swapId }) => swapId === swap.id)?.poolId ?? null,
    }));
  }
}

export type { ClosedReason, SwapKind, SwapState };
