import {
  buildDays,
  type ConstraintData,
  type ConstraintParam,
  type CoverLine,
  type FixedShift,
  type Person,
  type Problem,
  type Request,
  type ShiftType,
} from '../../model/index.js';
import { type NurseHistory } from './history.js';
import { type Nurse, type Scenario, SHIFT_SKILL } from './scenario.js';
import { type Week } from './week.js';

/** Any Monday does: the instances have no dates. */
const A_MONDAY = '2024-01-01';
const MIDNIGHT_BEFORE = -1440;

/** Weights of the static problem: Ceschia et al. 2015, section 2.5. */
const WEIGHTS = {
  optimalCover: 30,
  sameShiftRun: 15,
  workRun: 30,
  offRun: 30,
  request: 10,
  completeWeekend: 30,
  assignments: 20,
  weekends: 30,
} as const;

/**
 * What the search sees of a nurse short of minimum cover, which is hard: more than all soft costs of a good rota together, so that
 * no saving elsewhere can pay for it.
 */
export const MINIMUM_COVER_WEIGHT = 10_000;

/** The static problem: all weeks are known. A shift type is a shift under one skill, so that a cell says both. */
export function inrc2Problem(
  id: string,
  scenario: Scenario,
  histories: ReadonlyMap<string, NurseHistory>,
  weeks: readonly Week[],
): Problem {
  const people = [...scenario.nurses.values()].map((nurse) => ({
    ...personOf(scenario, nurse, histories.get(nurse.name)!),
    requests: weeks.flatMap((week, index) => requestsOf(scenario, nurse, week, index)),
  }));
  return {
    id,
    name: id,
    timeZone: null,
    days: buildDays(A_MONDAY, weeks.length * 7, null),
    shiftTypes: [...scenario.shifts.keys()].flatMap((shift) => shiftTypesOf(scenario, shift)),
    people,
    cover: weeks.flatMap((week, index) => coverOf(scenario, week, index)),
  };
}

function typeId(shift: string, skill: string): string {
  return `${shift}${SHIFT_SKILL}${skill}`;
}

/** A shift under each of the skills. */
function typeIds(scenario: Scenario, shift: string): string[] {
  return [...scenario.skills].map((skill) => typeId(shift, skill));
}

function shiftTypesOf(scenario: Scenario, shift: string): ShiftType[] {
  const forbidden = scenario.forbiddenNext.get(shift) ?? new Set();
  const forbiddenNext = [...forbidden].flatMap((next) => typeIds(scenario, next));
  return typeIds(scenario, shift).map((id) => ({
    id,
    code: id,
    name: id,
    kind: 'day',
    timed: false,
    startMin: 0,
    endMin: 0,
    workMin: 0,
    forbiddenNext,
  }));
}

function personOf(scenario: Scenario, nurse: Nurse, history: NurseHistory): Omit<Person, 'requests'> {
  const { lastShift } = history;
  // The history does not say under which skill the last shift was worked; what follows depends on the shift alone.
  const lastType = lastShift === null ? null : typeId(lastShift, [...scenario.skills][0] ?? '');
  return {
    id: nurse.name,
    name: nurse.name,
    grade: null,
    wte: 1,
    shiftTypeIds: [...scenario.shifts.keys()].flatMap((shift) =>
      nurse.skills.map((skill) => typeId(shift, skill)),
    ),
    constraints: constraintsOf(scenario, nurse, history),
    blocks: [],
    pins: [],
    fixedShifts: lastType === null ? [] : [dayBefore(lastType, lastShift!)],
  };
}

function dayBefore(shiftTypeId: string, label: string): FixedShift {
  return {
    dayIndex: -1,
    shiftTypeId,
    kind: 'day',
    label,
    startMin: MIDNIGHT_BEFORE,
    endMin: MIDNIGHT_BEFORE,
    workMin: 0,
  };
}

function constraintsOf(
  scenario: Scenario,
  { contract }: Nurse,
  { lastShift, ...history }: NurseHistory,
): ConstraintData[] {
  const worked = lastShift !== null;
  const run = (of: string, carriedDays: number) => ({ of, startEdge: 'carried', carriedDays });
  return [
    { kind: 'forbidden-succession', rule: 'inrc2.succession', level: 'hard', weight: 0, params: {} },
    ...[...scenario.shifts].map(([shift, limits]) =>
      soft('consecutive-shift', 'run-length', WEIGHTS.sameShiftRun, {
        ...run('shifts', shift === lastShift ? history.shiftRun : 0),
        ...limits,
        shiftTypeIds: typeIds(scenario, shift),
        runName: `${shift} shift`,
      }),
    ),
    soft('consecutive-work', 'run-length', WEIGHTS.workRun, {
      ...run('work', worked ? history.workRun : 0),
      ...contract.workRun,
    }),
    soft('consecutive-days-off', 'run-length', WEIGHTS.offRun, {
      ...run('off', worked ? 0 : history.offRun),
      ...contract.offRun,
    }),
    soft('assignments', 'total', WEIGHTS.assignments, {
      measure: 'shifts',
      ...contract.assignments,
      carried: history.assignments,
      name: 'assignment',
    }),
    soft('weekends', 'weekend-count', WEIGHTS.weekends, {
      max: contract.maxWeekends,
      carried: history.weekends,
    }),
    ...(contract.completeWeekends
      ? [soft('complete-weekend', 'complete-weekend', WEIGHTS.completeWeekend, {})]
      : []),
  ];
}

function soft(
  rule: string,
  kind: string,
  weight: number,
  params: Record<string, ConstraintParam>,
): ConstraintData {
  return { kind, rule: `inrc2.${rule}`, level: 'soft', weight, params };
}

function requestsOf(scenario: Scenario, nurse: Nurse, week: Week, index: number): Request[] {
  return week.offRequests
    .filter((request) => request.nurse === nurse.name)
    .map(({ shift, weekday }, k) => ({
      id: `off-${index + 1}-${k + 1}`,
      dayIndex: index * 7 + weekday,
      shiftTypeIds: shift === null ? [] : typeIds(scenario, shift),
      wants: 'not-work',
      weight: WEIGHTS.request,
    }));
}

function coverOf(scenario: Scenario, week: Week, index: number): CoverLine[] {
  return week.requirements.flatMap(({ shift, skill, days }) => {
    const personIds = [...scenario.nurses.values()]
      .filter(({ skills }) => skills.includes(skill))
      .map(({ name }) => name);
    return days.flatMap(({ min, max }, weekday) => {
      if (max === 0) return [];
      const dayIndex = index * 7 + weekday;
      return [
        {
          id: `${dayIndex}-${typeId(shift, skill)}`,
          name: typeId(shift, skill),
          dayIndex,
          shiftTypeIds: [typeId(shift, skill)],
          personIds,
          filterLabel: skill,
          measure: {
            kind: 'count',
            minimum: min,
            target: max,
            maximum: null,
            underMinimumWeight: min === 0 ? 0 : MINIMUM_COVER_WEIGHT,
            underTargetWeight: WEIGHTS.optimalCover,
            overMaximumWeight: 0,
            minimumLevel: 'hard',
          },
        },
      ];
    });
  });
}
