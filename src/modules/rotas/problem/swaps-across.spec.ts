import { describe, expect, it } from 'vitest';
import { type AssignmentEntity } from '../assignment.entity.js';
import { type AssignmentChange, coverLosses, judgeChanges, withChanges } from './changed-input.js';
import { buildProblem } from './problem-builder.js';
import { standingRota } from './rota-cells.js';
import { addDays } from './rota-clock.js';
import {
  coverLine,
  DAY,
  NIGHT,
  personInput,
  placement,
  rotaInput,
  shiftType,
  template,
  workInput,
} from './rota-input.testing.js';
import { type PersonInput, type RotaInput } from './rota-input.js';
import { type SwapField, swapsAcross } from './swaps-across.js';

const HOSPITALS = 60;
const FIRST = '2026-10-19';
const DAYS = 14;
const FROM = addDays(FIRST, 2);
const SHIFTS_EACH = 2;

interface Unit {
  readonly unitId: string;
  readonly rotaId: string;
  readonly types: readonly RotaInput['shiftTypes'][number][];
}

const A: Unit = { unitId: 'unit-a', rotaId: 'rota-a', types: [DAY, NIGHT] };
/** Its nights are for senior doctors alone. */
const B: Unit = {
  unitId: 'unit-b',
  rotaId: 'rota-b',
  types: [
    shiftType('b-early', 420, 900),
    shiftType('b-night', 1260, 1920, { kind: 'night', gradeCodes: ['ST3'] }),
  ],
};
const STAFF: readonly { id: string; gradeCode: string; in: readonly Unit[]; bank?: Unit }[] = [
  { id: 'a-junior', gradeCode: 'FY2', in: [A] },
  { id: 'a-senior', gradeCode: 'ST3', in: [A] },
  { id: 'both-junior', gradeCode: 'FY2', in: [A, B] },
  { id: 'both-senior', gradeCode: 'ST3', in: [A, B] },
  { id: 'b-junior', gradeCode: 'FY2', in: [B] },
  { id: 'b-and-bank', gradeCode: 'ST3', in: [B], bank: A },
];

/** Numbers that follow from a seed. */
function numbers(seed: number): (bound: number) => number {
  let state = seed * 2_654_435_761;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function rowOf(
  { unitId: _, unitName: __, ...work }: PersonInput['work'][number],
  personId: string,
): AssignmentEntity {
  const { id, rotaId, shiftTypeId, date, startsAt, endsAt, pinned, version, overrideReason } = work;
  const row = { id, rotaId, personId, shiftTypeId, date, startsAt, endsAt, pinned, version, overrideReason };
  return { ...row, source: 'manual' };
}

/** Two units that share doctors of two grades, with a few shifts each; a third of the shifts stands for a reason. */
function hospital(seed: number): { home: SwapField; other: SwapField; offered: AssignmentEntity } {
  const next = numbers(seed);
  const people = STAFF.map(({ id, gradeCode, in: units, bank }) => {
    const placed = [
      ...units.map(({ unitId }) => placement({ id: `${id}-${unitId}`, unitId, wte: 1 / units.length })),
      ...(bank === undefined
        ? []
        : [placement({ id: `${id}-bank`, unitId: bank.unitId, wte: 0.1, engagement: 'bank' })]),
    ];
    const own = personInput(id, { placements: placed });
    const taken = new Set<string>();
    const work = Array.from({ length: SHIFTS_EACH }, (_, k) => {
      const unit = units[next(units.length)]!;
      const type = unit.types[next(unit.types.length)]!;
      let date = addDays(FIRST, next(DAYS));
      while (taken.has(date)) date = addDays(FIRST, next(DAYS));
      taken.add(date);
      const of = { id: `${id}-${k}`, rotaId: unit.rotaId, unitId: unit.unitId };
      return workInput(type, date, { ...of, overrideReason: next(3) === 0 ? 'it is known' : null });
    });
    return {
      ...own,
      person: { ...own.person, gradeCode },
      work: work.toSorted((one, two) => one.startsAt.getTime() - two.startsAt.getTime()),
    };
  });
  const fieldOf = ({ unitId, rotaId, types }: Unit): SwapField => {
    // Seniors are counted apart: a junior may stand in for one where enough of them are left.
    const lines = [
      coverLine({ id: `${rotaId}-all`, shiftTypeIds: types.map(({ id }) => id) }),
      coverLine({ id: `${rotaId}-seniors`, shiftTypeIds: [types[0]!.id], minimumGradeCode: 'ST3' }),
    ];
    const input = rotaInput({
      rota: { id: rotaId, name: rotaId, unitId, firstDate: FIRST, lastDate: addDays(FIRST, DAYS - 1) },
      shiftTypes: types,
      people: people.filter(({ placements }) => placements.some((each) => each.unitId === unitId)),
      templates: [template(...lines)],
    });
    const built = buildProblem(input, 'none');
    const assignments = people.flatMap(({ person, work }) =>
      work.filter((each) => each.rotaId === rotaId).map((each) => rowOf(each, person.id)),
    );
    return { input, built, standing: standingRota(input, built.problem, built.clock), assignments };
  };
  const [home, other] = [fieldOf(A), fieldOf(B)];
  const ahead = home.assignments.filter(({ date }) => date >= FROM);
  return { home, other, offered: ahead[next(ahead.length)] ?? home.assignments[0]! };
}

type Way = readonly (readonly [AssignmentEntity, string])[];

const inWords = (hops: Way): string => hops.map(([{ id }, to]) => `${id} to ${to}`).join(', ');

/** By the judge of the door alone, all changes at once. */
function isLegal(fields: readonly SwapField[], hops: Way): boolean {
  const inputs = fields.map(({ input }) => input);
  const changes: AssignmentChange[] = hops.map(([before, personId]) => ({
    before,
    after: { ...before, personId, pinned: true, source: 'swap', overrideReason: null },
  }));
  const gets = hops.map(([{ rotaId, date }, personId]) => ({ rotaId, date, personId }));
  for (const { rotaId, personId, date } of gets) {
    const input = inputs.find(({ rota }) => rota.id === rotaId)!;
    const own = input.people.find(({ person }) => person.id === personId);
    const after = own && withChanges({ ...input, people: [own] }, changes, inputs).people[0]!.work;
    if (after === undefined) return false;
    if (after.filter((each) => each.rotaId === rotaId && each.date === date).length > 1) return false;
    if (after.some((one, k) => after[k + 1] !== undefined && after[k + 1]!.startsAt < one.endsAt))
      return false;
  }
  const same = hops.some(([one, personId]) =>
    hops.some(
      ([two]) =>
        two.personId === personId &&
        two !== one &&
        two.date === one.date &&
        two.shiftTypeId === one.shiftTypeId,
    ),
  );
  if (same || judgeChanges(inputs, changes).introduced.some(({ level }) => level === 'hard')) return false;
  return inputs.every((input) => coverLosses(input, changes)!.length === 0);
}

function bruteForce(fields: readonly SwapField[], offered: AssignmentEntity): string[] {
  const slots = fields
    .flatMap(({ assignments }) => assignments)
    .filter(({ date, personId }) => date >= FROM && personId !== offered.personId);
  const ways = slots.flatMap((second): Way[] => [
    [
      [offered, second.personId],
      [second, offered.personId],
    ],
    ...slots
      .filter(({ personId }) => personId !== second.personId)
      .map((last): Way => [
        [offered, second.personId],
        [second, last.personId],
        [last, offered.personId],
      ]),
  ]);
  const across = ways.filter((hops) => hops.some(([{ rotaId }]) => rotaId !== offered.rotaId));
  return across.filter((hops) => isLegal(fields, hops)).map(inWords);
}

describe('swapsAcross', () => {
  it(
    `finds in ${HOSPITALS} hospitals of two units and two grades exactly what trying everything finds`,
    { timeout: 600_000 },
    async () => {
      const seen = { direct: 0, chain: 0, ofTheBank: 0, betweenGrades: 0 };
      const gradeOf = new Map(STAFF.map(({ id, gradeCode }) => [id, gradeCode]));
      for (let seed = 1; seed <= HOSPITALS; seed++) {
        const { home, other, offered } = hospital(seed);
        const found = await swapsAcross(home, [other], offered, FROM);
        const words = found.map(({ hops }) =>
          inWords(hops.map(({ shift, toPersonId }) => [shift, toPersonId] as const)),
        );
        expect([seed, ...words.toSorted()]).toEqual([seed, ...bruteForce([home, other], offered).toSorted()]);
        for (const { hops } of found) {
          seen[hops.length === 2 ? 'direct' : 'chain']++;
          if (hops[0]!.toPersonId === 'b-and-bank') seen.ofTheBank++;
          if (hops.some(({ shift, toPersonId }) => gradeOf.get(shift.personId) !== gradeOf.get(toPersonId)))
            seen.betweenGrades++;
        }
      }
      for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(10);
    },
  );
});
