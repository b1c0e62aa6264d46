import { Injectable } from '@nestjs/common';
import { conflict, DomainError, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { StaffChanges } from '../rotas/staff-changes.service.js';
import { swapView } from './swap.dto.js';
import { type SwapVerdictDto } from './swap-verdict.dto.js';
import { SwapsRepository, type WholeSwap } from './swaps.repository.js';

/** What stands in the way of every swap of a rota's shifts, and passes or cannot be helped. */
const IMPOSSIBLE = new Set([
  'shift-changed',
  'shift-started',
  'rota-closed',
  'rota-not-published',
  'rota-being-edited',
]);

/** What a swap would do, for those who decide upon it. */
@Injectable()
export class SwapVerdicts {
  constructor(
    private readonly swaps: SwapsRepository,
    private readonly changes: StaffChanges,
    private readonly transactions: Transactions,
  ) {}

  /** Judged as things stand now. @throws DomainError 404; 409 `swap-over`, `not-taken` */
  async of(id: string): Promise<SwapVerdictDto> {
    return this.transactions.run(async (tx) => {
      const whole = await this.swaps.find(id, tx);
      if (whole === null) throw notFound('swap', id);
      if (whole.swap.state !== 'proposed' && whole.swap.state !== 'accepted') {
        throw conflict('swap-over', 'This swap is over; it does nothing any more.', swapView(whole));
      }
      try {
        return await this.judge(tx, whole);
      } catch (error) {
        if (!(error instanceof DomainError) || !IMPOSSIBLE.has(error.code)) throw error;
        return { impossible: error.message, needsReason: false, introduced: [], resolved: [], losses: [] };
      }
    });
  }

  private async judge(tx: Transaction, whole: WholeSwap): Promise<SwapVerdictDto> {
    const handOvers = whole.legs.map(({ assignmentId, fromPersonId, toPersonId }) => {
      if (toPersonId !== null) return { assignmentId, fromPersonId, toPersonId };
      throw conflict('not-taken', 'Nobody has taken this shift from the pool yet.', swapView(whole));
    });
    const rotaIds = whole.legs.map(({ rotaId }) => rotaId);
    const rotas = await this.changes.open(tx, rotaIds, []);
    const { verdict, losses } = await this.changes.judge(tx, rotas, {
      source: 'swap',
      handOvers,
      newShifts: [],
    });
    const { introduced, resolved } = verdict;
    return {
      impossible: null,
      needsReason: losses.length > 0 || introduced.some(({ level }) => level === 'hard'),
      introduced: [...introduced],
      resolved: [...resolved],
      losses: [...losses],
    };
  }
}
