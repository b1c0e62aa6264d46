import { randomUUID } from 'node:crypto';
import { type Actor } from '../../../src/common/actor.js';
import { DomainError } from '../../../src/common/domain-error.js';
import { fromPostgres } from '../../../src/common/postgres-failure.js';
import { LeaveService } from '../../../src/modules/leave/leave.service.js';
import { ClaimsService } from '../../../src/modules/open-shifts/claims.service.js';
import { VacanciesService } from '../../../src/modules/open-shifts/vacancies.service.js';
import { type VacancyDto } from '../../../src/modules/open-shifts/vacancy.dto.js';
import { AssignmentsService } from '../../../src/modules/rotas/assignments.service.js';
import { PublicationService } from '../../../src/modules/rotas/publication.service.js';
import { RotasService } from '../../../src/modules/rotas/rotas.service.js';
import { SwapDecisions } from '../../../src/modules/swaps/swap-decisions.service.js';
import { type SwapDto } from '../../../src/modules/swaps/swap.dto.js';
import { SwapsService } from '../../../src/modules/swaps/swaps.service.js';
import { type Effect, type Model } from './model.js';
import { type Random } from './random.js';
import { type HistoryUnit, type World } from './world.js';

/** What whoever asks knows of: some of it is out of date by the time they ask. */
export interface Known {
  readonly model: Model;
  readonly versions: Map<string, number>;
  readonly vacancies: VacancyDto[];
  readonly swaps: SwapDto[];
  readonly absences: { id: string; version: number; unit: HistoryUnit }[];
}

export interface Outcome {
  readonly name: string;
  /** `done`, or the code of the refusal. */
  readonly result: string;
  readonly effects: readonly Effect[];
}

type Operation = (world: World, known: Known, random: Random) => Promise<Effect[]>;

/** One operation that a seed chooses. @throws what is no refusal. */
export async function operate(world: World, known: Known, random: Random): Promise<Outcome> {
  const [name, operation] = WEIGHTED[random.below(WEIGHTED.length)]!;
  try {
    return { name, result: 'done', effects: await operation(world, known, random) };
  } catch (error) {
    // What the database refuses is answered as the API answers it.
    const refusal = error instanceof DomainError ? error : fromPostgres(error);
    if (refusal === null) throw error;
    return { name, result: refusal.code, effects: [] };
  }
}

const edit: Operation = async ({ app, units, dates }, { model, versions }, random) => {
  const unit = random.of(units)!;
  const standing = random.of([...model.standing.values()].filter(({ rotaId }) => rotaId === unit.rotaId));
  const changes = standing !== undefined && random.chance(40);
  const id = changes ? standing.id : randomUUID();
  const personId = changes && random.chance(80) ? standing.personId : random.of(unit.personIds)!;
  const date = changes && random.chance(80) ? standing.date : random.of(dates)!;
  const shiftTypeId = random.of(unit.shiftTypes)!;
  const overrideReason = random.chance(10) ? 'nobody else is there' : null;
  const tellNow = random.chance(85);
  const seen = changes
    ? { kind: 'version' as const, version: versions.get(id) ?? 1 }
    : { kind: 'new' as const };
  const { assignment, violations } = await app
    .get(AssignmentsService)
    .put(
      { rotaId: unit.rotaId, assignmentId: id },
      { personId, date, shiftTypeId, pinned: true, overrideReason, tellNow },
      seen,
      unit.coordinator,
    );
  versions.set(id, assignment.version);
  const changed = seen.kind === 'new' || assignment.version > seen.version;
  // Others may have changed it at the same moment, before or after it was found to be so already.
  if (!changed) return [];
  const shift = { id, rotaId: unit.rotaId, personId, shiftTypeId, date, override: overrideReason !== null };
  return [{ kind: 'put', shift, told: tellNow, breaks: hard(violations.introduced) }];
};

const remove: Operation = async ({ app, units }, { model, versions }, random) => {
  const shift = random.of([...model.standing.values()]);
  if (shift === undefined) return [];
  const unit = units.find(({ rotaId }) => rotaId === shift.rotaId)!;
  const told = random.chance(85);
  const address = { rotaId: unit.rotaId, assignmentId: shift.id };
  const seen = versions.get(shift.id) ?? 1;
  const { violations } = await app.get(AssignmentsService).remove(address, seen, unit.coordinator, told);
  return [{ kind: 'removed', id: shift.id, told, breaks: hard(violations.introduced) }];
};

function hard<T extends { readonly level: string }>(violations: readonly T[]): T[] {
  return violations.filter(({ level }) => level === 'hard');
}

const publish: Operation = async ({ app, units }, _, random) => {
  const unit = random.of(units)!;
  const { version } = await app.get(RotasService).get(unit.rotaId);
  const request = { rotaId: unit.rotaId, seen: version, acknowledgeViolations: 'it is known' };
  await app.get(PublicationService).publish(request, unit.coordinator, null);
  return [{ kind: 'published', rotaId: unit.rotaId }];
};

const open: Operation = async ({ app, units, dates }, { vacancies }, random) => {
  const { rotaId, coordinator, shiftTypes } = random.of(units)!;
  const mode = random.chance(80) ? ('first-able' as const) : ('coordinator' as const);
  const body = { rotaId, date: random.of(dates)!, shiftTypeId: random.of(shiftTypes)!, mode, note: '' };
  const opened = await app.get(VacanciesService).create(body, coordinator, null);
  const reach = random.chance(30) ? await release(app.get(VacanciesService), opened, coordinator) : opened;
  vacancies.push(reach);
  return [];
};

async function release(
  service: VacanciesService,
  { id, version }: VacancyDto,
  by: Actor,
): Promise<VacancyDto> {
  return service.release(id, version, { audience: 'other-units' }, by);
}

function wonEffect({ state, winner, rotaId, shiftTypeId, date }: VacancyDto, override: boolean): Effect[] {
  if (state !== 'filled' || winner === null) return [];
  return [{ kind: 'won', shift: { rotaId, personId: winner.personId, shiftTypeId, date, override } }];
}

const claim: Operation = async ({ app, staff }, { vacancies }, random) => {
  // Mostly of what came last: older ones are over.
  const vacancy = vacancies.at(-1 - random.below(Math.min(6, vacancies.length || 1)));
  if (vacancy === undefined) return [];
  const view = await app.get(ClaimsService).claim(vacancy.id, random.of(staff)!, null);
  return wonEffect(view, false);
};

const award: Operation = async ({ app, staff, units }, { vacancies }, random) => {
  const waiting = vacancies.slice(-12).filter(({ mode }) => mode === 'coordinator');
  const vacancy = random.of(waiting);
  if (vacancy === undefined) return [];
  const overrideReason = random.chance(20) ? 'nobody else is there' : null;
  const { claims } = await app.get(VacanciesService).get(vacancy.id, coordinatorOf(units, vacancy.unitId));
  const personId = random.of(claims)?.personId ?? random.of(staff)!.personId;
  const view = await app
    .get(ClaimsService)
    .award(vacancy.id, { personId, overrideReason }, coordinatorOf(units, vacancy.unitId), null);
  return wonEffect(view, overrideReason !== null);
};

const withdrawVacancy: Operation = async ({ app, units }, { vacancies }, random) => {
  const vacancy = random.of(vacancies.slice(-12));
  if (vacancy === undefined) return [];
  await app.get(VacanciesService).withdraw(vacancy.id, vacancy.version, coordinatorOf(units, vacancy.unitId));
  return [];
};

const propose: Operation = async ({ app, staff }, { model, swaps }, random) => {
  const shifts = [...model.published.values()];
  const first = random.of(shifts);
  if (first === undefined) return [];
  const count = 1 + random.below(3);
  const others = Array.from({ length: count - 1 }, () => random.of(shifts)!.id);
  const toPersonId = count === 1 && random.chance(50) ? random.of(staff)!.personId : null;
  const actor = staff.find(({ personId }) => personId === first.personId)!;
  const body = { assignmentIds: [first.id, ...others], toPersonId, note: '' };
  swaps.push(await app.get(SwapsService).propose(body, actor, null));
  return [];
};

function swapped({ state, legs }: SwapDto, override: boolean): Effect[] {
  if (state !== 'applied') return [];
  return legs.map(({ assignmentId, from, to }) => ({
    kind: 'handed-over',
    id: assignmentId,
    from: from.personId,
    to: to!.personId,
    override,
  }));
}

const accept: Operation = async ({ app, staff }, { swaps }, random) => {
  const swap = swaps.at(-1 - random.below(Math.min(5, swaps.length || 1)));
  if (swap === undefined) return [];
  const asked = swap.parties.filter(({ answer }) => answer === 'asked').map(({ personId }) => personId);
  const askedOne = random.chance(85) ? random.of(asked) : undefined;
  const actor = staff.find(({ personId }) => personId === askedOne) ?? random.of(staff)!;
  return swapped(await app.get(SwapDecisions).accept(swap.id, actor, null), false);
};

const approve: Operation = async ({ app, units }, { swaps }, random) => {
  const swap = random.of(swaps.slice(-10));
  if (swap === undefined) return [];
  const reason = random.chance(30) ? 'agreed with both' : null;
  const view = await app.get(SwapDecisions).approve(swap.id, reason, coordinatorOf(units, swap.unitId), null);
  return swapped(view, reason !== null);
};

const endSwap: Operation = async ({ app, staff, units }, { swaps }, random) => {
  const swap = random.of(swaps.slice(-8));
  if (swap === undefined) return [];
  const requester = staff.find(({ personId }) => personId === swap.requestedBy)!;
  if (random.chance(50)) await app.get(SwapDecisions).withdraw(swap.id, requester, null);
  else await app.get(SwapDecisions).decline(swap.id, 'no', coordinatorOf(units, swap.unitId), null);
  return [];
};

const beAway: Operation = async ({ app, units, dates }, { absences }, random) => {
  const unit = random.of(units)!;
  const first = random.below(dates.length);
  const kind = random.chance(50) ? ('sickness' as const) : ('annual-leave' as const);
  const lastDate = dates[Math.min(dates.length - 1, first + random.below(3))]!;
  const input = {
    kind,
    personId: random.of(unit.personIds)!,
    firstDate: dates[first]!,
    lastDate,
    reason: '',
  };
  const { id, version } = await app.get(LeaveService).create(input, unit.coordinator);
  absences.push({ id, version, unit });
  return [];
};

const beBack: Operation = async ({ app }, { absences }, random) => {
  const absence = random.of(absences);
  if (absence === undefined) return [];
  await app.get(LeaveService).withdraw(absence.id, absence.version, absence.unit.coordinator);
  return [];
};

function coordinatorOf(units: World['units'], unitId: string): Actor {
  return units.find((unit) => unit.unitId === unitId)!.coordinator;
}

const WEIGHTED = (
  [
    ['edit', edit, 16],
    ['remove', remove, 5],
    ['publish', publish, 1],
    ['open', open, 12],
    ['claim', claim, 28],
    ['award', award, 4],
    ['withdraw-open-shift', withdrawVacancy, 2],
    ['propose', propose, 10],
    ['accept', accept, 14],
    ['approve', approve, 3],
    ['end-swap', endSwap, 3],
    ['be-away', beAway, 2],
    ['be-back', beBack, 2],
  ] as const
).flatMap(([name, operation, weight]) =>
  Array.from({ length: weight }, (): readonly [string, Operation] => [name, operation]),
);
