import { Injectable } from '@nestjs/common';
import { findSwaps, type PersonEffect, type SwapOption } from '../../../solver/explain/index.js';
import { type Actor, may } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, notFound } from '../../common/domain-error.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { RotaReader, type RotaSnapshot } from '../rotas/rota-reader.service.js';
import {
  type PersonEffectDto,
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
  async find({ assignmentId, limit }: SuggestionsQuery, actor: Actor): Promise<SuggestionsDto> {
    const [shift] = await this.planned.byIds([assignmentId]);
    if (shift === undefined) throw notFound('published shift', assignmentId);
    if (shift.startsAt <= this.clock.now()) {
      throw conflict('shift-started', `The shift of ${shift.date} has begun; it cannot be swapped any more.`);
    }
    const snapshot = await this.reader.snapshot(shift.rotaId);
    const { problem, clock } = snapshot.built;
    const dayIndex = clock.dayIndex(shift.date);
    const offered = { personId: shift.personId, dayIndex };
    // Of shifts of today nobody knows in time who still has theirs before them.
    const fromDay = clock.dayIndex(this.clock.today(snapshot.input.timeZone)) + 1;
    const found = findSwaps(problem, snapshot.standing, offered, { fromDay, limit });
    const seesReasons = may(actor, 'coordinator', shift.unitId);
    return {
      total: found.total,
      options: found.options.map((option) => optionView(snapshot, option)),
      ruledOut: found.ruledOut.map(({ personId, reasons }) => ({
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
  const type = snapshot.input.shiftTypes.find(({ id }) => id === hop.shiftTypeId)!;
  return {
    assignmentId: row.id,
    date,
    shiftCode: type.code,
    shiftName: type.name,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    from: { personId: hop.fromPersonId, displayName: nameOf(snapshot, hop.fromPersonId) },
    to: { personId: hop.toPersonId, displayName: nameOf(snapshot, hop.toPersonId) },
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
