import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { SharedQuestion } from '../../common/shared-question.js';
import { type Settled, SharedTurns } from '../../common/shared-turns.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { StaffChanges } from '../rotas/staff-changes.service.js';
import { ALTERNATIVES, ClaimAward, type Outcome, overWith } from './claim-award.service.js';
import { ClaimDecisions, type WantedClaim } from './claim-decisions.service.js';
import { type Look, VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import { type AwardBody, type VacancyDto, vacancyView } from './vacancy.dto.js';

/** So many claims are decided in one transaction that the others of the unit do not wait long for it. */
const MOST_TOGETHER = 50;

interface LookedAt {
  readonly id: string;
  readonly personId: string;
}

/**
 * Claims of open shifts. Claims of one unit take turns in this process; those that wait are looked at again before anything is locked,
 * and decided together. The rules of each person are checked under the locks, and the database lets an open shift have one
 * winner whatever happens.
 */
@Injectable()
export class ClaimsService {
  private readonly turns = new SharedTurns<WantedClaim, Outcome>(
    async (claims, waited) => this.decide(claims, waited),
    MOST_TOGETHER,
  );

  /** Most of those who come at the same moment only want to know that it is over: they ask together. */
  private readonly looks = new SharedQuestion<LookedAt, Look | null>(async (asked) =>
    this.vacancies.looks(asked, this.clock.now(), ALTERNATIVES),
  );

  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly decisions: ClaimDecisions,
    private readonly awards: ClaimAward,
    private readonly changes: StaffChanges,
    private readonly audit: AuditService,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * The first who can gets it; or, where the coordinator chooses, waits to be chosen.
   *
   * @throws DomainError 409 `vacancy-over` with who got it and what else is open, `breaks-a-rule`; 403 `not-offered`
   */
  async claim(id: string, actor: Actor, once: IdempotentRequest | null): Promise<VacancyDto> {
    const { personId } = actor;
    if (personId === null) throw notAllowed('Your account belongs to nobody who works shifts.', 'no-person');
    // Most who are late find out here, without waiting for anybody.
    const vacancy = await this.look(id, personId, once);
    const wanted = { vacancy, personId, actor, once };
    const { view, occasions } = await this.turns.take(vacancy.unitId, wanted);
    // The next ones are decided while this is on its way to the disk; nobody is told of it before it is there.
    await this.changes.written();
    this.changes.wake(occasions);
    return view;
  }

  /** Claims of one unit, in the order in which they came. */
  private async decide(claims: readonly WantedClaim[], waited: boolean): Promise<Settled<Outcome>[]> {
    const settled = new Map<WantedClaim, Settled<Outcome>>();
    for (let [left, again] = [claims, waited]; left.length > 0; again = true) {
      const looked = again
        ? await this.lookAgain(left)
        : left.map((value) => ({ status: 'fulfilled' as const, value }));
      const lot: { asked: WantedClaim; claim: WantedClaim }[] = [];
      for (const [k, result] of looked.entries()) {
        const asked = left[k]!;
        if (result.status === 'rejected') settled.set(asked, result);
        else if (fits(lot, result.value)) lot.push({ asked, claim: result.value });
      }
      const results = await this.decisions.each(lot.map(({ claim }) => claim));
      for (const [k, { asked }] of lot.entries()) settled.set(asked, results[k]!);
      left = left.filter((claim) => !settled.has(claim));
    }
    return claims.map((claim) => settled.get(claim)!);
  }

  /** Takes a claim back that has not been decided. @throws DomainError 409 `not-waiting` */
  async takeBack(id: string, actor: Actor, once: IdempotentRequest | null): Promise<VacancyDto> {
    return this.idempotency.once(once, async (tx) => {
      const vacancy = await this.vacancies.lock(tx, id);
      if (vacancy === null) throw notFound('open shift', id);
      const personId = actor.personId ?? '';
      const taken = personId !== '' && (await this.vacancies.takeBack(tx, id, personId, this.clock.now()));
      if (!taken) {
        throw conflict(
          'not-waiting',
          'You have no claim here that is still to be decided.',
          vacancyView(vacancy),
        );
      }
      await this.noteWithdrawal(tx, vacancy, personId, actor);
      return vacancyView(vacancy);
    });
  }

  /**
   * The coordinator chooses among those who claim.
   *
   * @throws DomainError 409 `vacancy-over`, `not-waiting`, `breaks-a-rule` without a reason
   */
  async award(
    id: string,
    { personId, overrideReason = null }: AwardBody,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<VacancyDto> {
    const { view, occasions } = await this.idempotency.once(once, async (tx) => {
      const known = await this.vacancies.find(id, tx);
      if (known === null) throw notFound('open shift', id);
      const claim = await this.awards.open(tx, known, personId);
      const waits = (await this.vacancies.claims(id, tx)).some(
        (each) => each.personId === personId && each.state === 'waiting',
      );
      if (!waits) {
        throw conflict(
          'not-waiting',
          'This person has no claim here that waits; choose one who has.',
          vacancyView(claim.vacancy),
        );
      }
      const judged = await this.awards.judge(tx, claim);
      return this.awards.win(tx, claim, judged, actor, overrideReason);
    });
    this.changes.wake(occasions);
    return view;
  }

  /** Those whose open shift is still open go on as they are: the locks tell. The others are looked at again. */
  private async lookAgain(claims: readonly WantedClaim[]): Promise<Settled<WantedClaim>[]> {
    const open = await this.vacancies.openAmong(claims.map(({ vacancy }) => vacancy.id));
    return Promise.allSettled(
      claims.map(async (claim) => {
        if (open.has(claim.vacancy.id)) return claim;
        return { ...claim, vacancy: await this.look(claim.vacancy.id, claim.personId, claim.once) };
      }),
    );
  }

  /** @throws DomainError 404; 409 `vacancy-over`, unless the answer may be one that was given before to the same key. */
  private async look(id: string, personId: string, once: IdempotentRequest | null): Promise<VacancyRow> {
    const found = await this.looks.ask({ id, personId });
    if (found === null) throw notFound('open shift', id);
    if (once === null && found.vacancy.state !== 'open') throw overWith(found.vacancy, found.alternatives);
    return found.vacancy;
  }

  private async noteWithdrawal(
    tx: Transaction,
    { id, unitId }: VacancyRow,
    personId: string,
    actor: Actor,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action: 'vacancy-claim-withdrawn',
      subjectType: 'vacancy',
      subjectId: id,
      detail: { personId },
    });
  }
}

/** One transaction decides one claim of a person and one of an open shift; the next finds out what came of it. */
function fits(lot: readonly { readonly claim: WantedClaim }[], { vacancy, personId }: WantedClaim): boolean {
  return lot.every(({ claim }) => claim.vacancy.id !== vacancy.id && claim.personId !== personId);
}
