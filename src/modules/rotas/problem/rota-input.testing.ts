import { type PersonInput, type RotaInput, type WorkInput } from './rota-input.js';
import { shiftInstants } from './rota-clock.js';

export const UNIT = 'unit-a';
export const ROTA = 'rota-a';

type ShiftTypeInput = RotaInput['shiftTypes'][number];
type LineInput = RotaInput['templates'][number]['lines'][number]['line'];

export function shiftType(
  id: string,
  startMin: number,
  endMin: number,
  rest: Partial<ShiftTypeInput> = {},
): ShiftTypeInput {
  return {
    id,
    code: id.toUpperCase(),
    name: id,
    kind: 'day',
    startMin,
    endMin,
    paidBreakMin: 0,
    unpaidBreakMin: 0,
    colour: '#000000',
    gradeCodes: [],
    skillCodes: [],
    onCallEstimate: null,
    active: true,
    ...rest,
  };
}

export const DAY = shiftType('day', 480, 990, { unpaidBreakMin: 30 });
export const NIGHT = shiftType('night', 1200, 1980, { kind: 'night' });

export function personInput(id: string, rest: Partial<PersonInput> = {}): PersonInput {
  return {
    person: { id, givenName: 'Jo', familyName: id, email: `${id}@example.org`, gradeCode: 'ST3' },
    placements: [placement()],
    skills: [],
    absences: [],
    availability: [],
    work: [],
    ...rest,
  };
}

export function placement(
  rest: Partial<PersonInput['placements'][number]> = {},
): PersonInput['placements'][number] {
  return {
    id: 'placement',
    unitId: UNIT,
    firstDate: '2026-01-01',
    lastDate: null,
    wte: 1,
    contractCode: 'doctors2016',
    fullTimeMinPerWeek: 2400,
    engagement: 'substantive',
    ...rest,
  };
}

/** A shift by the clock of London. */
export function workInput(type: ShiftTypeInput, date: string, rest: Partial<WorkInput> = {}): WorkInput {
  return {
    id: `${type.id}-${date}`,
    rotaId: ROTA,
    unitId: UNIT,
    unitName: 'Ward A',
    shiftTypeId: type.id,
    code: type.code,
    kind: type.kind,
    unpaidBreakMin: type.unpaidBreakMin,
    estimatedMin: type.onCallEstimate?.workMin ?? null,
    date,
    ...shiftInstants(date, type, 'Europe/London'),
    pinned: false,
    version: 1,
    overrideReason: null,
    ...rest,
  };
}

/** The same shift in another unit. */
export function workElsewhere(type: ShiftTypeInput, date: string): WorkInput {
  return workInput(type, date, {
    rotaId: 'rota-b',
    unitId: 'unit-b',
    unitName: 'Ward B',
    shiftTypeId: `b-${type.id}`,
  });
}

export function coverLine(rest: Partial<LineInput> = {}): LineInput {
  return {
    id: 'line',
    name: 'Days',
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    shiftTypeIds: [DAY.id],
    gradeCodes: [],
    minimumGradeCode: null,
    skillCodes: [],
    registered: null,
    measure: 'count',
    minimum: 1,
    target: 1,
    maximum: null,
    minShare: null,
    underMinimumWeight: 1000,
    underTargetWeight: 20,
    overMaximumWeight: 50,
    ...rest,
  };
}

export function rotaInput(rest: Partial<RotaInput> = {}): RotaInput {
  return {
    rota: { id: ROTA, name: 'Rota', unitId: UNIT, firstDate: '2026-10-19', lastDate: '2026-11-01' },
    unitName: 'Ward A',
    timeZone: 'Europe/London',
    bankHolidays: new Map(),
    shiftTypes: [DAY, NIGHT],
    grades: [
      { code: 'FY2', name: 'Foundation year 2', family: 'doctor', rank: 20, registered: true },
      { code: 'ST3', name: 'ST3', family: 'doctor', rank: 33, registered: true },
      { code: 'B3', name: 'Band 3', family: 'support', rank: 30, registered: false },
    ],
    skillCodes: new Set(['ALS']),
    people: [],
    everybody: true,
    templates: [],
    overrides: {},
    ...rest,
  };
}

/** One template with these lines, valid throughout. */
export function template(...lines: LineInput[]): RotaInput['templates'][number] {
  return {
    template: { id: 't', name: 'Cover', validFrom: '2026-01-01', validUntil: null, bankHolidayWeekday: null },
    lines: lines.map((line) => ({ line, exceptions: [] })),
  };
}
