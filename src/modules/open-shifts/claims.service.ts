import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, type DomainError, notAllowed, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PlacementsService } from '../people/placements.service.js';
import { type RotaEntity } from '../rotas/rota.entity.js';
import {
  assertLegal,
  type JudgedChange,
  SMALLEST_WTE,
  StaffChanges,
} from '../rotas/staff-changes.service.js';
import { reaches } from './ladder.js';
import { type Footing, VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import { type AwardBody, type VacancyDto, vacancyView } from './vacancy.dto.js';

const ALTERNATIVES = 5;

/** What a claim came to; stored for repeats of the same request. */
interface Outcome {
  readonly view: VacancyDto;
  readonly occasions: readonly (string | null)[];
}

/**
 * Claims of open shifts. Whoever claims locks the rota, themselves and then the open shift, in this order; the rules of the person are
 * checked under these locks, and the database lets an open shift have one winner whatever happens.
 */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly changes: StaffChanges,
    private readonly placements: PlacementsService,
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
    const known = once === null ? await this.vacancies.find(id) : null;
    if (once === null) await this.assertOpen(known, id, personId, undefined);
    const { view, occasions } = await this.idempotency.once(once, async (tx) => {
      const { rotas, vacancy } = await this.open(tx, id, personId, known);
      await this.assertOpen(vacancy, id, personId, tx);
      const footing = await this.vacancies.footing(tx, personId, vacancy.unitId, vacancy.date);
      assertOffered(vacancy, footing);
      const judged = await this.judge(tx, rotas, vacancy, personId, footing);
      assertLegal(judged, null);
      if (vacancy.mode === 'first-able') return this.win(tx, vacancy, judged, personId, footing, actor, null);
      await this.vacancies.wait(tx, id, personId, this.clock.now());
      await this.note(tx, vacancy, actor, 'vacancy-claimed', { personId });
      return { view: vacancyView(vacancy), occasions: [] };
    });
    await this.changes.wake(occasions);
    return view;
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
      await this.note(tx, vacancy, actor, 'vacancy-claim-withdrawn', { personId });
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
      const { rotas, vacancy } = await this.open(tx, id, personId, null);
      await this.assertOpen(vacancy, id, personId, tx);
      const waits = (await this.vacancies.claims(id, tx)).some(
        (claim) => claim.personId === personId && claim.state === 'waiting',
      );
      if (!waits) {
        throw conflict(
          'not-waiting',
          'This person has no claim here that waits; choose one who has.',
          vacancyView(vacancy),
        );
      }
      const footing = await this.vacancies.footing(tx, personId, vacancy.unitId, vacancy.date);
      const judged = await this.judge(tx, rotas, vacancy, personId, footing);
      return this.win(tx, vacancy, judged, personId, footing, actor, overrideReason);
    });
    await this.changes.wake(occasions);
    return view;
  }

  /** @param seen as it was found open just now, if it was. */
  private async open(
    tx: Transaction,
    id: string,
    personId: string,
    seen: VacancyRow | null,
  ): Promise<{ rotas: RotaEntity[]; vacancy: VacancyRow }> {
    const known = seen ?? (await this.vacancies.find(id, tx));
    if (seen === null) await this.assertOpen(known, id, personId, tx);
    const rotas = await this.changes.open(tx, [known!.rotaId], [personId]);
    const vacancy = await this.vacancies.lock(tx, id);
    if (vacancy === null) throw notFound('open shift', id);
    return { rotas, vacancy };
  }

  private async judge(
    tx: Transaction,
    rotas: readonly RotaEntity[],
    { rotaId, shiftTypeId, date }: VacancyRow,
    personId: string,
    footing: Footing,
  ): Promise<JudgedChange> {
    const loan = footing.here === null ? footing.contract : null;
    const shift = { id: randomUUID(), rotaId, personId, shiftTypeId, date, loan };
    return this.changes.judge(tx, rotas, { source: 'claim', handOvers: [], newShifts: [shift] });
  }

  private async win(
    tx: Transaction,
    vacancy: VacancyRow,
    judged: JudgedChange,
    personId: string,
    footing: Footing,
    actor: Actor,
    overrideReason: string | null,
  ): Promise<Outcome> {
    const { id, unitId, date } = vacancy;
    const at = this.clock.now();
    if (footing.here === null && footing.contract !== null) {
      const { contractCode, fullTimeMinPerWeek } = footing.contract;
      const days = { unitId, firstDate: date, lastDate: date, wte: SMALLEST_WTE };
      const loan = { ...days, contractCode, fullTimeMinPerWeek, engagement: 'loan' as const };
      await this.placements.lend(tx, personId, loan, actor);
    }
    const assignmentId = judged.changes[0]!.after!.id;
    await this.vacancies.win(tx, { vacancyId: id, personId, assignmentId, at });
    const lost = vacancy.mode === 'coordinator' ? await this.vacancies.lose(tx, id, at) : [];
    await this.vacancies.move(tx, id, { state: 'filled', closedAt: at, heldAudience: null });
    const occasions = await this.changes.make(tx, judged, {
      actor,
      action: 'vacancy-filled',
      subjectType: 'vacancy',
      subjectId: id,
      detail: { audience: vacancy.audience, lost },
      why: `You have taken the open shift ${vacancy.shiftName} (${vacancy.shiftCode}).`,
      overrideReason,
    });
    const winner = judged.inputs[0]!.people.find(({ person }) => person.id === personId)!.person;
    const filled = { state: 'filled' as const, heldAudience: null, version: vacancy.version + 1 };
    const winnerName = `${winner.familyName}, ${winner.givenName}`;
    return { view: vacancyView({ ...vacancy, ...filled, winnerId: personId, winnerName }), occasions };
  }

  /** @param tx whose connection is used: one that waited for another of the pool could wait for ever. */
  private async assertOpen(
    vacancy: VacancyRow | null,
    id: string,
    personId: string,
    tx: Transaction | undefined,
  ): Promise<void> {
    if (vacancy === null) throw notFound('open shift', id);
    if (vacancy.state !== 'open') throw await this.late(vacancy, personId, tx);
  }

  /** Who is late is told at once who got it and what else is open. */
  private async late(
    vacancy: VacancyRow,
    personId: string,
    tx: Transaction | undefined,
  ): Promise<DomainError> {
    const others = await this.vacancies.alternatives(personId, this.clock.now(), ALTERNATIVES, tx);
    const what = vacancy.state === 'filled' ? 'has been taken' : `is ${vacancy.state}`;
    const further =
      others.length === 0
        ? 'Nothing else is open for you at the moment.'
        : 'Others are open: see alternatives.';
    return conflict('vacancy-over', `This shift ${what}. ${further}`, {
      ...vacancyView(vacancy),
      alternatives: others.map(vacancyView),
    });
  }

  private async note(
    tx: Transaction,
    { id, unitId }: VacancyRow,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'vacancy',
      subjectId: id,
      detail,
    });
  }
}

/** @throws DomainError 403 `not-offered` */
function assertOffered(vacancy: VacancyRow, { here, contract }: Footing): void {
  const { audience } = vacancy;
  if (here === 'substantive' || here === 'loan') return;
  if (here !== null && reaches(audience, here)) return;
  if (here === null && contract !== null && reaches(audience, 'other-units')) return;
  throw notAllowed(
    `This shift is offered to ${vacancy.unitName} first and has not gone out to you yet; look again later.`,
    'not-offered',
  );
}
