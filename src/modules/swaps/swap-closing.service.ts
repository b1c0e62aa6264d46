import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { AuditService } from '../audit/audit.service.js';
import { type ClosedReason } from './swap.entity.js';
import { SwapNotices, type SwapEvent } from './swap-notices.service.js';
import { type LegRow, SwapsRepository, type WholeSwap } from './swaps.repository.js';

const SWEEP_MS = 60_000;
const AT_ONCE = 200;

/** How a swap ends without being applied. */
export interface SwapEnd {
  readonly state: 'refused' | 'withdrawn' | 'expired';
  readonly closedReason: ClosedReason | null;
  readonly decisionReason: string;
}

/** Ends swaps: declined, withdrawn, overtaken by another change, or out of time. */
@Injectable()
export class SwapClosing implements OnModuleInit {
  constructor(
    private readonly swaps: SwapsRepository,
    private readonly notices: SwapNotices,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('swaps', SWEEP_MS, async (signal) => this.expireAll(signal));
  }

  /** Ends a locked swap. @returns the occasion of the mail to whoever asked, for `wake` */
  async close(
    tx: Transaction,
    whole: WholeSwap,
    end: SwapEnd,
    actor: Actor | 'system',
  ): Promise<string | null> {
    await this.swaps.move(tx, whole.swap.id, { ...end, closedAt: this.clock.now(), awaitingUnitIds: [] });
    await this.note(tx, whole, actor, `swap-${end.state}`, { reason: end.closedReason });
    const event = eventOf(end);
    if (event === null) return null;
    const ended = { ...whole, swap: { ...whole.swap, decisionReason: end.decisionReason } };
    return this.notices.tellRequester(tx, ended, event);
  }

  /** Ends every other swap about the shifts that were handed over: they are not as those say any more. */
  async overtake(
    tx: Transaction,
    legs: readonly LegRow[],
    by: WholeSwap,
    actor: Actor,
  ): Promise<(string | null)[]> {
    const ids = legs.map(({ assignmentId }) => assignmentId);
    const occasions: (string | null)[] = [];
    for (const { id } of await this.swaps.liveOn(tx, ids, by.swap.id)) {
      const other = await this.swaps.find(id, tx);
      if (other === null) continue;
      const closedReason = by.answers === id ? ('answered' as const) : ('overtaken' as const);
      const end = { state: 'refused' as const, closedReason, decisionReason: '' };
      occasions.push(await this.close(tx, other, end, actor));
    }
    return occasions;
  }

  /** Remembers a step of a swap in the chain of its unit. */
  async note(
    tx: Transaction,
    { swap }: WholeSwap,
    actor: Actor | 'system',
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const entry = { chain: swap.unitId, actor, action, subjectType: 'swap', subjectId: swap.id, detail };
    await this.audit.append(tx, entry);
  }

  private async expireAll(signal: AbortSignal): Promise<void> {
    for (const id of await this.swaps.overdue(this.clock.now(), AT_ONCE)) {
      if (signal.aborted) return;
      const occasion = await this.transactions.run(async (tx) => this.expire(tx, id));
      this.notices.wake([occasion]);
    }
  }

  private async expire(tx: Transaction, id: string): Promise<string | null> {
    await this.swaps.lock(tx, id);
    const whole = await this.swaps.find(id, tx);
    if (whole === null || !['proposed', 'accepted'].includes(whole.swap.state)) return null;
    return this.close(tx, whole, { state: 'expired', closedReason: null, decisionReason: '' }, 'system');
  }
}

function eventOf({ state, closedReason }: SwapEnd): SwapEvent | null {
  if (state === 'withdrawn' || closedReason === 'answered') return null;
  if (state === 'expired') return 'expired';
  if (closedReason === 'declined') return 'declined';
  return closedReason === 'coordinator' ? 'refused' : 'overtaken';
}
