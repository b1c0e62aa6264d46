import fc from 'fast-check';
import { buildDays, elapsedMin } from '../model/calendar.js';
import {
  type ConstraintData,
  type ConstraintParam,
  type FixedShift,
  type Person,
  type Problem,
  type ShiftType,
} from '../model/index.js';

/** Arbitrary problems of one person, for tests that hold the faces to each other. */

export const testShiftTypes: readonly ShiftType[] = [
  shiftType('day', 'day', 8 * 60, 16 * 60, []),
  shiftType('long', 'long-day', 8 * 60, 20 * 60 + 30, []),
  shiftType('late', 'evening', 13 * 60 + 30, 23 * 60 + 15, ['day']),
  shiftType('night', 'night', 20 * 60, 33 * 60, ['day', 'long', 'late']),
  {
    ...shiftType('call', 'on-call', 9 * 60, 33 * 60, ['night']),
    workMin: 180,
    paidBreakMin: 0,
    onCall: { episodes: 3, restMin: 480, longestRestMin: 300 },
  },
  { ...shiftType('plain', 'day', 0, 0, ['late']), timed: false, workMin: 450 },
  {
    ...shiftType('busy', 'on-call', 9 * 60, 21 * 60, []),
    workMin: 300,
    onCall: { episodes: 4, restMin: 420, longestRestMin: 240 },
  },
  { ...shiftType('broken', 'day', 9 * 60, 17 * 60 + 30, []), workMin: 450, paidBreakMin: 15, breakMin: 60 },
];

export function shiftType(
  id: string,
  kind: ShiftType['kind'],
  startMin: number,
  endMin: number,
  forbiddenNext: readonly string[],
): ShiftType {
  return {
    id,
    code: id,
    name: id,
    kind,
    timed: true,
    startMin,
    endMin,
    workMin: endMin - startMin,
    forbiddenNext,
  };
}

const dayFilter = fc.constantFrom<Record<string, ConstraintParam>>(
  {},
  { kinds: ['night'] },
  { exceptKinds: ['on-call'] },
  { longerThanMin: 600 },
  { overlapFromMin: 1380, overlapToMin: 360, overlapAtLeastMin: 180 },
  { shiftTypeIds: ['day', 'late'] },
);

const small = fc.integer({ min: 1, max: 4 });
const optional = (values: fc.Arbitrary<number>): fc.Arbitrary<number | null> =>
  fc.option(values, { nil: null });

interface AnyOfKind {
  readonly kind: string;
  readonly values: fc.Arbitrary<Pick<ConstraintData, 'kind' | 'params'>>;
}

const params: readonly AnyOfKind[] = [
  record('rest-between', { minRestMin: fc.constantFrom(660, 720, 2760) }),
  record('rest-between', {
    minRestMin: fc.constantFrom(660, 2760),
    involvingKinds: fc.constantFrom(['on-call'], ['night']),
  }),
  record('rest-after-run', { minRun: small, minRestMin: fc.constantFrom(2760, 2880, 1500) }),
  record('forbidden-succession', {}),
  record('run-length', {
    of: fc.constantFrom('work', 'off', 'shifts'),
    min: optional(small),
    max: optional(fc.integer({ min: 4, max: 6 })),
    startEdge: fc.constantFrom('history', 'free', 'carried'),
    carriedDays: fc.integer({ min: 0, max: 8 }),
  }),
  record('total', {
    measure: fc.constantFrom('minutes', 'shifts'),
    min: optional(fc.integer({ min: 0, max: 10 })),
    max: optional(fc.constantFrom(4, 8, 2400, 4800)),
    fromDay: fc.constantFrom(-20, -3, 0, 2),
    toDay: fc.constantFrom(5, 13),
    carried: fc.constantFrom(0, 0, 3, 9, 40),
  }),
  record('weekend-count', {
    min: optional(fc.integer({ min: 0, max: 2 })),
    max: optional(fc.integer({ min: 0, max: 2 })),
    byTime: fc.boolean(),
    fromDay: fc.constantFrom(-14, 0),
    carried: fc.constantFrom(0, 1, 3, 20),
  }),
  record('complete-weekend', {}),
  record('windowed-sum', {
    windowMin: fc.constantFrom(10080, 4320),
    maxMin: fc.constantFrom(1200, 3000, 4320),
  }),
  record('shifts-on-days', {
    onDays: fc.uniqueArray(fc.nat(13), { maxLength: 4 }),
    min: optional(fc.integer({ min: 0, max: 2 })),
    max: optional(fc.integer({ min: 0, max: 2 })),
  }),
  record('shift-length', { maxMin: fc.constantFrom(600, 780) }),
  record('shift-fact', {
    fact: fc.constantFrom('paidBreakMin', 'breakMin', 'restMin', 'longestRestMin'),
    minMin: fc.constantFrom(30, 300, 480),
  }),
  record('quiet-weekend-run', {
    max: fc.integer({ min: 2, max: 4 }),
    quietMax: fc.integer({ min: 4, max: 7 }),
    quietWorkMaxMin: fc.constantFrom(180, 179),
    quietEpisodesMax: fc.constant(3),
  }),
  record('consecutive-pair', {
    firstWeekdays: fc.constantFrom([], [5], [1, 2]),
    quietWorkMaxMin: fc.constantFrom(null, 180),
    quietEpisodesMax: fc.constant(3),
  }),
  record('day-after', {
    maxMin: fc.constantFrom(600, 720),
    unrestedMaxMin: fc.constantFrom(300, 400),
    restMin: fc.constant(480),
    longestRestMin: fc.constant(300),
  }),
  record('windowed-count', { windowDays: fc.integer({ min: 2, max: 7 }), max: small }),
  record('weekly-rest', {
    weekRestMin: fc.constantFrom(1440, 2000),
    fortnightRestMin: fc.constantFrom(2880, 4000),
  }),
];

function record(
  kind: string,
  shape: Record<string, fc.Arbitrary<ConstraintData['params'][string]>>,
): AnyOfKind {
  const values = fc
    .tuple(dayFilter, fc.record(shape))
    .map(([filter, own]) => ({ kind, params: { ...filter, ...own } }));
  return { kind, values };
}

const anyConstraint: fc.Arbitrary<ConstraintData> = fc
  .oneof(...params.map(({ values }) => values))
  .map(asData);

/** Constraints of one kind. */
export function anyConstraintOf(kind: string): fc.Arbitrary<ConstraintData> {
  const own = params.filter((each) => each.kind === kind).map(({ values }) => values);
  return fc.oneof(...own).map(asData);
}

function asData({ kind, params: own }: Pick<ConstraintData, 'kind' | 'params'>): ConstraintData {
  return { kind, rule: `test.${kind}`, level: 'hard', weight: 1, params: own };
}

/** The same constraint for a horizon that is cut short: days beyond it are no longer named. */
export function onShortHorizon(data: ConstraintData, dayCount: number): ConstraintData {
  const { onDays } = data.params;
  if (!Array.isArray(onDays)) return data;
  return { ...data, params: { ...data.params, onDays: onDays.filter((day) => Number(day) < dayCount) } };
}
/** Constraints of a kind that has a label. */
export const anyLabelledConstraint: fc.Arbitrary<ConstraintData> = anyConstraint.filter(
  ({ kind, params }) =>
    kind !== 'windowed-sum' && kind !== 'weekly-rest' && params.involvingKinds === undefined,
);

export const constraintOfEveryKind: fc.Arbitrary<ConstraintData[]> = fc
  .tuple(...params.map(({ values }) => values))
  .map((all) => all.map(asData));

/** First days in quiet weeks and in weeks in which the London clock changes, on several weekdays. */
const firstDate = fc.constantFrom('2026-06-01', '2026-10-22', '2026-10-19', '2026-03-25', '2026-03-22');

export const DAYS = 14;

/** One person with some history, over a fortnight. */
export const anyPersonProblem: fc.Arbitrary<Problem> = fc
  .record({
    first: firstDate,
    history: fc.array(fc.integer({ min: -1, max: 7 }), { maxLength: 9 }),
    after: fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 2 }),
    elsewhere: fc.boolean(),
  })
  .map(({ first, history, after, elsewhere }) => {
    const days = buildDays(first, DAYS, 'Europe/London');
    const fixed = (type: number, dayIndex: number): FixedShift[] => {
      const found = testShiftTypes[type];
      if (found === undefined) return [];
      const other = elsewhere && dayIndex % 3 === 0;
      return [
        {
          dayIndex,
          shiftTypeId: other ? null : found.id,
          kind: found.kind,
          label: found.code,
          startMin: elapsedMin(days, dayIndex, found.startMin + (other ? 45 : 0)),
          endMin: elapsedMin(days, dayIndex, found.endMin + (other ? 45 : 0)),
          workMin: found.workMin,
        },
      ];
    };
    const fixedShifts = [
      ...history.flatMap((type, back) => fixed(type, -1 - back)),
      ...after.flatMap((type, ahead) => fixed(type, DAYS + ahead)),
    ];
    const person: Person = {
      id: 'p1',
      name: 'Pat Example',
      grade: null,
      wte: 1,
      shiftTypeIds: testShiftTypes.map((type) => type.id),
      constraints: [],
      blocks: [],
      requests: [],
      pins: [],
      fixedShifts,
    };
    return {
      id: 'test',
      name: 'test',
      timeZone: 'Europe/London',
      days,
      shiftTypes: testShiftTypes,
      people: [person],
      cover: [],
    };
  });

/** Cells of a person with runs and gaps, as real lines have. */
export const anyCells: fc.Arbitrary<number[]> = fc
  .array(fc.tuple(fc.integer({ min: -1, max: 7 }), fc.integer({ min: 1, max: 4 })), {
    minLength: DAYS,
    maxLength: DAYS,
  })
  .map((runs) => runs.flatMap(([type, length]) => Array.from({ length }, () => type)).slice(0, DAYS));
