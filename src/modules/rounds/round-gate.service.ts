import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { conflict } from '../../common/domain-error.js';
import { groupBy } from '../../common/group-by.js';
import { type Transaction } from '../../database/transactions.js';
import { roundStateOf, roundView } from './round.dto.js';
import { RoundsRepository, type RoundRow } from './rounds.repository.js';

export type RequestKind = 'cannot' | 'rather-not' | 'would-like';

/** Days of requests of one kind that a person would have from a day to another, with the change made. */
export type CountDays = (firstDate: string, lastDate: string) => Promise<number>;

const MAXIMUM = { cannot: 'maxCannot', 'rather-not': 'maxRatherNot', 'would-like': 'maxWouldLike' } as const;

/** Lets staff ask for days of a rota only while a round of it is open, and only for as many as it allows. Rotas without rounds are open. */
@Injectable()
export class RoundGate {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly clock: Clock,
  ) {}

  /** Keeps others of the same person from asking at the same time. */
  async lockPerson(tx: Transaction, personId: string): Promise<void> {
    await this.rounds.lockPerson(tx, personId);
  }

  /**
   * @param counted null: something is taken back, for which there is no limit.
   * @throws DomainError 409 `round-not-open`, `round-closed`, `quota-used`
   */
  async check(
    tx: Transaction,
    { personId, firstDate, lastDate }: { personId: string; firstDate: string; lastDate: string },
    counted: { readonly kind: RequestKind; readonly days: CountDays } | null,
  ): Promise<void> {
    const now = this.clock.now();
    const byRota = groupBy(
      await this.rounds.touching(tx, personId, firstDate, lastDate),
      ({ rotaId }) => rotaId,
    );
    for (const rounds of byRota.values()) {
      const open = rounds.find((round) => roundStateOf(round, now) === 'open');
      if (open === undefined) throw notOpen(rounds, now);
      if (counted === null) continue;
      const most = open[MAXIMUM[counted.kind]];
      if (most === null) continue;
      const days = await counted.days(open.firstDate, open.lastDate);
      if (days <= most) continue;
      throw conflict(
        'quota-used',
        `That would be ${days} days of this kind in "${open.rotaName}", which allows ${most}; take back others first, or ask for fewer.`,
        roundView(open, now),
      );
    }
  }
}

function notOpen(rounds: readonly RoundRow[], now: Date): Error {
  const next = rounds.find((round) => roundStateOf(round, now) === 'planned');
  const { rotaName, lastDate } = rounds[0]!;
  if (next !== undefined) {
    const when = next.opensAt.toISOString();
    return conflict(
      'round-not-open',
      `Requests for "${rotaName}" open at ${when}; ask then.`,
      roundView(next, now),
    );
  }
  return conflict(
    'round-closed',
    `Requests for "${rotaName}" are closed; ask for days after ${lastDate}, or tell your coordinator.`,
    roundView(rounds.at(-1)!, now),
  );
}
