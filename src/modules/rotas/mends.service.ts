import { Injectable } from '@nestjs/common';
import {
  type MendableViolation,
  mendingChanges,
  type MendingOptions,
} from '../../../solver/explain/index.js';
import { OFF } from '../../../solver/model/index.js';
import { invalid } from '../../common/domain-error.js';
import { type CellChangeDto, type MendableDto, type MendsDto, type MendsQuery } from './dto/mends.dto.js';
import { viewOf } from './problem/judge.js';
import { RotaReader, type RotaSnapshot } from './rota-reader.service.js';

/** Concrete changes that would end the breaches of a person's line. They are only offered; who takes one goes through the door. */
@Injectable()
export class MendsService {
  constructor(private readonly reader: RotaReader) {}

  /** @throws DomainError 404; 400 for a day, person or shift that is not in the rota */
  async mends(rotaId: string, query: MendsQuery): Promise<MendsDto> {
    const snapshot = await this.reader.snapshot(rotaId);
    const { problem } = snapshot.built;
    if (!problem.people.some(({ id }) => id === query.personId)) {
      throw invalid({
        path: 'personId',
        message: `There is nobody with the id ${query.personId} in this rota.`,
      });
    }
    const found = mendingChanges(problem, snapshot.standing, query.personId, optionsOf(snapshot, query));
    return {
      rotaVersion: snapshot.row.rota.version,
      items: found.map((each) => mendableView(snapshot, each)),
    };
  }
}

function optionsOf(snapshot: RotaSnapshot, query: MendsQuery): MendingOptions {
  const { date, personId, shiftTypeId, insteadOf } = query;
  const { clock, problem } = snapshot.built;
  const dayIndex = date === undefined ? undefined : dayInRota(snapshot, date);
  if (shiftTypeId === undefined) return dayIndex === undefined ? {} : { dayIndex };
  if (dayIndex === undefined) {
    throw invalid({ path: 'date', message: 'date is missing: say on which day the shift would be.' });
  }
  if (!problem.shiftTypes.some(({ id }) => id === shiftTypeId)) {
    const message = `${shiftTypeId} is not a shift of ${snapshot.input.unitName} that counts as work.`;
    throw invalid({ path: 'shiftTypeId', message });
  }
  const givenUp = snapshot.assignments.filter(({ id }) => id === insteadOf);
  return {
    proposed: { personId, dayIndex, shiftTypeId },
    givenUp: givenUp.filter((each) => each.personId === personId).map((each) => clock.dayIndex(each.date)),
  };
}

function dayInRota({ built, input }: RotaSnapshot, date: string): number {
  const dayIndex = built.clock.dayIndex(date);
  if (built.problem.days[dayIndex] !== undefined) return dayIndex;
  const { name, firstDate, lastDate } = input.rota;
  const message = `${date} is outside the rota "${name}": choose a date from ${firstDate} to ${lastDate}.`;
  throw invalid({ path: 'date', message });
}

function mendableView(
  { built, standing }: RotaSnapshot,
  { violation, changes }: MendableViolation,
): MendableDto {
  const { problem, clock } = built;
  const rowOf = new Map(problem.people.map(({ id }, index) => [id, standing.cells[index] ?? []]));
  return {
    violation: viewOf(built.clock, violation),
    mends: changes.map(({ cells, introduced, shortMore }) => ({
      changes: cells.map(({ personId, dayIndex, shiftTypeId }): CellChangeDto => ({
        personId,
        date: clock.dateOf(dayIndex),
        fromShiftTypeId: problem.shiftTypes[rowOf.get(personId)?.[dayIndex] ?? OFF]?.id ?? null,
        toShiftTypeId: shiftTypeId,
      })),
      introduced: introduced.map((each) => viewOf(built.clock, each)),
      shortMore,
    })),
  };
}
