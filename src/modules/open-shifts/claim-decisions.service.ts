import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Settled } from '../../common/shared-turns.js';
import { together, type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { assertLegal, type JudgedChange, StaffChanges } from '../rotas/staff-changes.service.js';
import {
  assertOffered,
  ClaimAward,
  isOffered,
  type OpenClaim,
  type Outcome,
  shiftOf,
} from './claim-award.service.js';
import { VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import { vacancyView } from './vacancy.dto.js';

/** Somebody's claim, and the open shift as it was when they were let in. */
export interface WantedClaim {
  readonly vacancy: VacancyRow;
  readonly personId: string;
  readonly actor: Actor;
  readonly once: IdempotentRequest | null;
}

/**
 * Decides claims, ahead of the disk: the caller waits for it before anybody is told. Claims of one unit that came together are decided
 * in one transaction where each simply wins, which saves all but the writing; every other is decided alone, with its reasons.
 */
@Injectable()
export class ClaimDecisions {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly award: ClaimAward,
    private readonly changes: StaffChanges,
    private readonly audit: AuditService,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 409 `vacancy-over`, `breaks-a-rule`; 403 `not-offered` */
  async alone({ vacancy: known, personId, actor, once }: WantedClaim): Promise<Outcome> {
    return this.idempotency.onceAhead(once, async (tx) => {
      const claim = await this.award.open(tx, known, personId);
      assertOffered(claim);
      const judged = await this.award.judge(tx, claim);
      assertLegal(judged, null);
      const { vacancy } = claim;
      if (vacancy.mode === 'first-able') return this.award.win(tx, claim, judged, actor, null);
      await this.vacancies.wait(tx, vacancy.id, personId, this.clock.now());
      const what = { action: 'vacancy-claimed', subjectType: 'vacancy', subjectId: vacancy.id };
      await this.audit.append(tx, { chain: vacancy.unitId, actor, ...what, detail: { personId } });
      return { view: vacancyView(vacancy), occasions: [] };
    });
  }

  /** Claims of one unit, no two of one person or of one open shift. @returns what came of each, in their order. */
  async each(wanted: readonly WantedClaim[]): Promise<Settled<Outcome>[]> {
    const won = wanted.length > 1 ? await this.together(wanted) : new Map<WantedClaim, Outcome>();
    const settled: Settled<Outcome>[] = [];
    for (const claim of wanted) {
      const value = won.get(claim);
      if (value !== undefined) settled.push({ status: 'fulfilled', value });
      else settled.push(...(await Promise.allSettled([this.alone(claim)])));
    }
    return settled;
  }

  /** Those that simply win; none, when anything goes wrong. */
  private async together(wanted: readonly WantedClaim[]): Promise<Map<WantedClaim, Outcome>> {
    try {
      return await this.transactions.runAhead(async (tx) => this.winners(tx, wanted));
    } catch {
      // Decided alone, each has an answer of its own: also whoever is to blame.
      return new Map();
    }
  }

  private async winners(tx: Transaction, wanted: readonly WantedClaim[]): Promise<Map<WantedClaim, Outcome>> {
    // Asked in one go; the locks are taken in the order in which they stand here.
    const [fresh, rotas, simple] = await together([
      this.idempotency.newAmong(
        tx,
        wanted.map(({ once }) => once),
      ),
      this.changes.open(
        tx,
        wanted.map(({ vacancy }) => vacancy.rotaId),
        wanted.map(({ personId }) => personId),
      ),
      this.simple(tx, wanted),
    ]);
    const claims = simple.filter((claim) => fresh.has(claim.wanted.once));
    const shifts = claims.map(({ claim }) => shiftOf(claim));
    const judged = await this.changes.judgeEach(tx, rotas, shifts, 'claim');
    const won = claims
      .map(({ wanted: { actor }, claim }, k) => ({ claim, actor, judged: judged[k]! }))
      .filter(({ judged: each }) => isLegal(each));
    if (won.length === 0) return new Map();
    const outcomes = await this.award.winEach(tx, won);
    const winners = claims.filter((_, k) => isLegal(judged[k]!)).map((each) => each.wanted);
    await this.idempotency.remember(
      tx,
      winners.map(({ once }, k) => ({ once, response: outcomes[k] })),
    );
    return new Map(winners.map((each, k) => [each, outcomes[k]!]));
  }

  /** Those of which the first who can gets it, and who are at home in the unit. */
  private async simple(
    tx: Transaction,
    wanted: readonly WantedClaim[],
  ): Promise<{ wanted: WantedClaim; claim: OpenClaim }[]> {
    const ids = wanted.map(({ vacancy }) => vacancy.id);
    const [open, footings] = await together([
      this.vacancies.lockOpen(tx, ids),
      this.vacancies.footings(
        tx,
        wanted.map(({ vacancy, personId }) => ({ ...vacancy, personId })),
      ),
    ]);
    return wanted.flatMap((each, k) => {
      const vacancy = open.find(({ id }) => id === each.vacancy.id);
      const footing = footings[k]!;
      const isSimple = vacancy?.mode === 'first-able' && footing.here !== null && isOffered(vacancy, footing);
      return isSimple
        ? [{ wanted: each, claim: { rotas: [], vacancy, personId: each.personId, footing } }]
        : [];
    });
  }
}

function isLegal({ verdict, losses }: JudgedChange): boolean {
  return losses.length === 0 && verdict.introduced.every(({ level }) => level !== 'hard');
}
