import { type RuleOverrides } from '../../../../solver/rules/index.js';
import { type ShiftKind } from '../../../../solver/model/index.js';
import { type AbsenceEntity } from '../../leave/absence.entity.js';
import { type AvailabilityEntryEntity } from '../../availability/availability-entry.entity.js';
import { type CoverExceptionEntity } from '../../demand/cover-exception.entity.js';
import { type CoverLineEntity } from '../../demand/cover-line.entity.js';
import { type CoverTemplateEntity } from '../../demand/cover-template.entity.js';
import { type ShiftTypeEntity } from '../../demand/shift-type.entity.js';
import { type GradeEntity } from '../../people/grade.entity.js';
import { type PersonEntity } from '../../people/person.entity.js';
import { type PlacementEntity } from '../../people/placement.entity.js';
import { type RotaEntity } from '../rota.entity.js';

/** A skill by its code, with the days on which it counts. */
export interface SkillInput {
  readonly code: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** Work that a person has, in whichever rota and unit. */
export interface WorkInput {
  readonly id: string;
  readonly rotaId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly shiftTypeId: string;
  readonly code: string;
  readonly kind: ShiftKind;
  readonly unpaidBreakMin: number;
  /** Of on-call that somebody has estimated. */
  readonly estimatedMin: number | null;
  /** ISO date to which the shift belongs. */
  readonly date: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly pinned: boolean;
  readonly version: number;
  /** Why a coordinator knowingly let a breach stand. */
  readonly overrideReason: string | null;
}

export interface PersonInput {
  readonly person: Pick<PersonEntity, 'id' | 'givenName' | 'familyName' | 'email' | 'gradeCode'>;
  /** Placements in any unit that touch the rota's period. */
  readonly placements: readonly Pick<
    PlacementEntity,
    'id' | 'unitId' | 'firstDate' | 'lastDate' | 'wte' | 'contractCode' | 'fullTimeMinPerWeek' | 'engagement'
  >[];
  readonly skills: readonly SkillInput[];
  /** Approved ones only. */
  readonly absences: readonly Pick<AbsenceEntity, 'kind' | 'firstDate' | 'lastDate'>[];
  readonly availability: readonly Pick<
    AvailabilityEntryEntity,
    'id' | 'kind' | 'firstDate' | 'lastDate' | 'weekdays' | 'shiftKind' | 'weight'
  >[];
  /** From well before the rota to after it, this rota's own included. */
  readonly work: readonly WorkInput[];
}

export interface CoverLineInput {
  readonly line: Omit<CoverLineEntity, 'templateId' | 'position' | 'version'>;
  readonly exceptions: readonly Pick<CoverExceptionEntity, 'date' | 'minimum' | 'target' | 'maximum'>[];
}

export interface CoverTemplateInput {
  readonly template: Pick<
    CoverTemplateEntity,
    'id' | 'name' | 'validFrom' | 'validUntil' | 'bankHolidayWeekday'
  >;
  readonly lines: readonly CoverLineInput[];
}

/** Everything that a rota is made of, read in one snapshot. */
export interface RotaInput {
  readonly rota: Pick<RotaEntity, 'id' | 'name' | 'unitId' | 'firstDate' | 'lastDate'>;
  readonly unitName: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Name by ISO date. */
  readonly bankHolidays: ReadonlyMap<string, string>;
  readonly shiftTypes: readonly Omit<ShiftTypeEntity, 'unitId' | 'version'>[];
  readonly grades: readonly GradeEntity[];
  /** Codes that the organisation knows. */
  readonly skillCodes: ReadonlySet<string>;
  readonly people: readonly PersonInput[];
  /** False: only some of the people were read. */
  readonly everybody: boolean;
  readonly templates: readonly CoverTemplateInput[];
  /** The unit's own rule parameters in force on the rota's first day. */
  readonly overrides: RuleOverrides;
}
