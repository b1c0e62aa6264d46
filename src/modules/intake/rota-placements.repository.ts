import { Injectable } from '@nestjs/common';
import { groupBy } from '../../common/group-by.js';
import { type Transaction } from '../../database/transactions.js';
import { rotaPlacements, type Stay } from './plan/rota-placements.js';

interface OwnedStay extends Stay {
  readonly id: string;
  readonly personId: string;
}

/** What an intake did to placements in a unit, for its audit chain. */
export interface RotaPlacementChange {
  readonly action: 'added' | 'changed' | 'removed';
  readonly personId: string;
  readonly unitId: string;
  readonly from: string;
  readonly to: string;
  readonly wteThousandths: number;
}

/** Doctors in training, by the contract that the deanery's posts are under. */
const CONTRACT_CODE = 'doctors2016';
const FULL_TIME_MIN_PER_WEEK = 40 * 60;

/** Keeps the placements that rotas are made from in step with what the deanery lists. */
@Injectable()
export class RotaPlacementsRepository {
  /** @returns what it changed. */
  async follow(tx: Transaction, personIds: readonly string[]): Promise<RotaPlacementChange[]> {
    const listed = groupBy(await this.listed(tx, personIds), ({ personId }) => personId);
    const standing = groupBy(await this.standing(tx, personIds), ({ personId }) => personId);
    const changes: (RotaPlacementChange & { readonly id: string | null })[] = [];
    for (const personId of personIds) {
      changes.push(...differences(personId, listed.get(personId) ?? [], standing.get(personId) ?? []));
    }
    await this.write(tx, changes);
    return changes.map(({ id: _id, ...change }) => change);
  }

  private async listed(tx: Transaction, personIds: readonly string[]): Promise<OwnedStay[]> {
    return tx.query<OwnedStay[]>(
      `SELECT id, person_id AS "personId", unit_id AS "unitId", first_date::text AS "from", last_date::text AS "to",
              wte_thousandths AS "wteThousandths"
         FROM deanery_placements WHERE person_id = ANY($1) AND kind = 'in-post'`,
      [personIds],
    );
  }

  private async standing(tx: Transaction, personIds: readonly string[]): Promise<OwnedStay[]> {
    return tx.query<OwnedStay[]>(
      `SELECT id, person_id AS "personId", unit_id AS "unitId", first_date::text AS "from", last_date::text AS "to",
              (wte * 1000)::int AS "wteThousandths"
         FROM placements WHERE person_id = ANY($1) AND source = 'deanery'`,
      [personIds],
    );
  }

  /** Removes before it changes and changes before it adds: so nobody is placed in a unit twice in between. */
  private async write(
    tx: Transaction,
    changes: readonly (RotaPlacementChange & { readonly id: string | null })[],
  ): Promise<void> {
    const of = (action: RotaPlacementChange['action']): string =>
      JSON.stringify(changes.filter((change) => change.action === action));
    const record = `AS r(id uuid, "personId" uuid, "unitId" uuid, "from" date, "to" date, "wteThousandths" int)`;
    await tx.query(
      `DELETE FROM placements l USING jsonb_to_recordset($1::jsonb) ${record} WHERE l.id = r.id`,
      [of('removed')],
    );
    await tx.query(
      `UPDATE placements l SET last_date = r."to", wte = r."wteThousandths" / 1000.0, version = l.version + 1
         FROM jsonb_to_recordset($1::jsonb) ${record} WHERE l.id = r.id`,
      [of('changed')],
    );
    await tx.query(
      `INSERT INTO placements (person_id, unit_id, first_date, last_date, wte, contract_code, full_time_min_per_week, source)
       SELECT r."personId", r."unitId", r."from", r."to", r."wteThousandths" / 1000.0, $2, $3, 'deanery'
         FROM jsonb_to_recordset($1::jsonb) ${record}`,
      [of('added'), CONTRACT_CODE, FULL_TIME_MIN_PER_WEEK],
    );
  }
}

function differences(
  personId: string,
  listed: readonly Stay[],
  standing: readonly OwnedStay[],
): (RotaPlacementChange & { id: string | null })[] {
  const wanted = rotaPlacements(listed);
  const kept = new Map(standing.map((stay) => [`${stay.unitId} ${stay.from}`, stay]));
  const changes = wanted.flatMap((stay): (RotaPlacementChange & { id: string | null })[] => {
    const before = kept.get(`${stay.unitId} ${stay.from}`);
    kept.delete(`${stay.unitId} ${stay.from}`);
    if (before === undefined) return [{ action: 'added', id: null, personId, ...stay }];
    if (before.to === stay.to && before.wteThousandths === stay.wteThousandths) return [];
    return [{ action: 'changed', personId, ...stay, id: before.id }];
  });
  return [...changes, ...[...kept.values()].map((stay) => ({ ...stay, action: 'removed' as const }))];
}
