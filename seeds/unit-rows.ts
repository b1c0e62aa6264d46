import { type AvailabilityEntryEntity } from '../src/modules/availability/availability-entry.entity.js';
import { type CoverExceptionEntity } from '../src/modules/demand/cover-exception.entity.js';
import { type CoverLineEntity } from '../src/modules/demand/cover-line.entity.js';
import { type CoverTemplateEntity } from '../src/modules/demand/cover-template.entity.js';
import { type ShiftTypeEntity } from '../src/modules/demand/shift-type.entity.js';
import { type AbsenceEntity } from '../src/modules/leave/absence.entity.js';
import { type VacancyLadderEntity } from '../src/modules/open-shifts/vacancy-ladder.entity.js';
import { type PersonSkillEntity } from '../src/modules/people/person-skill.entity.js';
import { type PayTermEntity } from '../src/modules/pay/pay-term.entity.js';
import { type PersonEntity } from '../src/modules/people/person.entity.js';
import { type PlacementEntity } from '../src/modules/people/placement.entity.js';
import { type RotaEntity } from '../src/modules/rotas/rota.entity.js';
import { type UnitRuleOverrideEntity } from '../src/modules/compliance/unit-rule-override.entity.js';
import { type UnitEntity } from '../src/modules/units/unit.entity.js';
import { type DemoDates } from './demo-dates.js';
import { demoId } from './demo-ids.js';
import { type DemoCoverLine, type DemoPerson, type DemoUnit } from './demo-types.js';
import { MAIL_DOMAIN } from './organisation.js';
import { payPointOf } from './pay-points.js';

/** Everybody who is "there already" began this long before day 0, and learned their skills earlier still. */
const PLACED_SINCE_DAY = -120;
const SKILLED_SINCE_DAY = -500;
/** Rules and cover hold from here on: before any day that a rota of the demo looks at. */
const SET_UP_DAY = -364;

/** A row to insert; the database numbers versions. */
export type Row<Entity> = Omit<Entity, 'version'>;

export interface UnitRows {
  readonly unit: Row<UnitEntity>;
  readonly people: Row<PersonEntity>[];
  readonly placements: Row<PlacementEntity>[];
  readonly payTerms: Row<PayTermEntity>[];
  readonly personSkills: Row<PersonSkillEntity>[];
  readonly shiftTypes: Row<ShiftTypeEntity>[];
  readonly coverTemplate: Row<CoverTemplateEntity>;
  readonly coverLines: Row<CoverLineEntity>[];
  readonly coverExceptions: Row<CoverExceptionEntity>[];
  readonly availability: Row<AvailabilityEntryEntity>[];
  readonly absences: Row<AbsenceEntity>[];
  readonly rotas: Omit<Row<RotaEntity>, 'createdAt'>[];
  readonly ruleOverrides: Row<UnitRuleOverrideEntity>[];
  readonly ladder: Row<VacancyLadderEntity>;
}

export const ids = {
  organisation: demoId('organisation'),
  unit: (code: string): string => demoId('unit', code),
  person: (staffNumber: string): string => demoId('person', staffNumber),
  skill: (code: string): string => demoId('skill', code),
  shiftType: (unitCode: string, code: string): string => demoId('shift-type', unitCode, code),
  coverLine: (unitCode: string, key: string): string => demoId('cover-line', unitCode, key),
  rota: (unitCode: string, firstDay: number): string => demoId('rota', unitCode, String(firstDay)),
};

/** The rows of one unit. */
export function unitRows(unit: DemoUnit, dates: DemoDates): UnitRows {
  const unitId = ids.unit(unit.code);
  const templateId = demoId('cover-template', unit.code);
  return {
    unit: { id: unitId, organisationId: ids.organisation, code: unit.code, name: unit.name },
    people: unit.people.map(personRow),
    placements: unit.people.map((person) => placementRow(unitId, person, dates)),
    payTerms: unit.people.flatMap((person) => payTermRows(person, dates)),
    personSkills: unit.people.flatMap((person) => skillRows(person, dates)),
    shiftTypes: unit.shiftTypes.map((type) => ({
      ...type,
      id: ids.shiftType(unit.code, type.code),
      unitId,
      gradeCodes: [...type.gradeCodes],
      skillCodes: [...type.skillCodes],
      onCallEstimate: null,
      active: true,
    })),
    coverTemplate: {
      id: templateId,
      unitId,
      name: unit.coverName,
      validFrom: dates.date(SET_UP_DAY),
      validUntil: null,
      bankHolidayWeekday: unit.bankHolidayWeekday,
    },
    coverLines: unit.cover.map((line, position) => coverLineRow(unit.code, templateId, line, position)),
    ...datedRows(unit, dates),
    rotas: unit.rotas.map(({ firstDay, lastDay }) => ({
      id: ids.rota(unit.code, firstDay),
      unitId,
      name: `${unit.name}, ${dates.period(firstDay, lastDay)}`,
      firstDate: dates.date(firstDay),
      lastDate: dates.date(lastDay),
      state: 'draft',
      publishedVersion: 0,
    })),
    ruleOverrides: unit.ruleOverrides.map((override) => ({
      ...override,
      id: demoId('rule-override', unit.code, override.ruleCode),
      unitId,
      parameters: { ...override.parameters },
      effectiveFrom: dates.date(SET_UP_DAY),
      effectiveUntil: null,
    })),
    ladder: { unitId, steps: [...unit.openShiftSteps] },
  };
}

function datedRows(
  unit: DemoUnit,
  dates: DemoDates,
): Pick<UnitRows, 'coverExceptions' | 'availability' | 'absences'> {
  return {
    coverExceptions: unit.coverExceptions.map(({ lineKey, day, ...exception }) => ({
      ...exception,
      id: demoId('cover-exception', unit.code, lineKey, String(day)),
      coverLineId: ids.coverLine(unit.code, lineKey),
      date: dates.date(day),
    })),
    availability: unit.availability.map(({ staffNumber, firstDay, lastDay, ...entry }, index) => ({
      id: demoId('availability', unit.code, String(index)),
      personId: ids.person(staffNumber),
      kind: entry.kind,
      firstDate: dates.date(firstDay),
      lastDate: dates.date(lastDay),
      weekdays: [...(entry.weekdays ?? [])],
      shiftKind: entry.shiftKind ?? null,
      weight: entry.weight,
      note: entry.note,
    })),
    absences: unit.absences.map(({ staffNumber, firstDay, lastDay, ...absence }) => ({
      ...absence,
      id: demoId('absence', staffNumber, String(firstDay)),
      personId: ids.person(staffNumber),
      firstDate: dates.date(firstDay),
      lastDate: dates.date(lastDay),
      state: 'approved',
      ...NOT_ASKED_FOR,
    })),
  };
}

/** As the coordinator enters it. */
const NOT_ASKED_FOR = {
  requestedAt: null,
  lifeEvent: false,
  decidedAt: null,
  decidedBy: null,
  decisionReason: '',
  dayMinutes: {},
};

/** Mail address of a member of staff: `kwabena.ofori-lund@…`. */
export function staffEmail(person: DemoPerson): string {
  const local = `${person.givenName}.${person.familyName}`.toLowerCase().replaceAll(' ', '-');
  return `${local}@${MAIL_DOMAIN}`;
}

function personRow(person: DemoPerson): Row<PersonEntity> {
  return {
    id: ids.person(person.staffNumber),
    organisationId: ids.organisation,
    staffNumber: person.staffNumber,
    givenName: person.givenName,
    familyName: person.familyName,
    email: staffEmail(person),
    gradeCode: person.gradeCode,
    registrationBody: person.registration?.body ?? null,
    registrationNumber: person.registration?.number ?? null,
  };
}

function payTermRows(person: DemoPerson, dates: DemoDates): Row<PayTermEntity>[] {
  const payPoint = payPointOf(person);
  if (payPoint === null) return [];
  const id = demoId('pay-term', person.staffNumber);
  const firstDate = dates.date(person.firstDay ?? PLACED_SINCE_DAY);
  return [
    { id, personId: ids.person(person.staffNumber), payPoint, firstDate, lastDate: null, optedOut: false },
  ];
}

function placementRow(unitId: string, person: DemoPerson, dates: DemoDates): Row<PlacementEntity> {
  return {
    id: demoId('placement', person.staffNumber),
    personId: ids.person(person.staffNumber),
    unitId,
    firstDate: dates.date(person.firstDay ?? PLACED_SINCE_DAY),
    lastDate: person.lastDay === undefined ? null : dates.date(person.lastDay),
    wte: person.wte,
    contractCode: person.contractCode,
    fullTimeMinPerWeek: person.fullTimeMinPerWeek,
    engagement: 'substantive',
    source: 'entered',
  };
}

function skillRows(person: DemoPerson, dates: DemoDates): Row<PersonSkillEntity>[] {
  return person.skills.map((skill) => {
    const { code, untilDay } = typeof skill === 'string' ? { code: skill, untilDay: undefined } : skill;
    return {
      id: demoId('person-skill', person.staffNumber, code),
      personId: ids.person(person.staffNumber),
      skillId: ids.skill(code),
      validFrom: dates.date(SKILLED_SINCE_DAY),
      validUntil: untilDay === undefined ? null : dates.date(untilDay),
    };
  });
}

function coverLineRow(
  unitCode: string,
  templateId: string,
  line: DemoCoverLine,
  position: number,
): Row<CoverLineEntity> {
  const { measure } = line;
  const count = measure.kind === 'count' ? measure : null;
  return {
    id: ids.coverLine(unitCode, line.key),
    templateId,
    name: line.name,
    weekdays: [...line.weekdays],
    shiftTypeIds: line.shiftCodes.map((code) => ids.shiftType(unitCode, code)),
    gradeCodes: [...(line.gradeCodes ?? [])],
    minimumGradeCode: line.minimumGradeCode ?? null,
    skillCodes: [...(line.skillCodes ?? [])],
    registered: line.registered ?? null,
    measure: measure.kind,
    minimum: count?.minimum ?? null,
    target: count?.target ?? null,
    maximum: count?.maximum ?? null,
    minShare: measure.kind === 'share' ? measure.minShare : null,
    underMinimumWeight: 1000,
    underTargetWeight: 20,
    overMaximumWeight: 50,
    position,
  };
}
