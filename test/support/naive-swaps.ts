import { setTimeout as sleep } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { type Actor } from '../../src/common/actor.js';
import { conflict } from '../../src/common/domain-error.js';
import { type SwapDto, swapView } from '../../src/modules/swaps/swap.dto.js';
import { type SwapDecisions } from '../../src/modules/swaps/swap-decisions.service.js';
import { type SwapsRepository } from '../../src/modules/swaps/swaps.repository.js';

const BETWEEN_MS = 100;

/**
 * How one would write swaps at first: look at the state, and write. A mutant for the tests of races, which it has to fail; the
 * constraints that would save it are dropped.
 */
export class NaiveSwaps {
  constructor(
    private readonly db: DataSource,
    private readonly swaps: SwapsRepository,
  ) {}

  static async dropGuards(db: DataSource): Promise<void> {
    await db.query(`
      DROP TRIGGER swap_moves_forward ON swaps;
      ALTER TABLE swap_legs DROP CONSTRAINT one_swap_a_version;
    `);
  }

  /** Takes the place of the service's own decisions. */
  replace(decisions: SwapDecisions): void {
    decisions.accept = async (id, actor) => this.accept(id, actor);
    decisions.withdraw = async (id) => this.end(id, 'withdrawn');
  }

  private async accept(id: string, { personId }: Actor): Promise<SwapDto> {
    await this.assertProposed(id);
    await this.db.query(
      `UPDATE assignments a SET person_id = coalesce(l.to_person_id, $2), version = version + 1
         FROM swap_legs l WHERE l.swap_id = $1 AND l.assignment_id = a.id`,
      [id, personId],
    );
    await this.db.query(
      'UPDATE swap_legs SET to_person_id = $2 WHERE swap_id = $1 AND to_person_id IS NULL',
      [id, personId],
    );
    return this.end(id, 'applied');
  }

  private async end(id: string, state: string): Promise<SwapDto> {
    if (state === 'withdrawn') await this.assertProposed(id);
    await this.db.query('UPDATE swaps SET state = $2, closed_at = now() WHERE id = $1', [id, state]);
    return swapView((await this.swaps.find(id))!);
  }

  private async assertProposed(id: string): Promise<void> {
    const [row] = await this.db.query<{ state: string }[]>('SELECT state FROM swaps WHERE id = $1', [id]);
    if (row?.state !== 'proposed') throw conflict('swap-over', 'This swap is over.', { state: row?.state });
    // What is found out between looking and writing takes its time; others look meanwhile.
    await sleep(BETWEEN_MS);
  }
}
