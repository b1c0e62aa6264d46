import { Injectable } from '@nestjs/common';
import { type Actor, may } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type PickBoard, StaffPicks } from '../rotas/staff-picks.service.js';
import {
  type PickableListDto,
  type PickBody,
  type PickDto,
  type PickListDto,
  pickView,
  roundStateOf,
  roundView,
} from './round.dto.js';
import { type PickRow, RoundsRepository, type RoundRow } from './rounds.repository.js';

/** Shifts that staff pick while a round is open. Who has them is decided at its close. */
@Injectable()
export class PicksService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly staffPicks: StaffPicks,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** One's own; for coordinators everybody's. @throws DomainError 404 */
  async list(roundId: string, actor: Actor): Promise<PickListDto> {
    const round = await this.found(roundId);
    const seesAll = may(actor, 'coordinator', round.unitId);
    if (!seesAll && actor.personId === null) return { items: [] };
    const rows = await this.rounds.picks(roundId, seesAll ? null : actor.personId);
    return { items: rows.map(pickView) };
  }

  /** Shifts that still want somebody like oneself, with how many have picked them. @throws DomainError 404, 403 */
  async pickable(roundId: string, actor: Actor): Promise<PickableListDto> {
    const round = await this.found(roundId);
    const personId = ownPersonOf(actor);
    return this.transactions.run(async (tx) => {
      const all = await this.rounds.picks(roundId, null, tx);
      const board = await this.boardOf(tx, round, all, personId);
      const items = board.wanted(personId).map((shift) => {
        const same = all.filter(
          ({ date, shiftTypeId }) => date === shift.date && shiftTypeId === shift.shiftTypeId,
        );
        return {
          date: shift.date,
          shiftTypeId: shift.shiftTypeId,
          places: board.places(shift),
          pickers: same.length,
          refusal: board.refusal(shift),
        };
      });
      return { items };
    });
  }

  /**
   * Picks a shift that one could have by the rules, with what one has picked already.
   *
   * @throws DomainError 403; 409 `round-not-open`, `no-picks`, `quota-used`, `picked-already`, `breaks-a-rule`, `no-place`
   */
  async pick(
    roundId: string,
    body: PickBody,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<PickDto> {
    const personId = ownPersonOf(actor);
    return this.idempotency.once(once, async (tx) => {
      const round = await this.openRound(tx, roundId, personId);
      const own = await this.rounds.picks(roundId, personId, tx);
      if (round.maxPicks !== null && own.length >= round.maxPicks) {
        throw conflict(
          'quota-used',
          `You have picked ${own.length} shifts, which is what this round allows; take one back first.`,
          { items: own.map(pickView) },
        );
      }
      const same = own.find(({ date }) => date === body.date);
      if (same !== undefined) {
        const message = `You have picked ${same.shiftName} on that day already; take that back first.`;
        throw conflict('picked-already', message, pickView(same));
      }
      const board = await this.boardOf(tx, round, own, personId);
      const wanted = { personId, ...body };
      const refusal = board.refusal(wanted);
      if (refusal !== null) throw conflict('breaks-a-rule', `${refusal} Choose another shift.`, null);
      if (board.places(wanted) === 0) {
        throw conflict('no-place', 'Nobody more is wanted on this shift; choose another one.', null);
      }
      const id = await this.rounds.insertPick(tx, { roundId, personId, ...body, pickedAt: this.clock.now() });
      await this.note(tx, round, actor, 'shift-picked', { id, ...body });
      return pickView((await this.rounds.picks(roundId, personId, tx)).find((each) => each.id === id)!);
    });
  }

  /** @throws DomainError 404 also for somebody else's; 409 `round-not-open` */
  async takeBack(roundId: string, pickId: string, actor: Actor): Promise<void> {
    const personId = ownPersonOf(actor);
    await this.transactions.run(async (tx) => {
      const round = await this.openRound(tx, roundId, personId);
      const pick = (await this.rounds.picks(roundId, personId, tx)).find(({ id }) => id === pickId);
      if (pick === undefined) throw notFound('pick of yours', pickId);
      await this.rounds.removePick(tx, pickId);
      await this.note(tx, round, actor, 'pick-taken-back', { id: pickId, date: pick.date });
    });
  }

  /** The rota with what this person has picked on top. */
  private async boardOf(
    tx: Transaction,
    round: RoundRow,
    picks: readonly PickRow[],
    personId: string,
  ): Promise<PickBoard> {
    const board = await this.staffPicks.look(tx, round.rotaId);
    for (const pick of picks) {
      if (pick.personId === personId && pick.state === 'waiting' && board.refusal(pick) === null)
        board.give(pick);
    }
    return board;
  }

  private async openRound(tx: Transaction, id: string, personId: string): Promise<RoundRow> {
    await this.rounds.lockPerson(tx, personId);
    const round = await this.rounds.lock(tx, id, true);
    if (round === null) throw notFound('round', id);
    const now = this.clock.now();
    if (!round.picks) {
      const message = 'No shifts are picked in this round; ask for days instead.';
      throw conflict('no-picks', message, roundView(round, now));
    }
    if (roundStateOf(round, now) === 'open') return round;
    const when = `from ${round.opensAt.toISOString()} to ${round.closesAt.toISOString()}`;
    throw conflict('round-not-open', `This round is open ${when} only.`, roundView(round, now));
  }

  private async found(id: string): Promise<RoundRow> {
    const round = await this.rounds.find(id);
    if (round === null) throw notFound('round', id);
    return round;
  }

  private async note(
    tx: Transaction,
    { id, unitId }: RoundRow,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'round',
      subjectId: id,
      detail,
    });
  }
}

function ownPersonOf({ personId }: Actor): string {
  if (personId !== null) return personId;
  throw notAllowed('Your account belongs to nobody who works shifts.', 'no-person');
}
