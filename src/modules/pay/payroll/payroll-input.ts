import { type AbsenceEntity } from '../../leave/absence.entity.js';
import { type PersonEntity } from '../../people/person.entity.js';
import { type PlacementEntity } from '../../people/placement.entity.js';
import { type PlannedShift, type PublishedRota } from '../../rotas/planned-work.service.js';
import { type WorkedEntryEntity } from '../../worked-hours/worked-entry.entity.js';
import { type PayTermEntity } from '../pay-term.entity.js';

/** `planned`: the published rotas; `worked`: the same with what was entered of them. */
export const BASES = ['planned', 'worked'] as const;
export type Basis = (typeof BASES)[number];

/** ISO dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** One person whose work in a unit is paid. */
export interface PayrollPerson {
  readonly person: Pick<PersonEntity, 'id' | 'staffNumber' | 'givenName' | 'familyName' | 'gradeCode'>;
  /** In the unit. */
  readonly placements: readonly Pick<PlacementEntity, 'firstDate' | 'lastDate' | 'wte' | 'contractCode'>[];
  readonly terms: readonly Pick<PayTermEntity, 'firstDate' | 'lastDate' | 'payPoint' | 'optedOut'>[];
  readonly absences: readonly Pick<AbsenceEntity, 'firstDate' | 'lastDate'>[];
  readonly shifts: readonly PlannedShift[];
  readonly entries: readonly WorkedEntryEntity[];
}

export interface PayrollInput extends Period {
  readonly unitId: string;
  readonly unitCode: string;
  readonly basis: Basis;
  readonly timeZone: string;
  readonly bankHolidays: ReadonlySet<string>;
  /** Published rotas that touch the period; shifts and entries of people reach over all of their days. */
  readonly rotas: readonly PublishedRota[];
  readonly people: readonly PayrollPerson[];
}

/** What two periods have in common, or null. A null last day is open-ended. */
export function common(
  a: Period,
  b: { readonly firstDate: string; readonly lastDate: string | null },
): Period | null {
  const from = a.from > b.firstDate ? a.from : b.firstDate;
  const to = b.lastDate === null || a.to < b.lastDate ? a.to : b.lastDate;
  return from <= to ? { from, to } : null;
}
