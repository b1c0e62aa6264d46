import {
  buildDays,
  type CoverLine,
  type CoverMeasure,
  type Day,
  elapsedMin,
  type FixedShift,
  type Person,
  type Problem,
  type ShiftType,
} from '../model/index.js';
import { compilePack, findPack } from '../rules/index.js';
import { Random } from './random.js';

/** A made-up emergency department: 28 doctors, 24/7, skill mix by grade and skill, LTFT, leave, wishes and a week of history. */

const GRADES = ['F2', 'CT', 'ST3', 'ST6', 'Consultant'] as const;

export const hospitalShifts: readonly ShiftType[] = [
  shift('day', 'day', 8, 16),
  shift('long', 'long-day', 8, 20.5),
  shift('late', 'evening', 14, 22),
  shift('night', 'night', 20.25, 32.5),
];

function shift(id: string, kind: ShiftType['kind'], startH: number, endH: number): ShiftType {
  const startMin = startH * 60;
  const endMin = endH * 60;
  return {
    id,
    code: id,
    name: id,
    kind,
    timed: true,
    startMin,
    endMin,
    workMin: endMin - startMin,
    forbiddenNext: [],
  };
}

export interface HospitalOptions {
  readonly doctors?: number;
  readonly dayCount?: number;
  readonly firstDate?: string;
  readonly seed?: number;
}

export function hospitalProblem({
  doctors = 28,
  dayCount = 28,
  firstDate = '2026-11-30',
  seed = 1,
}: HospitalOptions = {}): Problem {
  const random = new Random(seed);
  const days = buildDays(firstDate, dayCount, 'Europe/London', new Set(['2026-12-25']));
  const people = Array.from({ length: doctors }, (_, index) => doctor(index, days, random));
  return {
    id: 'made-up-ed',
    name: 'Made-up emergency department',
    timeZone: 'Europe/London',
    days,
    shiftTypes: hospitalShifts,
    people,
    cover: coverOf(days, people),
  };
}

function doctor(index: number, days: readonly Day[], random: Random): Person {
  const grade = GRADES[[0, 0, 1, 1, 1, 2, 2, 3, 3, 4][index % 10]!]!;
  const wte = index % 7 === 3 ? 0.6 : index % 9 === 4 ? 0.8 : 1;
  const context = { wte, days, weekendsAuthorised: true, fullTimeShare: { nights: 3.4, weekends: 1.8 } };
  // Doctor 6 is pinned to a shift, which leave must not contradict.
  const leaveFrom = index === 5 ? days.length : random.below(days.length * 2);
  return {
    id: `d${index + 1}`,
    name: `Doctor ${index + 1}`,
    grade,
    wte,
    shiftTypeIds: grade === 'Consultant' ? ['day', 'long', 'late'] : hospitalShifts.map((type) => type.id),
    constraints: [
      ...compilePack(findPack('doctors2016', days[0]!.date), context),
      ...compilePack(findPack('rota', days[0]!.date), context, {
        'rota.hours': { enabled: true, weight: 2, parameters: { minWeeklyH: 36, maxWeeklyH: 46 } },
        'rota.min-days-off': { enabled: true },
      }),
    ],
    blocks: days
      .filter((day) => day.index >= leaveFrom && day.index < leaveFrom + 7)
      .map((day) => ({ dayIndex: day.index, shiftTypeId: null, code: 'leave', reason: 'annual leave' })),
    requests: [0, 1, 2].map((k) => ({
      id: `d${index + 1}-${k}`,
      dayIndex: random.below(days.length),
      shiftTypeIds: k === 2 ? ['late'] : [],
      wants: k === 2 ? 'work' : 'not-work',
      weight: 20,
    })),
    pins: index === 5 ? [{ dayIndex: 2, shiftTypeId: 'day' }] : [],
    fixedShifts: index % 5 === 0 ? history(days, index) : [],
  };
}

/** Some come off nights, some are in the middle of a run of days. */
function history(days: readonly Day[], index: number): FixedShift[] {
  const type = hospitalShifts[index % 10 === 0 ? 3 : 1]!;
  return [-3, -2, -1].map((dayIndex) => ({
    dayIndex,
    shiftTypeId: type.id,
    kind: type.kind,
    label: type.code,
    startMin: elapsedMin(days, dayIndex, type.startMin),
    endMin: elapsedMin(days, dayIndex, type.endMin),
    workMin: type.workMin,
  }));
}

function coverOf(days: readonly Day[], people: readonly Person[]): CoverLine[] {
  const everyone = people.map((person) => person.id);
  const senior = people
    .filter((person) => ['ST3', 'ST6', 'Consultant'].includes(person.grade ?? ''))
    .map((person) => person.id);
  const airway = everyone.filter((_, index) => index % 2 === 0);
  return days.flatMap((day) => {
    const line = (
      id: string,
      types: string[],
      personIds: string[],
      filterLabel: string,
      measure: CoverMeasure,
    ): CoverLine => ({
      id: `${day.date}-${id}`,
      name: id,
      dayIndex: day.index,
      shiftTypeIds: types,
      personIds,
      filterLabel,
      measure,
    });
    const quiet = day.weekday >= 5 ? 0 : 1;
    return [
      line('days', ['day', 'long'], everyone, 'anybody', count(4 + quiet, 5 + quiet, 8)),
      line('lates', ['late', 'long'], everyone, 'anybody', count(4, 5, 8)),
      line('nights', ['night'], everyone, 'anybody', count(3, 3, 4)),
      line('senior-night', ['night'], senior, 'ST3 or above', count(1, 1, null)),
      line('airway-night', ['night'], airway, 'airway', count(1, 1, null)),
      line('senior-day', ['day', 'long'], senior, 'ST3 or above', count(1, 2, null)),
      line('senior-share', ['late', 'long'], senior, 'ST3 or above', {
        kind: 'share',
        minShare: 0.3,
        underWeight: 50,
      }),
    ];
  });
}

function count(minimum: number, target: number, maximum: number | null): CoverMeasure {
  return {
    kind: 'count',
    minimum,
    target,
    maximum,
    underMinimumWeight: 1000,
    underTargetWeight: 50,
    overMaximumWeight: 100,
  };
}
