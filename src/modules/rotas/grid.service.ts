import { Injectable } from '@nestjs/common';
import { type Actor, mayAny } from '../../common/actor.js';
import { assignmentView } from './dto/assignment.dto.js';
import { type GridCoverDto, type GridDto, type GridPersonDto, type GridRequestDto } from './dto/grid.dto.js';
import { lineIdOf } from './problem/cover-builder.js';
import { coverStates, type CoverState } from './problem/cover-state.js';
import { judgeRota } from './problem/judge.js';
import { displayName } from './problem/person-builder.js';
import { workedMin } from './problem/rota-clock.js';
import { type PersonInput } from './problem/rota-input.js';
import { RotaReader, type RotaSnapshot } from './rota-reader.service.js';
import { rotaView } from './rotas.service.js';

const DAYS_PER_WEEK = 7;

/** The rota as a table of people and days. */
@Injectable()
export class GridService {
  constructor(private readonly reader: RotaReader) {}

  /** @throws DomainError 404 */
  async grid(rotaId: string, actor: Actor): Promise<GridDto> {
    const snapshot = await this.reader.snapshot(rotaId);
    const { row, input, built, standing } = snapshot;
    const seesSickness = mayAny(actor, ['coordinator', 'hr'], row.rota.unitId);
    return {
      rota: rotaView(row),
      days: built.clock.days.map(({ date, weekday }) => ({
        date,
        weekday,
        bankHoliday: input.bankHolidays.get(date) ?? null,
      })),
      shiftTypes: input.shiftTypes.map((type) => ({
        id: type.id,
        code: type.code,
        name: type.name,
        kind: type.kind,
        startMin: type.startMin,
        endMin: type.endMin,
        workMin: type.onCallEstimate?.workMin ?? type.endMin - type.startMin - type.unpaidBreakMin,
        colour: type.colour,
        gradeCodes: type.gradeCodes,
        skillCodes: type.skillCodes,
        active: type.active,
      })),
      people: input.people.map((person) => personView(snapshot, person, seesSickness)),
      assignments: snapshot.assignments.map(assignmentView),
      cover: coverStates(built.problem, standing).map((state) => coverView(snapshot, state)),
      violations: judgeRota(built, standing),
      notes: [...built.notes],
    };
  }
}

function personView(snapshot: RotaSnapshot, input: PersonInput, seesSickness: boolean): GridPersonDto {
  const { rota, days } = { rota: snapshot.input.rota, days: snapshot.built.clock.days };
  const placements = input.placements.filter(({ unitId }) => unitId === rota.unitId);
  const placement = placements.toSorted((a, b) => a.firstDate.localeCompare(b.firstDate))[0];
  const contractedMin = days.map(({ date }) => {
    const current = placements.find(
      ({ firstDate, lastDate }) => firstDate <= date && (lastDate ?? date) >= date,
    );
    return current === undefined ? 0 : (current.fullTimeMinPerWeek * current.wte) / DAYS_PER_WEEK;
  });
  const counts = input.skills.filter(
    ({ validFrom, validUntil }) =>
      validFrom <= rota.lastDate && (validUntil ?? rota.firstDate) >= rota.firstDate,
  );
  return {
    id: input.person.id,
    displayName: displayName(input.person),
    gradeCode: input.person.gradeCode,
    wte: placement?.wte ?? null,
    contractCode: placement?.contractCode ?? null,
    skills: [...new Set(counts.map(({ code }) => code))],
    targetMin: Math.round(contractedMin.reduce((sum, minutes) => sum + minutes, 0)),
    workedMin: input.work
      .filter((work) => work.rotaId === rota.id && work.kind !== 'off')
      .reduce((sum, work) => sum + workedMin(work), 0),
    absences: input.absences.map(({ firstDate, lastDate, kind }) => ({
      firstDate,
      lastDate,
      kind: kind === 'sickness' && !seesSickness ? 'away' : kind,
    })),
    requests: requestsOf(snapshot, input),
  };
}

function requestsOf({ built }: RotaSnapshot, input: PersonInput): GridRequestDto[] {
  return input.availability.flatMap((entry) =>
    built.clock.days
      .filter(({ date }) => entry.firstDate <= date && date <= entry.lastDate)
      .filter(({ weekday }) => entry.weekdays.length === 0 || entry.weekdays.includes(weekday))
      .map(({ date }) => ({ date, kind: entry.kind, shiftKind: entry.shiftKind })),
  );
}

function coverView({ built }: RotaSnapshot, { line, have, base, short }: CoverState): GridCoverDto {
  const { measure } = line;
  const count = measure.kind === 'count' ? measure : null;
  return {
    lineId: lineIdOf(line.id),
    name: line.name,
    date: built.clock.dateOf(line.dayIndex),
    shiftTypeIds: [...line.shiftTypeIds],
    measure: measure.kind,
    minimum: count?.minimum ?? null,
    target: count?.target ?? null,
    maximum: count?.maximum ?? null,
    minShare: measure.kind === 'share' ? measure.minShare : null,
    have,
    base,
    short,
  };
}
