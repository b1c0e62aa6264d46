import { Injectable } from '@nestjs/common';
import { type Actor, may } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, DomainError, invalid, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Transaction } from '../../database/transactions.js';
import { type RotaEntity } from '../rotas/rota.entity.js';
import { assertLegal, type JudgedChange, StaffChanges } from '../rotas/staff-changes.service.js';
import { ChangeLimitsService } from './change-limits.service.js';
import { SwapClosing } from './swap-closing.service.js';
import { type SwapDto, swapView } from './swap.dto.js';
import { ownPersonOf } from './swaps.service.js';
import { SwapsRepository, type WholeSwap } from './swaps.repository.js';

/** What a decision came to; stored for repeats of the same request. */
interface Outcome {
  readonly view: SwapDto;
  readonly occasions: readonly (string | null)[];
  /** Why nothing was done but to close the swap. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** Shifts that are not as the swap says: it can never be applied. */
const HOPELESS = new Set(['shift-changed', 'shift-started', 'rota-closed']);

/**
 * Answers to swaps. Whoever applies one locks rotas, people and then the swap, so that of an acceptance, a withdrawal, a second
 * acceptance and an edit of the coordinator's only one comes first, and the others find what it left.
 */
@Injectable()
export class SwapDecisions {
  constructor(
    private readonly swaps: SwapsRepository,
    private readonly changes: StaffChanges,
    private readonly limits: ChangeLimitsService,
    private readonly closing: SwapClosing,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * Agrees to a swap, or takes a shift from the pool. When everybody has agreed it is applied at once, or laid before the coordinator.
   *
   * @throws DomainError 403 `not-asked`; 409 `swap-over`, `already-answered`, `shift-changed`, `breaks-a-rule`, `leaves-too-few`
   */
  async accept(id: string, actor: Actor, once: IdempotentRequest | null): Promise<SwapDto> {
    const personId = ownPersonOf(actor);
    return this.decide(once, async (tx) => {
      const { rotas, whole } = await this.open(tx, id, [personId]);
      assertState(whole, ['proposed']);
      const swapId = whole.swap.id;
      if (whole.swap.kind === 'pool') {
        assertNotOwn(whole, personId);
        await this.swaps.take(tx, swapId, personId);
      } else assertAsked(whole, personId);
      await this.swaps.answer(tx, { swapId, personId, answer: 'accepted', at: this.clock.now() });
      const answered = (await this.swaps.find(id, tx))!;
      if (answered.parties.some(({ answer }) => answer !== 'accepted')) {
        await this.swaps.move(tx, swapId, {});
        await this.closing.note(tx, answered, actor, 'swap-accepted', {});
        return this.outcome(tx, id);
      }
      return this.conclude(tx, answered, rotas, actor);
    });
  }

  /**
   * A coordinator lets a swap pass that is beyond their unit's limits.
   *
   * @throws DomainError 403 `not-your-unit`; 409 as `accept`
   */
  async approve(
    id: string,
    overrideReason: string | null,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    return this.decide(once, async (tx) => {
      const { rotas, whole } = await this.open(tx, id, []);
      assertState(whole, ['accepted']);
      const mine = whole.swap.awaitingUnitIds.filter((unitId) => may(actor, 'coordinator', unitId));
      if (mine.length === 0) {
        throw notAllowed('This swap waits for the coordinator of another unit.', 'not-your-unit');
      }
      const at = this.clock.now();
      for (const unitId of mine) {
        const reason = overrideReason ?? '';
        await this.swaps.approve(tx, { swapId: id, unitId, accountId: actor.accountId, at, reason });
      }
      const awaitingUnitIds = whole.swap.awaitingUnitIds.filter((unitId) => !mine.includes(unitId));
      if (awaitingUnitIds.length === 0) return this.applied(tx, whole, rotas, actor, overrideReason);
      await this.swaps.move(tx, id, { awaitingUnitIds });
      await this.closing.note(tx, whole, actor, 'swap-approved', { unitIds: mine });
      return this.outcome(tx, id);
    });
  }

  /** Somebody who is asked, or the coordinator with a reason, says no. @throws DomainError 403, 409 `swap-over` */
  async decline(id: string, reason: string, actor: Actor, once: IdempotentRequest | null): Promise<SwapDto> {
    return this.decide(once, async (tx) => {
      const whole = await this.lock(tx, id);
      assertState(whole, ['proposed', 'accepted']);
      const { personId } = actor;
      const isParty = personId !== null && whole.parties.some((party) => party.personId === personId);
      if (!isParty) assertCoordinator(whole, actor, reason);
      else {
        await this.swaps.answer(tx, { swapId: id, personId, answer: 'declined', at: this.clock.now() });
      }
      const closedReason = isParty ? ('declined' as const) : ('coordinator' as const);
      const end = { state: 'refused' as const, closedReason, decisionReason: reason };
      return this.outcome(tx, id, [await this.closing.close(tx, whole, end, actor)]);
    });
  }

  /** Whoever asked thinks better of it. @throws DomainError 403 `not-yours`, 409 `swap-over` */
  async withdraw(id: string, actor: Actor, once: IdempotentRequest | null): Promise<SwapDto> {
    return this.decide(once, async (tx) => {
      const whole = await this.lock(tx, id);
      if (whole.swap.requestedBy !== actor.personId) {
        throw notAllowed('Only whoever asked for a swap can withdraw it; you can decline it.', 'not-yours');
      }
      assertState(whole, ['proposed', 'accepted']);
      const end = { state: 'withdrawn' as const, closedReason: null, decisionReason: '' };
      return this.outcome(tx, id, [await this.closing.close(tx, whole, end, actor)]);
    });
  }

  private async decide(
    once: IdempotentRequest | null,
    work: (tx: Transaction) => Promise<Outcome>,
  ): Promise<SwapDto> {
    const { view, occasions, refusal } = await this.idempotency.once(once, work);
    this.changes.wake(occasions);
    if (refusal !== null) throw conflict(refusal.code, refusal.message, view);
    return view;
  }

  /** Everybody agrees: applied, or for the coordinators. */
  private async conclude(
    tx: Transaction,
    whole: WholeSwap,
    rotas: readonly RotaEntity[],
    actor: Actor,
  ): Promise<Outcome> {
    const judged = await this.judge(tx, whole, rotas);
    if (judged instanceof DomainError) return this.hopeless(tx, whole, judged, actor);
    assertLegal(judged, null);
    const { unitIds, reasons } = await this.limits.approvalsFor(tx, whole.legs, judged);
    if (unitIds.length === 0) return this.apply(tx, whole, judged, actor, null);
    await this.swaps.move(tx, whole.swap.id, {
      state: 'accepted',
      awaitingUnitIds: [...unitIds],
      approvalReasons: [...reasons],
    });
    await this.closing.note(tx, whole, actor, 'swap-accepted', { awaiting: unitIds });
    return this.outcome(tx, whole.swap.id);
  }

  private async applied(
    tx: Transaction,
    whole: WholeSwap,
    rotas: readonly RotaEntity[],
    actor: Actor,
    overrideReason: string | null,
  ): Promise<Outcome> {
    const judged = await this.judge(tx, whole, rotas);
    if (judged instanceof DomainError) return this.hopeless(tx, whole, judged, actor);
    return this.apply(tx, whole, judged, actor, overrideReason);
  }

  private async apply(
    tx: Transaction,
    whole: WholeSwap,
    judged: JudgedChange,
    actor: Actor,
    overrideReason: string | null,
  ): Promise<Outcome> {
    const { swap, legs } = whole;
    const versions = judged.changes.flatMap(({ before }) =>
      before === null ? [] : [[before.id, before.version] as const],
    );
    await this.swaps.setApplied(tx, swap.id, new Map(versions));
    const occasions = await this.changes.make(tx, judged, {
      actor,
      action: 'swap-applied',
      subjectType: 'swap',
      subjectId: swap.id,
      detail: { kind: swap.kind, requestedBy: swap.requestedBy },
      why: whyInWords(whole),
      overrideReason,
    });
    await this.swaps.move(tx, swap.id, { state: 'applied', closedAt: this.clock.now(), awaitingUnitIds: [] });
    const overtaken = await this.closing.overtake(tx, legs, whole, actor);
    return this.outcome(tx, swap.id, [...occasions, ...overtaken]);
  }

  /** Or why the swap can never be applied. */
  private async judge(
    tx: Transaction,
    { legs }: WholeSwap,
    rotas: readonly RotaEntity[],
  ): Promise<JudgedChange | DomainError> {
    const handOvers = legs.map(({ assignmentId, fromPersonId, toPersonId }) => ({
      assignmentId,
      fromPersonId,
      toPersonId: toPersonId!,
    }));
    try {
      return await this.changes.judge(tx, rotas, { source: 'swap', handOvers, newShifts: [] });
    } catch (error) {
      if (error instanceof DomainError && HOPELESS.has(error.code)) return error;
      throw error;
    }
  }

  private async hopeless(
    tx: Transaction,
    whole: WholeSwap,
    { code, message }: DomainError,
    actor: Actor,
  ): Promise<Outcome> {
    const begun = code === 'shift-started';
    const end = begun
      ? { state: 'expired' as const, closedReason: null, decisionReason: '' }
      : { state: 'refused' as const, closedReason: 'shift-changed' as const, decisionReason: '' };
    const occasion = await this.closing.close(tx, whole, end, actor);
    return { ...(await this.outcome(tx, whole.swap.id, [occasion])), refusal: { code, message } };
  }

  private async open(
    tx: Transaction,
    id: string,
    further: readonly string[],
  ): Promise<{ rotas: RotaEntity[]; whole: WholeSwap }> {
    const known = await this.swaps.find(id, tx);
    if (known === null) throw notFound('swap', id);
    const people = known.legs.flatMap(({ fromPersonId, toPersonId }) =>
      [fromPersonId, toPersonId ?? []].flat(),
    );
    const rotas = await this.changes.open(
      tx,
      known.legs.map(({ rotaId }) => rotaId),
      [...people, ...further],
    );
    return { rotas, whole: await this.lock(tx, id) };
  }

  private async lock(tx: Transaction, id: string): Promise<WholeSwap> {
    await this.swaps.lock(tx, id);
    const whole = await this.swaps.find(id, tx);
    if (whole === null) throw notFound('swap', id);
    return whole;
  }

  private async outcome(
    tx: Transaction,
    id: string,
    occasions: readonly (string | null)[] = [],
  ): Promise<Outcome> {
    return { view: swapView((await this.swaps.find(id, tx))!), occasions, refusal: null };
  }
}

const OVER: Readonly<Record<string, string>> = {
  proposed: 'has not been accepted by everybody yet',
  accepted: 'has been accepted by everybody and waits for the coordinator',
  applied: 'has been applied already',
  refused: 'has been refused',
  withdrawn: 'has been withdrawn',
  expired: 'was not answered in time',
};

function assertState(whole: WholeSwap, states: readonly string[]): void {
  const { state } = whole.swap;
  if (states.includes(state)) return;
  throw conflict('swap-over', `This swap ${OVER[state]}; look at your rota as it is now.`, swapView(whole));
}

function assertAsked(whole: WholeSwap, personId: string): void {
  const party = whole.parties.find((each) => each.personId === personId);
  if (party === undefined) throw notAllowed('You are not asked in this swap.', 'not-asked');
  if (party.answer === 'asked') return;
  throw conflict('already-answered', 'You have answered this swap already.', swapView(whole));
}

function assertNotOwn({ swap }: WholeSwap, personId: string): void {
  if (swap.requestedBy !== personId) return;
  throw notAllowed('This is your own shift; withdraw the offer if you want to keep it.', 'not-asked');
}

function assertCoordinator({ legs }: WholeSwap, actor: Actor, reason: string): void {
  if (!legs.some(({ unitId }) => may(actor, 'coordinator', unitId))) {
    throw notAllowed('You are not asked in this swap.', 'not-asked');
  }
  if (reason.trim() === '') {
    throw invalid({ path: 'reason', message: 'Say why you refuse it; those who asked are told.' });
  }
}

function whyInWords({ swap, legs }: WholeSwap): string {
  const names = legs.map(({ fromName }) => nameInWords(fromName));
  if (swap.kind === 'direct') return `${names[0]} and ${names[1]} have swapped shifts.`;
  if (swap.kind === 'chain')
    return `${names[0]}, ${names[1]} and ${names[2]} have passed shifts on to each other.`;
  return `${nameInWords(legs[0]?.toName ?? '')} has taken a shift from ${names[0]}.`;
}

/** `Adeyemi, Sam` as one would say it. */
function nameInWords(displayName: string): string {
  return displayName.split(', ').toReversed().join(' ');
}
