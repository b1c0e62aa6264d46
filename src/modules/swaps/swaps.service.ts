import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { decodeCursor, toPage, type Page } from '../../common/paging.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { assertLegal, StaffChanges } from '../rotas/staff-changes.service.js';
import { type NewSwapBody, type SwapDto, type SwapListQuery, swapView } from './swap.dto.js';
import { type SwapState } from './swap.entity.js';
import { SwapNotices } from './swap-notices.service.js';
import { swapShape } from './swap-shape.js';
import { SwapsRepository, type Viewer } from './swaps.repository.js';

const UNDER_WAY: readonly SwapState[] = ['proposed', 'accepted'];

/** Swaps as people propose and see them; what becomes of them is decided in `SwapDecisions`. */
@Injectable()
export class SwapsService implements OnModuleInit {
  constructor(
    private readonly swaps: SwapsRepository,
    private readonly planned: PlannedWork,
    private readonly changes: StaffChanges,
    private readonly notices: SwapNotices,
    private readonly audit: AuditService,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly targets: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.targets.register('swap', async (id) => {
      const unitIds = await this.swaps.unitIdsOf(id);
      return unitIds === null ? null : { unitIds };
    });
    this.targets.register('assignment', async (id) => {
      const [shift] = await this.planned.byIds([id]);
      return shift === undefined ? null : { unitIds: [shift.unitId], personId: shift.personId };
    });
  }

  /** Newest first: one's own, the pools of one's units, and for coordinators all of their units. */
  async list({ unitId, state, cursor, limit }: SwapListQuery, actor: Actor): Promise<Page<SwapDto>> {
    const key = decodeCursor(cursor, ['string', 'string']) as [string, string] | null;
    const after = key === null ? null : { createdAt: key[0], id: key[1] };
    const states = state === undefined ? null : state === 'under-way' ? UNDER_WAY : [state];
    const rows = await this.swaps.list(viewerOf(actor), { unitId: unitId ?? null, states }, after, limit + 1);
    return toPage(rows, limit, ({ swap }) => [swap.createdAt.toISOString(), swap.id], swapView);
  }

  /** @throws DomainError 403 for somebody else's */
  async get(id: string, actor: Actor): Promise<SwapDto> {
    if (!(await this.swaps.mayBeSeen(id, viewerOf(actor)))) {
      throw notAllowed('This swap is between other people.', 'not-yours');
    }
    return this.view(id);
  }

  /**
   * Proposes a swap, after checking that it would be legal as things stand.
   *
   * @throws DomainError 403 `not-your-shift`; 409 `shift-changed`, `shift-started`, `breaks-a-rule`, `leaves-too-few`
   */
  async propose(body: NewSwapBody, actor: Actor, once: IdempotentRequest | null): Promise<SwapDto> {
    const personId = ownPersonOf(actor);
    const { view, occasion } = await this.idempotency.once(once, async (tx) =>
      this.proposeIn(tx, { body, personId, poolId: null }, actor),
    );
    this.notices.wake([occasion]);
    return view;
  }

  /** Offers a shift of one's own for one in the pool: a swap that its owner may accept. @throws as `propose` */
  async offer(
    poolId: string,
    assignmentId: string,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    const personId = ownPersonOf(actor);
    const { view, occasion } = await this.idempotency.once(once, async (tx) => {
      const pool = await this.swaps.find(poolId, tx);
      if (pool === null) throw notFound('swap', poolId);
      if (pool.swap.kind !== 'pool' || pool.swap.state !== 'proposed') {
        throw conflict('swap-over', 'This shift is not in the pool any more.', swapView(pool));
      }
      const body = { assignmentIds: [assignmentId, pool.legs[0]!.assignmentId], note: '' };
      return this.proposeIn(tx, { body, personId, poolId }, actor);
    });
    this.notices.wake([occasion]);
    return view;
  }

  private async proposeIn(
    tx: Transaction,
    { body, personId, poolId }: { body: NewSwapBody; personId: string; poolId: string | null },
    actor: Actor,
  ): Promise<{ view: SwapDto; occasion: string | null }> {
    const now = this.clock.now();
    const { kind, legs, parties } = swapShape(
      body,
      await this.planned.byIds(body.assignmentIds, tx),
      personId,
    );
    const begun = legs.find(({ startsAt }) => startsAt <= now);
    if (begun !== undefined) {
      throw conflict('shift-started', `The shift of ${begun.date} has begun; it cannot be swapped any more.`);
    }
    const rotas = await this.changes.open(
      tx,
      legs.map(({ rotaId }) => rotaId),
      [personId, ...parties],
    );
    const handOvers = legs.flatMap(({ assignmentId, fromPersonId, toPersonId }) =>
      toPersonId === null ? [] : [{ assignmentId, fromPersonId, toPersonId }],
    );
    if (handOvers.length > 0) {
      assertLegal(await this.changes.judge(tx, rotas, { source: 'swap', handOvers, newShifts: [] }), null);
    }
    const unitId = legs[0]!.unitId;
    const expiresAt = new Date(Math.min(...legs.map(({ startsAt }) => startsAt.getTime())));
    const swap = { unitId, requestedBy: personId, kind, note: body.note, createdAt: now, expiresAt };
    const id = await this.swaps.insert(tx, swap, legs, parties, poolId);
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action: 'swap-proposed',
      subjectType: 'swap',
      subjectId: id,
      detail: { kind, legs: handOvers.length > 0 ? handOvers : body.assignmentIds, poolId },
    });
    const whole = (await this.swaps.find(id, tx))!;
    return { view: swapView(whole), occasion: await this.notices.ask(tx, whole) };
  }

  private async view(id: string): Promise<SwapDto> {
    const whole = await this.swaps.find(id);
    if (whole === null) throw notFound('swap', id);
    return swapView(whole);
  }
}

/** @throws DomainError 403 for an account that is nobody's who works shifts. */
export function ownPersonOf({ personId }: Actor): string {
  if (personId !== null) return personId;
  throw notAllowed('Your account belongs to nobody who works shifts, so it has none to swap.', 'no-person');
}

export function viewerOf({ personId, placedUnitIds, roles }: Actor): Viewer {
  const coordinatedUnitIds = roles.flatMap(({ role, unitId }) =>
    role === 'coordinator' && unitId !== null ? [unitId] : [],
  );
  return { personId, placedUnitIds, coordinatedUnitIds };
}
