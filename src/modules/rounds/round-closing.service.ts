import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { AuditService } from '../audit/audit.service.js';
import { type PickBoard, StaffPicks } from '../rotas/staff-picks.service.js';
import { type DecidedPick, resolvePicks } from './resolve-picks.js';
import { type RoundDto, roundStateOf, roundView } from './round.dto.js';
import { dateInWords, instantInWords, RoundNotices } from './round-notices.service.js';
import { RoundsRepository, type RoundRow } from './rounds.repository.js';

const SWEEP_MS = 60_000;
/** What else is open that a loser is told of. */
const MOST_OFFERS = 5;

/** Opens rounds, reminds of them, and closes them: what was picked becomes pinned shifts of the draft. */
@Injectable()
export class RoundClosing implements OnModuleInit {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly staffPicks: StaffPicks,
    private readonly notices: RoundNotices,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('rounds', SWEEP_MS, async (signal) => this.sweep(signal));
  }

  /** Does what is due, each thing once. */
  async sweep(signal: AbortSignal): Promise<void> {
    for (const id of await this.rounds.due(this.clock.now())) {
      if (signal.aborted) return;
      const occasions = await this.transactions.run(async (tx) => this.attend(tx, id));
      this.notices.wake(occasions);
    }
  }

  /** A coordinator closes a round before its time. @throws DomainError 412; 409 `round-not-open` */
  async close(id: string, seen: number, actor: Actor): Promise<RoundDto> {
    const { view, occasions } = await this.transactions.run(async (tx) => {
      const round = await this.open(tx, id);
      if (round === null) throw notFound('round', id);
      const now = this.clock.now();
      assertVersion(seen, round.version, roundView(round, now));
      if (!['open', 'closing'].includes(roundStateOf(round, now))) {
        throw conflict('round-not-open', 'Only a round that is open can be closed.', roundView(round, now));
      }
      const told = await this.decide(tx, round, actor);
      return { view: roundView((await this.rounds.find(id, tx))!, now), occasions: [told] };
    });
    this.notices.wake(occasions);
    return view;
  }

  /** Locks the rota, those who have picked, and the round. */
  private async open(tx: Transaction, id: string): Promise<RoundRow | null> {
    const known = await this.rounds.find(id, tx);
    if (known === null) return null;
    const personIds = (await this.rounds.picks(id, null, tx)).map(({ personId }) => personId);
    if (known.rotaState !== 'closed') await this.staffPicks.open(tx, known.rotaId, personIds);
    return this.rounds.lock(tx, id);
  }

  private async attend(tx: Transaction, id: string): Promise<(string | null)[]> {
    const round = await this.open(tx, id);
    const now = this.clock.now();
    if (round?.closedAt !== null) return [];
    if (round.closesAt <= now) return [await this.decide(tx, round, 'system')];
    const until = `You can say so until ${instantInWords(round.closesAt)}.`;
    const what = round.picks
      ? 'Say when you cannot, would rather not or would like to work, and pick shifts.'
      : 'Say when you cannot, would rather not or would like to work.';
    const about = `It is about ${dateInWords(round.firstDate)} to ${dateInWords(round.lastDate)}.`;
    const people = await this.rounds.participants(tx, round);
    if (round.openedAt === null) {
      await this.rounds.update(tx, id, { openedAt: now });
      return [await this.notices.tell(tx, round, 'opened', people, () => [about, what, until])];
    }
    if (round.remindAt === null || round.remindAt > now || round.remindedAt !== null) return [];
    await this.rounds.update(tx, id, { remindedAt: now });
    const missing = people.filter(({ tookPart }) => !tookPart);
    const nothing = 'If you have no wishes, there is nothing that you need to do.';
    return [await this.notices.tell(tx, round, 'reminder', missing, () => [about, what, until, nothing])];
  }

  private async decide(tx: Transaction, round: RoundRow, actor: Actor | 'system'): Promise<string | null> {
    const waiting = (await this.rounds.picks(round.id, null, tx)).filter(({ state }) => state === 'waiting');
    const { decided, board } =
      round.rotaState === 'draft' && waiting.length > 0
        ? await this.resolve(tx, round, waiting, actor)
        : { decided: waiting.map(tooLate), board: null };
    for (const pick of decided.filter(({ state }) => state !== 'won'))
      await this.rounds.settle(tx, pick, null);
    await this.rounds.update(tx, round.id, this.ended(round));
    const count = (state: DecidedPick['state']): number =>
      decided.filter((pick) => pick.state === state).length;
    await this.audit.append(tx, {
      chain: round.unitId,
      actor,
      action: 'round-closed',
      subjectType: 'round',
      subjectId: round.id,
      detail: { won: count('won'), lost: count('lost'), refused: count('refused') },
    });
    return this.tellResults(tx, round, decided, board);
  }

  /** A round that is closed before its time leaves that time to the next one. */
  private ended({ closesAt, remindAt }: RoundRow): Partial<RoundRow> {
    const closedAt = this.clock.now();
    if (closesAt <= closedAt) return { closedAt };
    return {
      closedAt,
      closesAt: closedAt,
      remindAt: remindAt !== null && remindAt < closedAt ? remindAt : null,
    };
  }

  private async resolve(
    tx: Transaction,
    round: RoundRow,
    waiting: Parameters<typeof resolvePicks>[0],
    actor: Actor | 'system',
  ): Promise<{ decided: readonly DecidedPick[]; board: PickBoard }> {
    const rota = await this.staffPicks.open(tx, round.rotaId, []);
    const board = await this.staffPicks.board(tx, rota);
    const losses = await this.rounds.standings(tx, round.unitId);
    const resolution = resolvePicks(waiting, board, losses, round.id);
    const won = resolution.picks.filter(({ state }) => state === 'won');
    const entry = { actor, subjectType: 'round', subjectId: round.id };
    const wanted = won.map(({ personId, date, shiftTypeId }) => ({ personId, date, shiftTypeId }));
    const ids = await this.staffPicks.give(tx, rota, wanted, entry);
    for (const [index, pick] of won.entries()) await this.rounds.settle(tx, pick, ids[index]!);
    await this.rounds.remember(tx, round.unitId, resolution.losses);
    return { decided: resolution.picks, board };
  }

  /** Those who did not get all that they picked, with what else is open. */
  private async tellResults(
    tx: Transaction,
    round: RoundRow,
    decided: readonly DecidedPick[],
    board: PickBoard | null,
  ): Promise<string | null> {
    const losers = new Set(decided.filter(({ state }) => state !== 'won').map(({ personId }) => personId));
    const people = (await this.rounds.participants(tx, round)).filter(({ id }) => losers.has(id));
    const shift = ({ date, shiftTypeId }: Pick<DecidedPick, 'date' | 'shiftTypeId'>): string =>
      `${board?.nameOf(shiftTypeId) ?? 'a shift'} on ${dateInWords(date)}`;
    return this.notices.tell(tx, round, 'decided', people, ({ id }) => {
      const own = decided.filter(({ personId }) => personId === id);
      const won = own.filter(({ state }) => state === 'won').map(shift);
      const open = board === null ? [] : board.wanted(id).filter((each) => board.refusal(each) === null);
      return [
        ...(won.length === 0 ? [] : [`You have: ${won.join('; ')}.`]),
        ...own
          .filter(({ state }) => state !== 'won')
          .map((each) => `Not yours: ${shift(each)}. ${each.reason}`),
        open.length === 0
          ? 'Nothing else is open for you in this rota.'
          : `Still open for you: ${open.slice(0, MOST_OFFERS).map(shift).join('; ')}. Pick it in the next round, or tell your coordinator.`,
      ];
    });
  }
}

function tooLate(pick: Pick<DecidedPick, 'id' | 'personId' | 'date' | 'shiftTypeId'>): DecidedPick {
  const reason = 'The rota was published before the round closed.';
  return { ...pick, state: 'refused', contested: false, reason };
}
