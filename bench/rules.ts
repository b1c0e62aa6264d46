import { performance } from 'node:perf_hooks';
import { verdictOnChange } from '../solver/explain/index.js';
import { LineJudge } from '../solver/constraints/judge.js';
import {
  buildDays,
  elapsedMin,
  type FixedShift,
  type Person,
  type Problem,
  type ShiftType,
} from '../solver/model/index.js';
import { catalogue, compilePack, packs, type RuleContext } from '../solver/rules/index.js';

/**
 * How fast the rules judge: 1,000 doctors × 26 weeks × every rule that there is, compiled and explained in one thread, and the verdict on one
 * changed shift. `npx tsc -p bench && node dist/bench/rules.js [DOCTORS [CHANGES]]`.
 */
const DOCTORS = Number(process.argv[2] ?? 1000);
const CHANGES = Number(process.argv[3] ?? 2000);
const DAYS = 26 * 7;
const HISTORY_DAYS = 28;

const shiftTypes: ShiftType[] = [
  shift('day', 'day', 8, 17, 30),
  shift('long', 'long-day', 8, 20.5, 60),
  shift('late', 'evening', 13, 23.25, 60),
  shift('night', 'night', 20, 32.5, 90),
  {
    ...shift('call', 'on-call', 9, 33, 0),
    workMin: 240,
    onCall: { episodes: 4, restMin: 480, longestRestMin: 300 },
  },
];

function shift(
  id: string,
  kind: ShiftType['kind'],
  startH: number,
  endH: number,
  paidBreakMin: number,
): ShiftType {
  const startMin = startH * 60;
  const endMin = endH * 60;
  const forbiddenNext = id === 'late' ? ['day'] : [];
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
    paidBreakMin,
    breakMin: paidBreakMin,
  };
}

let state = 20260806;
function draw(below: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * below);
}

/** A cycle of seven weeks as hospitals have them, turned for each doctor, with one day in forty changed. */
const CYCLE = 'DDDDD-- LL--LLL --DDDD- NNNN--- --DDD-- AAAA--- DDDDC--'.replaceAll(' ', '');
const CODES = 'DLANC';

function cellsOf(turn: number, length: number): number[] {
  return Array.from({ length }, (_, day) => {
    if (draw(40) === 0) return draw(shiftTypes.length + 1) - 1;
    return CODES.indexOf(CYCLE[(day + turn * 7) % CYCLE.length]!);
  });
}

const everyRule = Object.fromEntries([...catalogue.keys()].map((code) => [code, { enabled: true }]));
const days = buildDays('2026-08-05', DAYS, 'Europe/London');

function doctor(index: number): Person {
  const history = cellsOf(index, HISTORY_DAYS).flatMap((cell, day): FixedShift[] => {
    const type = shiftTypes[cell];
    if (type === undefined) return [];
    const dayIndex = day - HISTORY_DAYS;
    const startMin = elapsedMin(days, dayIndex, type.startMin);
    const endMin = elapsedMin(days, dayIndex, type.endMin);
    return [
      {
        dayIndex,
        shiftTypeId: type.id,
        kind: type.kind,
        label: type.code,
        startMin,
        endMin,
        workMin: type.workMin,
      },
    ];
  });
  const context: RuleContext = {
    wte: 1,
    days,
    knownFromDay: -HISTORY_DAYS,
    nightWorker: true,
    prospectiveCover: { leaveWeeksPerYear: 6, leaveWeekMin: 40 * 60 },
    fullTimeShare: { nights: 20, weekends: 8 },
  };
  return {
    id: `doctor-${index}`,
    name: `Doctor ${index}`,
    grade: null,
    wte: 1,
    shiftTypeIds: shiftTypes.map(({ id }) => id),
    constraints: compilePack({ ...packs[0]!, rules: [] }, context, everyRule),
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts: history,
  };
}

const people = Array.from({ length: DOCTORS }, (_, index) => doctor(index));
const cells = people.map((_, index) => cellsOf(index + 4, DAYS));
const problem: Problem = {
  id: 'rules',
  name: 'rules',
  timeZone: 'Europe/London',
  days,
  shiftTypes,
  people,
  cover: [],
};

function judgeAll(): { seconds: number; violations: number } {
  const start = performance.now();
  let violations = 0;
  for (const [index, person] of people.entries()) {
    violations += new LineJudge(problem, person).violations(cells[index]!).length;
  }
  return { seconds: (performance.now() - start) / 1000, violations };
}

function judgeChanges(): number[] {
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const personId = people[draw(DOCTORS)]!.id;
    const shiftTypeId = shiftTypes[draw(shiftTypes.length)]!.id;
    const start = performance.now();
    verdictOnChange(problem, { cells }, [{ personId, dayIndex: draw(DAYS), shiftTypeId }]);
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b);
}

const rules = new Set(people[0]!.constraints.map(({ rule }) => rule)).size;
const rounds = [judgeAll(), judgeAll(), judgeAll()];
const best = rounds.reduce((fastest, round) => (round.seconds < fastest.seconds ? round : fastest));
const all = rounds.map(({ seconds }) => seconds.toFixed(2)).join(', ');
console.log(
  `${DOCTORS} doctors × ${DAYS / 7} weeks × ${people[0]!.constraints.length} constraints of ${rules} rules, ${best.violations} violations: ` +
    `${best.seconds.toFixed(2)} s (rounds ${all})`,
);
const times = judgeChanges();
const quantile = (share: number): string =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(2);
console.log(
  `verdict on one changed shift, ${CHANGES} times: p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms, most ${quantile(1)} ms`,
);
