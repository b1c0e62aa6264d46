import { type ApiClient } from '../support/api-client.js';
import { dayShift, type Hospital } from '../support/hospital.js';

export type Json = Record<string, unknown>;

/** A kind of resource that is created by POST and changed by PUT. */
export interface Resource {
  readonly name: string;
  readonly as: (h: Hospital) => ApiClient;
  readonly create: string;
  readonly input: (h: Hospital) => Json;
  /** Members that only a POST takes. */
  readonly onlyNew?: readonly string[];
  readonly change: Json;
  readonly item: (id: string) => string;
  readonly action: string;
  readonly chain: (h: Hospital) => string;
  readonly removable: boolean;
  /** A member that is wrong, its value, and what the answer has to say. */
  readonly wrong: readonly (readonly [path: string, value: unknown, says: RegExp])[];
}

export const coverLine = (h: Hospital): Json => ({
  name: 'ST3 or above with ALS',
  weekdays: [0, 1, 2, 3, 4],
  shiftTypeIds: [h.shiftTypeId],
  gradeCodes: [],
  minimumGradeCode: 'ST3',
  skillCodes: ['ALS'],
  registered: null,
  measure: 'count',
  minimum: 1,
  target: 2,
  maximum: null,
  minShare: null,
});

const ESTIMATE = { workMin: 180, enhancedMin: 60, episodes: 2.5, restMin: 600, longestRestMin: 300 };

/** Everything that is set up over HTTP. */
export const resources: readonly Resource[] = [
  {
    name: 'unit',
    as: (h) => h.as.admin,
    create: '/units',
    input: () => ({ code: 'C', name: 'Ward C' }),
    change: { name: 'Ward Charlie' },
    item: (id) => `/units/${id}`,
    action: 'unit',
    chain: () => 'itself',
    removable: false,
    wrong: [
      ['code', '', /"" is not a text of 1 to 20 characters/],
      ['name', 7, /7 is not a text/],
      ['name', 'a\u0000b', /control characters/],
    ],
  },
  {
    name: 'person',
    as: (h) => h.as.hr,
    create: '/people',
    input: () => ({
      staffNumber: 'N100',
      givenName: 'Noor',
      familyName: 'Davies',
      email: 'noor.davies@example.org',
      gradeCode: 'F2',
      registrationBody: 'GMC',
      registrationNumber: '7012345',
    }),
    change: { email: null, gradeCode: 'ST3' },
    item: (id) => `/people/${id}`,
    action: 'person',
    chain: (h) => h.organisationId,
    removable: false,
    wrong: [
      ['gradeCode', 'ST99', /"ST99" is not a grade.*GET \/api\/v1\/grades/],
      ['email', 'nowhere', /"nowhere" does not fit; write it as name@example/],
      ['registrationNumber', 'C7012345', /"C7012345" is not a number of the GMC; write it as seven digits/],
      ['registrationNumber', null, /both its body and its number/],
      ['registrationBody', 'RCN', /"RCN" is none of GMC, NMC, GDC, HCPC/],
    ],
  },
  {
    name: 'placement',
    as: (h) => h.as.hr,
    create: '/people/:person/placements',
    input: (h) => ({
      unitId: h.otherUnitId,
      firstDate: '2026-08-05',
      lastDate: '2027-02-02',
      wte: 0.8,
      contractCode: 'doctors2016',
      fullTimeMinPerWeek: 2400,
    }),
    change: { wte: 0.6, lastDate: null },
    item: (id) => `/people/:person/placements/${id}`,
    action: 'placement',
    chain: (h) => h.otherUnitId,
    removable: true,
    wrong: [
      ['firstDate', '2026-02-30', /"2026-02-30" is not a date; write it as 2026-08-05/],
      ['lastDate', '2026-08-04', /lastDate "2026-08-04" is before firstDate "2026-08-05"/],
      ['wte', 1.2, /1.2 is not a number from 0.001 to 1/],
      ['contractCode', 'zero-hours', /"zero-hours" is none of doctors2016, wtr1998, afc/],
      ['unitId', '00000000-0000-4000-8000-000000000000', /There is no unit "00000000/],
    ],
  },
  {
    name: 'skill of a person',
    as: (h) => h.as.coordinator,
    create: '/people/:person/skills',
    input: (h) => ({ skillId: h.skillId, validFrom: '2026-01-01', validUntil: '2026-12-31' }),
    change: { validUntil: '2027-12-31' },
    item: (id) => `/people/:person/skills/${id}`,
    action: 'skill',
    chain: (h) => h.organisationId,
    removable: true,
    wrong: [
      ['skillId', '00000000-0000-4000-8000-000000000000', /is not a skill of this organisation/],
      ['validUntil', '2025-01-01', /before validFrom/],
    ],
  },
  {
    name: 'rule that a unit sets otherwise',
    as: (h) => h.as.hr,
    create: '/rule-overrides',
    input: (h) => ({
      unitId: h.unitId,
      ruleCode: 'doctors2016.consecutive-shifts',
      parameters: { max: 8 },
      effectiveFrom: '2090-08-05',
      effectiveUntil: null,
      reason: 'Eight in a row for the winter',
      approvedBy: 'Dr Okafor, guardian of safe working hours',
    }),
    onlyNew: ['unitId', 'ruleCode'],
    change: { parameters: { max: 6 }, effectiveUntil: '2091-03-31' },
    item: (id) => `/rule-overrides/${id}`,
    action: 'rule-override',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['parameters', { max: 9 }, /"max".*at most 8, not 9: no unit may agree otherwise/],
      ['parameters', { most: 8 }, /no parameter "most"; it has max, quietMax/],
      ['parameters', { max: true }, /must be like 7, not true/],
      ['parameters', {}, /is not an object of 1 to 20 parameters/],
      ['parameters', [8], /is not an object/],
      ['ruleCode', 'doctors2016.tea', /There is no rule "doctors2016.tea"/],
      ['effectiveUntil', '2090-08-04', /effectiveUntil "2090-08-04" is before effectiveFrom/],
      ['reason', '', /"" is not a text of 1 to 1000 characters/],
    ],
  },
  {
    name: 'shift type',
    as: (h) => h.as.coordinator,
    create: '/shift-types',
    input: (h) => ({ ...dayShift(h.unitId), code: 'N', kind: 'night', startMin: 1200, endMin: 1980 }),
    onlyNew: ['unitId'],
    change: { name: 'Night shift', startMin: 1230 },
    item: (id) => `/shift-types/${id}`,
    action: 'shift-type',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['endMin', 480, /endMin 480 is not after startMin 1200; add 1440/],
      ['unpaidBreakMin', 720, /leave nothing of a shift of 780/],
      ['colour', 'blue', /"blue" does not fit; write it as #1d70b8|is not a text/],
      ['gradeCodes', ['F2', 'XX'], /"XX" is not among the grades/],
      ['kind', 'twilight', /"twilight" is none of day/],
    ],
  },
  {
    name: 'shift type with an estimate of on-call',
    as: (h) => h.as.coordinator,
    create: '/shift-types',
    input: (h) => ({
      ...dayShift(h.unitId),
      code: 'OC',
      kind: 'on-call',
      startMin: 540,
      endMin: 1980,
      onCallEstimate: ESTIMATE,
    }),
    onlyNew: ['unitId'],
    change: { onCallEstimate: null },
    item: (id) => `/shift-types/${id}`,
    action: 'shift-type',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['kind', 'night', /An estimate belongs to on-call, and this is "night"/],
      [
        'onCallEstimate',
        { ...ESTIMATE, workMin: 1441 },
        /1441 minutes of work are more than the period's 1440/,
      ],
      ['onCallEstimate', { ...ESTIMATE, enhancedMin: 181 }, /181 enhanced minutes are more than the 180/],
      [
        'onCallEstimate',
        { ...ESTIMATE, longestRestMin: 540, restMin: 480 },
        /540 minutes is more than all 480/,
      ],
      ['onCallEstimate', { ...ESTIMATE, episodes: -1 }, /-1 is not a number from 0 to 100/],
      ['onCallEstimate', { workMin: 180 }, /enhancedMin is missing/],
    ],
  },
  {
    name: 'demand template',
    as: (h) => h.as.coordinator,
    create: '/demand/templates',
    input: (h) => ({
      unitId: h.unitId,
      name: 'Summer',
      validFrom: '2026-07-01',
      validUntil: null,
      bankHolidayWeekday: null,
    }),
    onlyNew: ['unitId'],
    change: { name: 'From summer on', bankHolidayWeekday: 6 },
    item: (id) => `/demand/templates/${id}`,
    action: 'demand-template',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['validUntil', '2026-06-01', /validUntil "2026-06-01" is before validFrom "2026-07-01"/],
      ['bankHolidayWeekday', 7, /7 is not a whole number from 0 to 6/],
    ],
  },
  {
    name: 'cover line',
    as: (h) => h.as.coordinator,
    create: '/demand/templates/:template/lines',
    input: coverLine,
    change: { minimum: 2, maximum: 4 },
    item: (id) => `/demand/lines/${id}`,
    action: 'cover-line',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['target', 0, /target 0 is below minimum 1/],
      ['maximum', 1, /maximum 1 is below target 2/],
      ['minShare', 0.5, /belongs to lines with measure "share"/],
      ['minimum', null, /needs a minimum/],
      ['weekdays', [0, 7], /not a whole number from 0 to 6/],
      ['weekdays', [], /not a list of 1 to 7/],
      ['skillCodes', ['XYZ'], /"XYZ" is not among the skills/],
      ['minimumGradeCode', 'ST9', /"ST9" is not among the grades/],
      ['shiftTypeIds', ['00000000-0000-4000-8000-000000000000'], /is not a shift type of this unit/],
    ],
  },
  {
    name: 'availability entry',
    as: (h) => h.as.staff,
    create: '/availability',
    input: (h) => ({
      personId: h.personId,
      kind: 'cannot',
      firstDate: '2026-08-05',
      lastDate: '2026-08-12',
      weekdays: [2],
      shiftKind: 'night',
      weight: 40,
      note: 'evening class',
    }),
    onlyNew: ['personId'],
    change: { kind: 'rather-not', note: '' },
    item: (id) => `/availability/${id}`,
    action: 'availability',
    chain: (h) => h.organisationId,
    removable: true,
    wrong: [
      ['lastDate', '2026-08-04', /before firstDate/],
      ['weight', 101, /101 is not a whole number from 1 to 100/],
      ['shiftKind', 'off', /"off" is none of day/],
    ],
  },
  {
    name: 'absence',
    as: (h) => h.as.coordinator,
    create: '/leave',
    input: (h) => ({
      personId: h.personId,
      kind: 'sickness',
      firstDate: '2026-09-01',
      lastDate: '2026-09-04',
      reason: 'broken ankle',
    }),
    onlyNew: ['personId'],
    change: { kind: 'other', lastDate: '2026-09-05' },
    item: (id) => `/leave/${id}`,
    action: 'absence',
    chain: (h) => h.organisationId,
    removable: true,
    wrong: [
      ['kind', 'holiday', /"holiday" is none of annual-leave/],
      ['lastDate', '2026-08-31', /before firstDate/],
    ],
  },
];
