import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, type DomainError, notAllowed, notFound } from '../../common/domain-error.js';
import { together, type Transaction } from '../../database/transactions.js';
import { PlacementsService } from '../people/placements.service.js';
import { type RotaEntity } from '../rotas/rota.entity.js';
import {
  type ChangeRequest,
  type JudgedChange,
  type NewShift,
  SMALLEST_WTE,
  StaffChanges,
} from '../rotas/staff-changes.service.js';
import { reaches } from './ladder.js';
import { OpenShiftNotices } from './open-shift-notices.service.js';
import { type Footing, VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import { type VacancyDto, vacancyView } from './vacancy.dto.js';

export const ALTERNATIVES = 5;

/** What a claim came to; stored for repeats of the same request. */
export interface Outcome {
  readonly view: VacancyDto;
  readonly occasions: readonly (string | null)[];
}

/** What is known of a claim under the locks of its transaction. */
export interface OpenClaim {
  readonly rotas: readonly RotaEntity[];
  readonly vacancy: VacancyRow;
  readonly personId: string;
  readonly footing: Footing;
}

/** Gives an open shift to somebody: locks the rota, the person and then the open shift, in this order, judges and writes. */
@Injectable()
export class ClaimAward {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly changes: StaffChanges,
    private readonly placements: PlacementsService,
    private readonly losers: OpenShiftNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 409 `vacancy-over`, `rota-closed`, `rota-not-published` */
  async open(tx: Transaction, known: VacancyRow, personId: string): Promise<OpenClaim> {
    const { id, rotaId } = known;
    if (known.state !== 'open') throw await this.late(known, personId, tx);
    const [rotas, vacancy, [footing]] = await together([
      this.changes.open(tx, [rotaId], [personId]),
      this.vacancies.lock(tx, id),
      this.vacancies.footings(tx, [{ ...known, personId }]),
    ]);
    if (vacancy === null) throw notFound('open shift', id);
    if (vacancy.state !== 'open') throw await this.late(vacancy, personId, tx);
    return { rotas, vacancy, personId, footing: footing! };
  }

  async judge(tx: Transaction, claim: OpenClaim): Promise<JudgedChange> {
    const newShifts = [shiftOf(claim)];
    return this.changes.judge(tx, claim.rotas, { source: 'claim', handOvers: [], newShifts });
  }

  async win(
    tx: Transaction,
    { vacancy, personId, footing }: OpenClaim,
    judged: JudgedChange,
    actor: Actor,
    overrideReason: string | null,
  ): Promise<Outcome> {
    const { id, unitId, date } = vacancy;
    if (footing.here === null && footing.contract !== null) {
      const { contractCode, fullTimeMinPerWeek } = footing.contract;
      const days = { unitId, firstDate: date, lastDate: date, wte: SMALLEST_WTE };
      const loan = { ...days, contractCode, fullTimeMinPerWeek, engagement: 'loan' as const };
      await this.placements.lend(tx, personId, loan, actor);
    }
    const at = this.clock.now();
    const lost = vacancy.mode === 'coordinator' ? await this.vacancies.lose(tx, id, at, personId) : [];
    const told = await this.losers.tell(tx, vacancy, lost, 'given to somebody else');
    const [occasions] = await together([
      this.changes.make(tx, judged, requestOf(vacancy, actor, lost, overrideReason)),
      this.vacancies.win(tx, [winOf(vacancy, personId, judged)], at),
    ]);
    return { view: wonView(vacancy, personId, judged), occasions: [...occasions, told] };
  }

  /**
   * Gives several open shifts of one unit to as many people who are at home there, whoever is first gets each.
   *
   * @throws DomainError as `judge` and `make`, for all of them.
   */
  async winEach(
    tx: Transaction,
    won: readonly { readonly claim: OpenClaim; readonly judged: JudgedChange; readonly actor: Actor }[],
  ): Promise<Outcome[]> {
    const made = won.map(({ claim, judged, actor }) => ({
      judged,
      request: requestOf(claim.vacancy, actor, [], null),
    }));
    const wins = won.map(({ claim, judged }) => winOf(claim.vacancy, claim.personId, judged));
    const [occasions] = await together([
      this.changes.makeEach(tx, made),
      this.vacancies.win(tx, wins, this.clock.now()),
    ]);
    return won.map(({ claim: { vacancy, personId }, judged }, k) => ({
      view: wonView(vacancy, personId, judged),
      occasions: [occasions[k]!],
    }));
  }

  /**
   * Who is late is told at once who got it and what else is open.
   *
   * @param tx whose connection is used: one that waited for another of the pool could wait for ever.
   */
  private async late(vacancy: VacancyRow, personId: string, tx: Transaction): Promise<DomainError> {
    return overWith(vacancy, await this.vacancies.alternatives(personId, this.clock.now(), ALTERNATIVES, tx));
  }
}

/** The shift that the person would work. */
export function shiftOf({ vacancy, personId, footing }: OpenClaim): NewShift {
  const { rotaId, shiftTypeId, date } = vacancy;
  const loan = footing.here === null ? footing.contract : null;
  return { id: randomUUID(), rotaId, personId, shiftTypeId, date, loan };
}

export function isOffered({ audience }: VacancyRow, { here, contract }: Footing): boolean {
  if (here === 'substantive' || here === 'loan') return true;
  if (here !== null) return reaches(audience, here);
  return contract !== null && reaches(audience, 'other-units');
}

/** @throws DomainError 403 `not-offered` */
export function assertOffered({ vacancy, footing }: OpenClaim): void {
  if (isOffered(vacancy, footing)) return;
  throw notAllowed(
    `This shift is offered to ${vacancy.unitName} first and has not gone out to you yet; look again later.`,
    'not-offered',
  );
}

export function overWith(vacancy: VacancyRow, others: readonly VacancyRow[]): DomainError {
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

function requestOf(
  { id, audience, shiftName, shiftCode }: VacancyRow,
  actor: Actor,
  lost: readonly string[],
  overrideReason: string | null,
): ChangeRequest {
  return {
    actor,
    action: 'vacancy-filled',
    subjectType: 'vacancy',
    subjectId: id,
    detail: { audience, lost },
    why: `You have taken the open shift ${shiftName} (${shiftCode}).`,
    overrideReason,
  };
}

function winOf({ id }: VacancyRow, personId: string, judged: JudgedChange) {
  return { vacancyId: id, personId, assignmentId: judged.changes[0]!.after!.id };
}

function wonView(vacancy: VacancyRow, personId: string, { inputs }: JudgedChange): VacancyDto {
  const { familyName, givenName } = inputs[0]!.people.find(({ person }) => person.id === personId)!.person;
  const filled = { state: 'filled' as const, heldAudience: null, version: vacancy.version + 1 };
  return vacancyView({
    ...vacancy,
    ...filled,
    winnerId: personId,
    winnerName: `${familyName}, ${givenName}`,
  });
}
