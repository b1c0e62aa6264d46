import { Injectable } from '@nestjs/common';
import { findSwaps, type PersonEffect, type SwapOption } from '../../../solver/explain/index.js';
import { type Actor, may } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notFound } from '../../common/domain-error.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { RotaReader, type RotaSnapshot } from '../rotas/rota-reader.service.js';
import { addDays } from '../rotas/problem/rota-clock.js';
import { type AcrossWay, swapsAcross } from '../rotas/problem/swaps-across.js';
import {
  type PersonEffectDto,
  type RuleNoteDto,
  type SuggestionDto,
  type SuggestionHopDto,
  type SuggestionsDto,
  type SuggestionsQuery,
} from './swap-suggestions.dto.js';

const BLOCKED = 'rota.blocked';

/** Legal ways to hand a shift on, found in the rota as it stands. */
@Injectable()
export class SwapSuggestions {
  constructor(
    private readonly planned: PlannedWork,
    private readonly reader: RotaReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 404, 409 `shift-started`, `shift-changed` */
  async find({ assignmentId, limit, kind }: SuggestionsQuery, actor: Actor): Promise<SuggestionsDto> {
    const [shift] = await this.planned.byIds([assignmentId]);
    if (shift === undefined) throw notFound('published shift', assignmentId);
    if (shift.startsAt <= this.clock.now()) {
      throw conflict('shift-started', `The shift of ${shift.date} has begun; it cannot be swapped any more.`);
    }
    const { home: snapshot, others } = await this.reader.forSwaps(shift.rotaId);
    const { problem, clock } = snapshot.built;
    const offered = { personId: shift.personId, dayIndex: clock.dayIndex(shift.date) };
    // Of shifts of today nobody knows in time who still has theirs before them.
    const fromDate = addDays(this.clock.today(snapshot.input.timeZone), 1);
    const limits = { fromDay: clock.dayIndex(fromDate), limit, ...(kind && { kind }) };
    const found = findSwaps(problem, snapshot.standing, offered, limits);
    const across = await this.across(snapshot, others, assignmentId, fromDate);
    const told = across.filter((each) => kind === undefined || each.kind === kind);
    const takers = new Set(across.map(({ hops }) => hops[0]!.to.personId));
    const within = found.options.map((option) => optionView(snapshot, option));
    const seesReasons = may(actor, 'coordinator', shift.unitId);
    return {
      total: found.total + told.length,
      options: [...within, ...told].toSorted((one, other) => one.cost - other.cost).slice(0, limit),
      ruledOut: found.ruledOut
        .filter(({ personId }) => !takers.has(personId))
        .map(({ personId, reasons }) => ({
          personId,
          displayName: nameOf(snapshot, personId),
          reasons: reasons.map((reason) =>
            reason.rule === BLOCKED && !seesReasons
              ? { ...reason, message: `${nameOf(snapshot, personId)} cannot work on that day.` }
              : reason,
          ),
        })),
    };
  }

  /** Ways in which shifts of other units take part, of people who work here, too. */
  private async across(
    home: RotaSnapshot,
    others: readonly RotaSnapshot[],
    assignmentId: string,
    fromDate: string,
  ): Promise<SuggestionDto[]> {
    const offered = home.assignments.find(({ id }) => id === assignmentId);
    if (offered === undefined || others.length === 0) return [];
    const ways = await swapsAcross(home, others, offered, fromDate);
    return ways.map((way) => acrossView([home, ...others], way));
  }
}

function acrossView(snapshots: readonly RotaSnapshot[], { hops, cover, effects }: AcrossWay): SuggestionDto {
  const views = effects.map(({ personId, rules, requests, introduced, resolved }) => ({
    ...{ personId, displayName: nameIn(snapshots, personId), rules, fairness: 0, requests },
    introduced: notesOf(introduced),
    resolved: notesOf(resolved),
  }));
  return {
    kind: hops.length === 2 ? 'direct' : 'chain',
    cost: views.reduce((sum, { rules, requests }) => sum + rules + requests, cover),
    cover,
    hops: hops.map(({ shift, toPersonId }) => {
      const { input } = snapshots.find(({ row }) => row.rota.id === shift.rotaId)!;
      const person = (personId: string): SuggestionHopDto['from'] => ({
        personId,
        displayName: nameIn(snapshots, personId),
      });
      return shiftView(input, shift, { from: person(shift.personId), to: person(toPersonId) });
    }),
    effects: views,
  };
}

/** Why somebody cannot work on a day is not for colleagues of another unit. */
function notesOf(violations: AcrossWay['effects'][number]['introduced']): RuleNoteDto[] {
  return violations
    .filter(({ rule }) => rule !== BLOCKED)
    .map(({ rule, level, message }) => ({ rule, level, message }));
}

function optionView(snapshot: RotaSnapshot, { kind, hops, cost, cover, effects }: SwapOption): SuggestionDto {
  return {
    kind,
    cost,
    cover,
    hops: hops.map((hop) => hopView(snapshot, hop)),
    effects: effects.map((effect) => effectView(snapshot, effect)),
  };
}

function hopView(snapshot: RotaSnapshot, hop: SwapOption['hops'][number]): SuggestionHopDto {
  const date = snapshot.built.clock.dateOf(hop.dayIndex);
  const row = snapshot.assignments.find((each) => each.personId === hop.fromPersonId && each.date === date)!;
  const person = (personId: string): SuggestionHopDto['from'] => ({
    personId,
    displayName: nameOf(snapshot, personId),
  });
  return shiftView(snapshot.input, row, { from: person(hop.fromPersonId), to: person(hop.toPersonId) });
}

function shiftView(
  { rota, unitName, shiftTypes }: RotaSnapshot['input'],
  shift: RotaSnapshot['assignments'][number],
  hands: Pick<SuggestionHopDto, 'from' | 'to'>,
): SuggestionHopDto {
  const type = shiftTypes.find(({ id }) => id === shift.shiftTypeId)!;
  return {
    assignmentId: shift.id,
    unitId: rota.unitId,
    unitName,
    date: shift.date,
    shiftCode: type.code,
    shiftName: type.name,
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
    ...hands,
  };
}

function effectView(snapshot: RotaSnapshot, effect: PersonEffect): PersonEffectDto {
  return {
    personId: effect.personId,
    displayName: nameOf(snapshot, effect.personId),
    rules: effect.rules,
    fairness: effect.fairness,
    requests: effect.requests,
    introduced: [...effect.introduced],
    resolved: [...effect.resolved],
  };
}

function nameOf({ built }: RotaSnapshot, personId: string): string {
  return built.problem.people.find(({ id }) => id === personId)?.name ?? '';
}

function nameIn(snapshots: readonly RotaSnapshot[], personId: string): string {
  return snapshots.map((snapshot) => nameOf(snapshot, personId)).find((name) => name !== '') ?? '';
}
