import { describe, expect, it } from 'vitest';
import {
  buildDays,
  elapsedMin,
  type FixedShift,
  OFF,
  type Person,
  type Problem,
  type Rota,
} from '../model/index.js';
import { compilePack, findPack } from '../rules/index.js';
import { Random } from '../search/random.js';
import { explainUnfilled, type Candidate } from './index.js';
import {
  breachesOf,
  naiveRuleCodes,
  type NaiveShift,
  type NaiveWorld,
  shiftAt,
} from './naive-rules.testing.js';
import { testShiftTypes } from '../constraints/faces.testing.js';

const ROTAS = 1000;
const PEOPLE = 4;
const DAYS = 10;
const ZONE = 'Europe/London';
const FIRST_DATES = ['2026-06-01', '2026-10-19', '2026-10-22', '2027-03-22', '2027-03-25', '2026-12-26'];
/** Worked from start to end: the checker counts no breaks and no estimates. */
const TYPES = testShiftTypes.filter(
  ({ timed, kind, startMin, endMin, workMin }) =>
    timed && kind !== 'on-call' && workMin === endMin - startMin,
);
const RULES_OF_UNIT = {
  'rota.max-consecutive-days': { enabled: true, level: 'hard', parameters: { max: 6 } },
  'rota.max-weekends': { enabled: true, level: 'hard', parameters: { max: 1 } },
  'rota.max-shifts': { enabled: true, level: 'hard', parameters: { shiftTypeIds: ['late'], max: 2 } },
  'rota.min-days-off': { enabled: true, level: 'hard' },
  'rota.min-consecutive-days': { enabled: true, level: 'hard' },
} as const;

/** A unit of four with everything that can rule somebody out: rules, blocks, skills, pins, history, changes of the clock. */
function anyProblem(random: Random): Problem {
  const days = buildDays(random.pick(FIRST_DATES), DAYS, ZONE);
  const people = Array.from({ length: PEOPLE }, (_, index) => anyPerson(random, index, days));
  const cover = Array.from({ length: 6 }, (_, k) => ({
    id: `c${k}`,
    name: `line ${k}`,
    dayIndex: random.below(DAYS),
    shiftTypeIds: [random.pick(TYPES).id],
    personIds: people.filter(() => random.next() < 0.9).map(({ id }) => id),
    filterLabel: 'some',
    measure: {
      kind: 'count' as const,
      minimum: 4,
      target: 4,
      maximum: null,
      underMinimumWeight: 100,
      underTargetWeight: 0,
      overMaximumWeight: 0,
    },
  }));
  return { id: 'any', name: 'any', timeZone: ZONE, days, shiftTypes: testShiftTypes, people, cover };
}

function anyPerson(random: Random, index: number, days: Problem['days']): Person {
  const context = { wte: random.pick([1, 1, 0.6]), days };
  const overrides = Object.fromEntries(Object.entries(RULES_OF_UNIT).filter(() => random.next() < 0.3));
  const history = random.next() < 0.5 ? [] : anyHistory(random, days);
  const fewer = random.next() < 0.2;
  return {
    id: `p${index}`,
    name: `Person ${index}`,
    grade: null,
    wte: context.wte,
    shiftTypeIds: (fewer ? TYPES.slice(0, 2) : TYPES).map(({ id }) => id),
    constraints: [
      ...compilePack(findPack('doctors2016', '2026-06-01'), context),
      ...compilePack(findPack('rota', '2026-06-01'), context, overrides),
    ].filter(({ rule }) => naiveRuleCodes.has(rule)),
    blocks:
      random.next() < 0.3
        ? [
            {
              dayIndex: random.below(DAYS),
              shiftTypeId: random.next() < 0.5 ? null : random.pick(TYPES).id,
              code: 'leave',
              reason: 'leave',
            },
          ]
        : [],
    requests: [],
    pins: random.next() < 0.2 ? [{ dayIndex: random.below(DAYS), shiftTypeId: null }] : [],
    fixedShifts: history,
  };
}

function anyHistory(random: Random, days: Problem['days']): FixedShift[] {
  const type = random.pick(TYPES);
  const last = -1 - random.below(3);
  return Array.from({ length: 1 + random.below(5) }, (_, back) => {
    const dayIndex = last - back;
    return {
      dayIndex,
      shiftTypeId: type.id,
      kind: type.kind,
      label: type.code,
      startMin: elapsedMin(days, dayIndex, type.startMin),
      endMin: elapsedMin(days, dayIndex, type.endMin),
      workMin: type.workMin,
    };
  });
}

/** Runs of one shift and gaps, as real lines have; some of them break rules. */
function anyRota(random: Random, problem: Problem): Rota {
  const cells = problem.people.map((person) => {
    const line: number[] = [];
    while (line.length < DAYS) {
      const type = random.next() < 0.5 ? OFF : random.below(person.shiftTypeIds.length);
      for (let k = 1 + random.below(4); k > 0; k--) line.push(type);
    }
    return line
      .slice(0, DAYS)
      .map((cell, day) => (cellReasons(person, day, TYPES[cell]?.id ?? '', OFF).size > 0 ? OFF : cell));
  });
  return { cells };
}

function naiveShifts(world: NaiveWorld, person: Person, cells: readonly number[]): NaiveShift[] {
  const worked = cells.flatMap((cell, day) =>
    cell === OFF ? [] : [shiftAt(world, day, TYPES[cell]!, false)],
  );
  const history = person.fixedShifts.map(({ dayIndex, shiftTypeId }) =>
    shiftAt(
      world,
      dayIndex,
      TYPES.find(({ id }) => id === shiftTypeId)!,
      true,
    ),
  );
  return [...history, ...worked].sort((one, other) => one.day - other.day);
}

/** What must be true of a person by the problem's own words, whatever the rules. */
function cellReasons(person: Person, day: number, typeId: string, current: number): Set<string> {
  const reasons = new Set<string>();
  if (current !== OFF) reasons.add('rota.already-working');
  if (!person.shiftTypeIds.includes(typeId)) reasons.add('rota.not-qualified');
  if (person.pins.some(({ dayIndex }) => dayIndex === day)) reasons.add('rota.pinned');
  const blocked = person.blocks.some(
    ({ dayIndex, shiftTypeId }) => dayIndex === day && (shiftTypeId ?? typeId) === typeId,
  );
  if (blocked) reasons.add('rota.blocked');
  return reasons;
}

interface Tally {
  statements: number;
  couldTake: number;
  readonly byRule: Map<string, number>;
}

describe('what is said of an unfilled place', () => {
  it(`holds on ${ROTAS} random rotas by a checker that knows nothing of the solver`, () => {
    const tally: Tally = { statements: 0, couldTake: 0, byRule: new Map() };
    for (let seed = 1; seed <= ROTAS; seed++) {
      const random = new Random(seed);
      const problem = anyProblem(random);
      const rota = anyRota(random, problem);
      const quarters = new Map<number, number>();
      for (const place of explainUnfilled(problem, rota)) {
        const line = problem.cover.find(({ id }) => id === place.lineId)!;
        const named = new Set(place.candidates.map(({ personId }) => personId));
        for (const [index, person] of problem.people.entries()) {
          const current = rota.cells[index]![place.dayIndex]!;
          const serves = line.shiftTypeIds.includes(problem.shiftTypes[current]?.id ?? '');
          // Everybody who matches and does not stand there already is spoken of.
          expect([seed, person.id, named.has(person.id)]).toEqual([
            seed,
            person.id,
            line.personIds.includes(person.id) && !serves,
          ]);
        }
        for (const candidate of place.candidates) {
          confirm({ seed, problem, rota, quarters }, place.dayIndex, candidate, tally);
        }
      }
    }
    // The rotas are random: that every rule has spoken, and somebody could often take a place, keeps the test from being empty.
    const silent = [...everyRule()].filter((rule) => (tally.byRule.get(rule) ?? 0) === 0);
    expect(silent).toEqual([]);
    expect(tally.statements).toBeGreaterThan(10_000);
    expect(tally.couldTake).toBeGreaterThan(1000);
  }, 180_000);
});

function everyRule(): Set<string> {
  return new Set([
    ...naiveRuleCodes,
    'rota.already-working',
    'rota.not-qualified',
    'rota.pinned',
    'rota.blocked',
  ]);
}

interface Trial {
  readonly seed: number;
  readonly problem: Problem;
  readonly rota: Rota;
  readonly quarters: Map<number, number>;
}

function confirm(
  { seed, problem, rota, quarters }: Trial,
  day: number,
  candidate: Candidate,
  tally: Tally,
): void {
  const index = problem.people.findIndex(({ id }) => id === candidate.personId);
  const person = problem.people[index]!;
  const world: NaiveWorld = { firstDate: problem.days[0]!.date, zone: ZONE, days: DAYS, person, quarters };
  const cells = rota.cells[index]!;
  const type = TYPES.findIndex(({ id }) => id === candidate.shiftTypeId);
  const before = breachesOf(world, naiveShifts(world, person, cells));
  const after = breachesOf(world, naiveShifts(world, person, cells.with(day, type)));
  const expected = cellReasons(person, day, candidate.shiftTypeId, cells[day]!);
  for (const rule of after) if (!before.has(rule)) expected.add(rule);
  const said = new Set(candidate.exclusions.map(({ rule }) => rule));
  // Where a rule was broken already, a further breach of it may be named; it is then broken with the shift as well.
  for (const rule of said) if (before.has(rule) && after.has(rule)) expected.add(rule);
  for (const rule of said) tally.byRule.set(rule, (tally.byRule.get(rule) ?? 0) + 1);
  tally.statements += said.size;
  if (candidate.couldTake) tally.couldTake++;
  expect({ seed, place: [candidate.personId, day, candidate.shiftTypeId], said: [...said].sort() }).toEqual({
    seed,
    place: [candidate.personId, day, candidate.shiftTypeId],
    said: [...expected].sort(),
  });
  expect(candidate.couldTake).toBe(expected.size === 0);
}
