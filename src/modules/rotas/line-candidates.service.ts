import { Injectable } from '@nestjs/common';
import {
  allocateLines,
  type AllocationDoctor,
  type AllocationPair,
  type AllocationProblem,
  type AllocationSlot,
  type LineAllocation,
} from '../../../solver/search/index.js';
import { type Transaction } from '../../database/transactions.js';
import { carriedOver } from './problem/carried-over.js';
import { placementsHere } from './problem/contract.js';
import { displayName, qualifiedTypes } from './problem/person-builder.js';
import { sharersOf } from './problem/problem-builder.js';
import { holdsSkill } from './problem/qualification.js';
import { rotaClock } from './problem/rota-clock.js';
import { type PersonInput, type RotaInput } from './problem/rota-input.js';
import { RotaInputRepository } from './rota-input.repository.js';

export type { AllocationDoctor, AllocationPair, AllocationProblem, AllocationSlot, LineAllocation };

/** Somebody who is placed in a unit on some day of a period. */
export interface LineCandidate extends Pick<PersonInput, 'absences' | 'availability'> {
  readonly personId: string;
  readonly displayName: string;
  readonly gradeCode: string;
  /** In the unit, by first date. */
  readonly placements: readonly {
    readonly firstDate: string;
    readonly lastDate: string | null;
    readonly wte: number;
    readonly contractCode: string;
  }[];
  /** Shift types whose grade and skills they meet on some day of the period. */
  readonly shiftTypeIds: ReadonlySet<string>;
  /** Beyond an even share of what was worked in the unit before, negative for fewer. */
  readonly carried: { readonly nights: number; readonly weekends: number; readonly bankHolidays: number };
  /** Skills that a shift type asks for and that they lack on a date. */
  lacks(shiftTypeId: string, date: string): readonly string[];
}

/** What of a unit the allocation of its lines looks at. */
export interface CandidatesOfUnit {
  readonly candidates: readonly LineCandidate[];
  /** Name by ISO date. */
  readonly bankHolidays: ReadonlyMap<string, string>;
}

/** No rota has this id. */
const NO_ROTA = '00000000-0000-0000-0000-000000000000';

/** Whom the lines of a unit can be given to, and the search for who gets which. */
@Injectable()
export class LineCandidates {
  constructor(private readonly inputs: RotaInputRepository) {}

  async ofUnit(
    tx: Transaction,
    unitId: string,
    firstDate: string,
    lastDate: string,
  ): Promise<CandidatesOfUnit> {
    const input = await this.inputs.load(tx, { id: NO_ROTA, name: '', unitId, firstDate, lastDate });
    const clock = rotaClock(firstDate, lastDate, input.timeZone, new Set(input.bankHolidays.keys()));
    const carried = carriedOver(input, sharersOf(input, clock));
    const candidates = input.people
      .filter((person) =>
        placementsHere(input, person).some(({ engagement }) => engagement === 'substantive'),
      )
      .map((person) => ({
        personId: person.person.id,
        displayName: displayName(person.person),
        gradeCode: person.person.gradeCode,
        placements: placementsHere(input, person).filter(({ engagement }) => engagement === 'substantive'),
        absences: person.absences,
        availability: person.availability,
        shiftTypeIds: new Set(qualifiedTypes({ input, clock }, person)),
        carried: withZeros(carried.get(person.person.id)),
        lacks: (shiftTypeId: string, date: string) => lacking(input, person, shiftTypeId, date),
      }));
    return { candidates, bankHolidays: input.bankHolidays };
  }

  /** Who gets which line. @param seconds for the search at most */
  async allocate(problem: AllocationProblem, seconds: number): Promise<LineAllocation> {
    return allocateLines(problem, seconds);
  }
}

function withZeros(shares: Partial<LineCandidate['carried']> = {}): LineCandidate['carried'] {
  return {
    nights: shares.nights ?? 0,
    weekends: shares.weekends ?? 0,
    bankHolidays: shares.bankHolidays ?? 0,
  };
}

function lacking(input: RotaInput, { skills }: PersonInput, shiftTypeId: string, date: string): string[] {
  const type = input.shiftTypes.find(({ id }) => id === shiftTypeId);
  return (type?.skillCodes ?? []).filter((code) => !holdsSkill(skills, code, date));
}
