import { describe, expect, it } from 'vitest';
import { compileConstraint, type Constraint, type Violation } from '../constraints/index.js';
import { buildLineContext, type Line, type LineContext, lineOfCells } from '../constraints/line.js';
import { type ConstraintData, type ShiftType } from '../model/index.js';
import { compilePack, packs, type RuleContext, type RulePack } from './index.js';
import {
  LIMITS_2016,
  LIMITS_2019,
  naiveBreaches,
  naiveLine,
  type NaiveLimits,
} from './naive-checker.testing.js';
import { edgeShiftTypes, LINE_DAYS, random, type RandomLine, randomLine } from './random-lines.testing.js';

/** Lines a test tries; set ROTAWRIGHT_RANDOM_LINES to 100000 for the full proof. */
const LINES = Number(process.env.ROTAWRIGHT_RANDOM_LINES ?? 500);
/** The naive checker is slow, so it sees fewer; ROTAWRIGHT_NAIVE_LINES says how many. */
const NAIVE_LINES = Number(process.env.ROTAWRIGHT_NAIVE_LINES ?? Math.ceil(LINES / 2));
const ENOUGH_LINES = 250;
const TIMEOUT_MS = 30_000 + Math.max(LINES, NAIVE_LINES) * 30;

const contracts = packs.filter(({ rules }) => rules.length > 0);
const naiveRules = [
  ...naiveBreaches(
    { problem: randomLine(random(1)).problem, shifts: [], firstDay: 0, lastDay: 0 },
    LIMITS_2019,
  ),
];

function compiled(pack: RulePack, { problem }: RandomLine): ConstraintData[] {
  const context: RuleContext = {
    wte: 1,
    days: problem.days,
    nightWorker: true,
    prospectiveCover: { leaveWeeksPerYear: 6, leaveWeekMin: 40 * 60 },
    fullTimeShare: { nights: 5.5, weekends: 1.5 },
  };
  return compilePack(pack, context);
}

function amountOf(violations: readonly Violation[]): number {
  return violations.reduce((sum, { amount }) => sum + amount, 0);
}

function labelled(context: LineContext, constraint: Constraint, line: Line): number {
  const label = constraint.label!;
  let state = label.initial;
  let amount = 0;
  let uses = 0;
  for (let index = 0; index < context.length; index++) {
    const step = label.step(state, index, line[index]!);
    state = step.state;
    if (index >= context.before) amount += step.amount;
    uses += step.use;
  }
  return amount + label.end(state) + (label.counter?.amountOf(uses) ?? 0);
}

describe('all packs on random lines', () => {
  it(
    'are told the same by explain, delta and label',
    () => {
      const next = random(20260806);
      for (let count = 0; count < LINES; count++) {
        const drawn = randomLine(next);
        const context = buildLineContext(drawn.problem, drawn.person);
        const line = lineOfCells(context, drawn.cells);
        for (const pack of contracts) {
          for (const data of compiled(pack, drawn)) {
            const constraint = compileConstraint(data, context);
            const explained = amountOf(constraint.explain(line));
            const delta = constraint.delta.reset(line);
            const label = constraint.label === undefined ? explained : labelled(context, constraint, line);
            if (explained === delta && explained === label) continue;
            expect([count, data.rule, { explained, delta, label }]).toEqual([
              count,
              data.rule,
              { explained, delta: explained, label: explained },
            ]);
          }
        }
      }
    },
    TIMEOUT_MS,
  );

  it(
    'are judged alike by a checker that walks through the minutes',
    () => {
      const next = random(1998);
      const seen = new Map<string, Set<boolean>>();
      for (let count = 0; count < NAIVE_LINES; count++) {
        const drawn = randomLine(next);
        const verdicts = new Map(
          [LIMITS_2016, LIMITS_2019].map((limits) => [limits, naiveVerdict(drawn, limits)]),
        );
        for (const pack of contracts) {
          const limits = pack.effectiveFrom === '2016-08-03' ? LIMITS_2016 : LIMITS_2019;
          compareWithNaive(pack, drawn, verdicts.get(limits)!, count, seen);
        }
      }
      // A rule that was never kept, or never broken, has not been compared.
      const oneSided = [...seen].filter(([, verdicts]) => verdicts.size < 2).map(([code]) => code);
      // Too few lines cannot show both sides of every rule.
      if (NAIVE_LINES < ENOUGH_LINES) return;
      expect(oneSided.filter((code) => code !== 'afc.contracted-hours')).toEqual([]);
      expect(naiveRules.filter((code) => !seen.has(code))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

interface NaiveVerdict {
  /** Codes of the rules that the history alone breaks. */
  readonly before: ReadonlySet<string>;
  /** Codes of the rules that the whole line breaks. */
  readonly after: ReadonlySet<string>;
  readonly told: string;
}

function naiveVerdict({ problem, person, cells }: RandomLine, limits: NaiveLimits): NaiveVerdict {
  const history = person.fixedShifts.map(({ dayIndex, shiftTypeId }) => ({
    day: dayIndex,
    type: edgeShiftTypes.find(({ id }) => id === shiftTypeId)!,
  }));
  const worked = cells.flatMap((cell, day) => (cell < 0 ? [] : [{ day, type: edgeShiftTypes[cell]! }]));
  const all = [...history, ...worked];
  return {
    before: naiveBreaches(naiveLine(problem, history), limits),
    after: naiveBreaches(naiveLine(problem, all), limits),
    told: all.map(({ day, type }) => `${day} ${type.id}`).join(', '),
  };
}

function compareWithNaive(
  pack: RulePack,
  drawn: RandomLine,
  { before, after, told }: NaiveVerdict,
  count: number,
  seen: Map<string, Set<boolean>>,
): void {
  const { problem, person, cells } = drawn;
  const context = buildLineContext(problem, person);
  const line = lineOfCells(context, cells);
  const byRule = new Map<string, boolean>();
  for (const data of compiled(pack, drawn)) {
    const broken = compileConstraint(data, context).explain(line).length > 0;
    byRule.set(data.rule, broken || byRule.get(data.rule) === true);
  }
  for (const [rule, broken] of byRule) {
    // What the history alone breaks is nobody's fault any more; fair shares are checked by their own tests.
    if (rule.startsWith('rota.fair') || (before.has(rule) && rule !== 'afc.contracted-hours')) continue;
    seen.set(rule, (seen.get(rule) ?? new Set()).add(broken));
    if (broken !== after.has(rule)) {
      const where = [count, pack.effectiveFrom, rule, problem.id, told];
      expect([...where, broken]).toEqual([...where, after.has(rule)]);
    }
  }
}

describe('mends', () => {
  it(
    'end the breach that they are offered for',
    () => {
      const next = random(46);
      const tried = new Set<string>();
      for (let count = 0; count < LINES / 2; count++) {
        const drawn = randomLine(next);
        const context = buildLineContext(drawn.problem, drawn.person);
        const line = lineOfCells(context, drawn.cells);
        for (const pack of contracts) {
          for (const data of compiled(pack, drawn)) {
            for (const violation of compileConstraint(data, context).explain(line)) {
              if (violation.mend !== null) tried.add(`${violation.kind} ${violation.mend.kind}`);
              checkMend(drawn, data, violation);
            }
          }
        }
      }
      if (LINES < ENOUGH_LINES) return;
      expect([...tried]).toEqual(
        expect.arrayContaining([
          'rest-between start-later',
          'rest-after-run start-later',
          'rest-after-run day-off',
          'shift-length end-earlier',
          'day-after end-earlier',
          'run-length day-off',
          'quiet-weekend-run day-off',
          'consecutive-pair day-off',
          'windowed-count day-off',
          'weekly-rest day-off',
          'weekend-count day-off',
          'windowed-sum day-off',
        ]),
      );
    },
    TIMEOUT_MS,
  );
});

/** The line with a mend taken; null where the mend is no change of one shift. */
function mended(drawn: RandomLine, violation: Violation): RandomLine | null {
  const mend = violation.mend;
  const [day] = mend?.dayIndexes ?? [];
  if (mend === null || day === undefined) return null;
  const cells = [...drawn.cells];
  expect(day).toBeGreaterThanOrEqual(0);
  expect(day).toBeLessThan(LINE_DAYS);
  if (mend.kind === 'day-off') {
    for (const free of mend.dayIndexes) cells[free] = -1;
    return { ...drawn, cells };
  }
  if (mend.kind !== 'start-later' && mend.kind !== 'end-earlier') return null;
  const old = edgeShiftTypes[cells[day]!]!;
  const times = mend.kind === 'start-later' ? { startMin: mend.atMin! } : { endMin: mend.atMin! };
  const moved: ShiftType = { ...old, id: 'moved', ...times, forbiddenNext: [] };
  // A shift that starts after its own end is moved whole.
  const type =
    moved.startMin < moved.endMin
      ? moved
      : { ...moved, endMin: moved.startMin + (old.endMin - old.startMin) };
  cells[day] = edgeShiftTypes.length;
  const shiftTypes = [...edgeShiftTypes, { ...type, workMin: type.endMin - type.startMin }];
  return { ...drawn, problem: { ...drawn.problem, shiftTypes }, cells };
}

function checkMend(drawn: RandomLine, data: ConstraintData, violation: Violation): void {
  const after = mended(drawn, violation);
  if (after === null) return;
  const context = buildLineContext(after.problem, after.person);
  const left = compileConstraint(data, context).explain(lineOfCells(context, after.cells));
  const same = left.find(({ fromDay, toDay }) => fromDay === violation.fromDay && toDay === violation.toDay);
  // A run of weeks may need more than one day off; each has to lessen it.
  const better = same === undefined || same.amount < violation.amount;
  expect([violation.message, same?.message ?? '', better]).toEqual([
    violation.message,
    same?.message ?? '',
    true,
  ]);
}
