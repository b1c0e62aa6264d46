import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { type PlannedShift, PlannedWork } from '../rotas/planned-work.service.js';
import { type JudgedChange, StaffChanges } from '../rotas/staff-changes.service.js';
import { type CoverOutlook, UnitOutlook } from '../rotas/unit-outlook.service.js';
import { LeaveAccounts } from './leave-accounts.service.js';
import { LeaveAccountsRepository, type PlacementRow } from './leave-accounts.repository.js';
import { LeaveLimitsRepository } from './leave-limits.repository.js';
import { type AskedKind } from './leave-requests.dto.js';
import { LeaveRequestsRepository } from './leave-requests.repository.js';
import {
  type Assessment,
  type AssessedUnit,
  type AssessedYear,
  type Refusal,
} from './reckoning/assessment.js';
import { beyondCapacity, capacityDays } from './reckoning/capacity.js';
import { coversDate, datesOf, leaveYearsBetween } from './reckoning/entitlement.js';
import { costInYear } from './reckoning/statement.js';
import { dateInWords, hoursInWords, periodInWords } from './reckoning/words.js';

/** Leave as somebody asks for it. */
export interface WantedLeave {
  readonly personId: string;
  readonly kind: AskedKind;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly lifeEvent: boolean;
  /** Its id when it has been asked for already. */
  readonly id: string | null;
}

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
/** Other leave is always looked at by a person. */
const AUTOMATIC_KINDS: readonly AskedKind[] = ['annual-leave', 'study-leave'];

/** Looks at leave from every side: hours, colleagues, cover, rules, published shifts, limits. */
@Injectable()
export class LeaveAssessor {
  constructor(
    private readonly accounts: LeaveAccounts,
    private readonly placed: LeaveAccountsRepository,
    private readonly limits: LeaveLimitsRepository,
    private readonly requests: LeaveRequestsRepository,
    private readonly planned: PlannedWork,
    private readonly changes: StaffChanges,
    private readonly outlook: UnitOutlook,
    private readonly clock: Clock,
  ) {}

  /** Locks the person and then the limits of their units, so that two requests cannot take the same hours or the same place. */
  async lock(tx: Transaction, { personId, firstDate, lastDate }: WantedLeave): Promise<void> {
    await this.placed.lockPerson(tx, personId);
    const placements = await this.placed.placements(personId, tx);
    for (const unitId of unitIdsOf(placements, firstDate, lastDate)) await this.limits.lock(tx, unitId);
  }

  /** Published shifts that begin on days of the leave. */
  async lostShifts(
    tx: Transaction,
    { personId, firstDate, lastDate }: Pick<WantedLeave, 'personId' | 'firstDate' | 'lastDate'>,
  ): Promise<PlannedShift[]> {
    return this.planned.ofPerson(personId, firstDate, lastDate, tx);
  }

  /** @param judgesShifts also says what the loss of published shifts would break; it locks their rotas. */
  async assess(tx: Transaction, wanted: WantedLeave, judgesShifts: boolean): Promise<Assessment> {
    const placements = await this.placed.placements(wanted.personId, tx);
    const lostShifts = await this.lostShifts(tx, wanted);
    const dayMinutes = await this.publishedMinutes(tx, wanted, placements, lostShifts);
    const years = await this.years(tx, wanted, placements, dayMinutes);
    const units: AssessedUnit[] = [];
    for (const unitId of unitIdsOf(placements, wanted.firstDate, wanted.lastDate)) {
      units.push(
        await this.unit(
          tx,
          wanted,
          placements.find((own) => own.unitId === unitId)!,
        ),
      );
    }
    const judges = judgesShifts && lostShifts.length > 0;
    const broken = judges ? await this.broken(tx, wanted, lostShifts) : [];
    const refusals = await this.refusals(tx, wanted, placements, years);
    const reasons = [...this.reasons(wanted, lostShifts), ...units.flatMap((unit) => reasonsOf(unit, units))];
    return { units, years, dayMinutes, lostShifts, broken, refusals, reasons };
  }

  /** Days whose rota is published cost what is planned on them, be it nothing. */
  private async publishedMinutes(
    tx: Transaction,
    { firstDate, lastDate }: WantedLeave,
    placements: readonly PlacementRow[],
    shifts: readonly PlannedShift[],
  ): Promise<Record<string, number>> {
    const minutes: Record<string, number> = {};
    for (const unitId of unitIdsOf(placements, firstDate, lastDate)) {
      const rotas = await this.planned.rotas(unitId, firstDate, lastDate, tx);
      for (const date of datesOf(firstDate, lastDate)) {
        if (rotas.some((rota) => coversDate(rota, date))) minutes[date] = 0;
      }
    }
    for (const shift of shifts) minutes[shift.date] = (minutes[shift.date] ?? 0) + workMin(shift);
    return minutes;
  }

  private async years(
    tx: Transaction,
    { personId, kind, firstDate, lastDate, id }: WantedLeave,
    placements: readonly PlacementRow[],
    dayMinutes: Record<string, number>,
  ): Promise<AssessedYear[]> {
    const years: AssessedYear[] = [];
    for (const year of leaveYearsBetween(firstDate, lastDate)) {
      const statement = await this.accounts.statement(personId, year, { placements, without: id }, tx);
      const leave = { firstDate, lastDate, dayMinutes };
      const costMin = kind === 'annual-leave' ? costInYear(year, leave, placements) : 0;
      years.push({ statement, costMin });
    }
    return years;
  }

  private async unit(tx: Transaction, wanted: WantedLeave, placement: PlacementRow): Promise<AssessedUnit> {
    const { unitId, unitName } = placement;
    const { personId, firstDate, lastDate, id } = wanted;
    const limits = await this.limits.of(unitId, tx);
    const people = await this.limits.people(unitId, firstDate, lastDate, tx);
    const ids = people.map((person) => person.personId);
    const absences = (await this.limits.absences(ids, firstDate, lastDate, tx)).filter(
      (each) => each.id !== id,
    );
    const days = capacityDays(datesOf(firstDate, lastDate), people, absences, limits);
    const own = people.find((person) => person.personId === personId);
    const cover = (await this.outlook.cover(tx, unitId, firstDate, lastDate))
      .filter(({ ableIds }) => ableIds.includes(personId))
      .map((line) => withoutPerson(line, personId));
    const isAway = (date: string, who: string): boolean =>
      absences.some((each) => each.personId === who && each.state === 'approved' && coversDate(each, date));
    return {
      unitName,
      automatic: limits.automatic,
      noticeDays: limits.noticeDays,
      notice: this.noticeDays(firstDate),
      beyond: own === undefined ? [] : beyondCapacity(days, own, limits),
      days: days.map((day) => ({
        ...day,
        away: people
          .filter((person) => person.personId !== personId && isAway(day.date, person.personId))
          .map(({ name }) => name),
      })),
      cover: cover.filter(({ able, minimum }) => able < minimum),
    };
  }

  /** Whole days from today to the first day. */
  noticeDays(firstDate: string): number {
    return Math.round((Date.parse(firstDate) - Date.parse(this.clock.today())) / MS_PER_DAY);
  }

  private async broken(
    tx: Transaction,
    wanted: WantedLeave,
    shifts: readonly PlannedShift[],
  ): Promise<string[]> {
    try {
      const { verdict, losses } = await this.release(tx, wanted.personId, shifts);
      return [
        ...verdict.introduced.map(({ message }) => message),
        ...losses.map(
          ({ lineName, date, short }) => `"${lineName}" on ${dateInWords(date)} would be ${short} short.`,
        ),
      ];
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'conflict') return [error.message];
      throw error;
    }
  }

  /** What it would do to give these shifts back; the rotas and the person are locked. @throws DomainError 409 */
  async release(tx: Transaction, personId: string, shifts: readonly PlannedShift[]): Promise<JudgedChange> {
    const rotas = await this.changes.open(
      tx,
      shifts.map(({ rotaId }) => rotaId),
      [personId],
    );
    const releases = shifts.map(({ assignmentId }) => ({ assignmentId, personId }));
    return this.changes.judge(tx, rotas, { source: 'swap', handOvers: [], newShifts: [], releases });
  }

  private async refusals(
    tx: Transaction,
    wanted: WantedLeave,
    placements: readonly PlacementRow[],
    years: readonly AssessedYear[],
  ): Promise<Refusal[]> {
    const { firstDate, lastDate } = wanted;
    const refusals: Refusal[] = [];
    const without = datesOf(firstDate, lastDate).find(
      (date) => !placements.some((own) => coversDate(own, date)),
    );
    if (without !== undefined) {
      const message = `There is no contract with this hospital on ${dateInWords(without)}; ask for days up to its end.`;
      refusals.push({ code: 'no-contract', message, current: null });
    }
    const other = await this.requests.overlapping(tx, { ...wanted, without: wanted.id });
    if (other !== null) {
      const what = other.state === 'approved' ? 'There is an absence' : 'Leave is asked for';
      const message = `${what} already on some of those days (${periodInWords(other.firstDate, other.lastDate)}); choose other days, or withdraw that first.`;
      refusals.push({ code: 'overlapping-leave', message, current: other });
    }
    for (const { statement, costMin } of years) {
      if (costMin <= statement.remainingMin || costMin === 0) continue;
      const message = `This leave takes ${hoursInWords(costMin)} of the leave year from ${dateInWords(statement.yearFrom)}, in which ${hoursInWords(statement.remainingMin)} are left; choose fewer days, or another kind of leave.`;
      refusals.push({ code: 'beyond-entitlement', message, current: statement });
    }
    return refusals;
  }

  private reasons({ kind, lifeEvent }: WantedLeave, lostShifts: readonly PlannedShift[]): string[] {
    const reasons: string[] = [];
    if (lifeEvent)
      reasons.push('It is for an event that changes a life; the coordinator is always told of it.');
    if (!AUTOMATIC_KINDS.includes(kind)) reasons.push('The coordinator decides upon this kind of leave.');
    if (lostShifts.length > 0) reasons.push('Shifts on these days are published already.');
    return reasons;
  }
}

function unitIdsOf(placements: readonly PlacementRow[], firstDate: string, lastDate: string): string[] {
  const touching = placements.filter(
    (own) => own.firstDate <= lastDate && (own.lastDate ?? firstDate) >= firstDate,
  );
  return [...new Set(touching.map(({ unitId }) => unitId))].toSorted();
}

function withoutPerson(line: CoverOutlook, personId: string): AssessedUnit['cover'][number] {
  const { date, lineName, minimum, ableIds } = line;
  return { date, lineName, minimum, able: ableIds.filter((id) => id !== personId).length };
}

function reasonsOf(unit: AssessedUnit, units: readonly AssessedUnit[]): string[] {
  const reasons = unit.automatic ? [] : ['The coordinator decides upon all leave.'];
  if (unit.notice < unit.noticeDays) {
    reasons.push(`It begins in ${unit.notice} days; ${unit.noticeDays} days' notice are asked for.`);
  }
  reasons.push(...unit.beyond);
  for (const { date, lineName, minimum, able } of unit.cover) {
    reasons.push(
      `On ${dateInWords(date)} only ${able} others could work "${lineName}", which needs ${minimum}.`,
    );
  }
  return units.length === 1 ? reasons : reasons.map((reason) => `${unit.unitName}: ${reason}`);
}

/** Of on-call what is estimated. */
function workMin({ startsAt, endsAt, unpaidBreakMin, onCallEstimate }: PlannedShift): number {
  if (onCallEstimate !== null) return onCallEstimate.workMin;
  return Math.round((endsAt.getTime() - startsAt.getTime()) / MS_PER_MINUTE) - unpaidBreakMin;
}
