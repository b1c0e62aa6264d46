import { describe, expect, it } from 'vitest';
import { coverStates } from '../../constraints/cover.js';
import { type CellChange, explainUnfilled, verdictOnChange } from '../../explain/index.js';
import { type CoverLine, OFF, type Problem, type Rota } from '../../model/index.js';
import { evaluate, solveByWork } from '../../search/index.js';
import { Random } from '../../search/random.js';
import { hospitalProblem } from '../../search/hospital.testing.js';
import { cheapestChanges, type Mend, usualPrices } from '../index.js';

/** Too few doctors for the demand, and some of a good rota's shifts taken away again: some places could be filled, others not. */
async function shortRota(seed: number): Promise<{ problem: Problem; rota: Rota }> {
  const whole = hospitalProblem({ doctors: 12, dayCount: 9, seed });
  const random = new Random(seed);
  const cells = (await solveByWork(whole, { seed, work: 40 })).cells.map((row) => [...row]);
  for (let k = 0; k < 6; k++) {
    const person = random.below(cells.length);
    const day = random.below(whole.days.length);
    if (!whole.people[person]!.pins.some(({ dayIndex }) => dayIndex === day)) cells[person]![day] = OFF;
  }
  const short = explainUnfilled(whole, { cells })
    .slice(0, 12)
    .map(({ lineId }) => lineId);
  const cover = whole.cover.map((line) => (short.includes(line.id) ? line : withoutMinimumRaised(line)));
  return { problem: { ...whole, cover }, rota: { cells } };
}

/** Lines beyond the first short ones count for nothing, to keep the test short. */
function withoutMinimumRaised(line: CoverLine): CoverLine {
  return line.measure.kind === 'count' ? { ...line, measure: { ...line.measure, minimum: 0 } } : line;
}

function applied(problem: Problem, rota: Rota, cells: readonly CellChange[]): Rota {
  const rows = rota.cells.map((row) => [...row]);
  for (const { personId, dayIndex, shiftTypeId } of cells) {
    const person = problem.people.findIndex(({ id }) => id === personId);
    rows[person]![dayIndex] = problem.shiftTypes.findIndex(({ id }) => id === shiftTypeId);
  }
  return { cells: rows };
}

const shortages = (problem: Problem, rota: Rota): Map<string, number> =>
  new Map(coverStates(problem, rota).map(({ line, short }) => [line.id, short]));

describe('cheapestChanges', () => {
  it('fills the place and makes nothing else worse, in the problem that the change makes', async () => {
    const kinds = new Set<string>();
    for (const seed of [1, 2, 3, 4]) {
      const { problem, rota } = await shortRota(seed);
      const before = shortages(problem, rota);
      for (const { lineId, mends } of cheapestChanges(problem, rota, { keep: 400 })) {
        for (const mend of mends) {
          kinds.add(mend.change.kind);
          const after = applied(problem, rota, mend.cells);
          const evaluation = evaluate(mend.changedProblem, after);
          expect(evaluation.hardViolations).toBeLessThanOrEqual(evaluate(problem, rota).hardViolations);
          const short = shortages(mend.changedProblem, after);
          expect(short.get(lineId)).toBeLessThan(before.get(lineId)!);
          for (const [id, now] of short) expect(now).toBeLessThanOrEqual(before.get(id)!);
          expect(mend.objectiveChange).toBeCloseTo(
            evaluation.objective - evaluate(problem, rota).objective,
            6,
          );
        }
        expect(mends.map(({ cost }) => cost)).toEqual(mends.map(({ cost }) => cost).sort((a, b) => a - b));
      }
    }
    expect([...kinds].sort()).toEqual(['assign', 'lift-block', 'move', 'relax-rule', 'substitute', 'swap']);
  });

  it('finds the cheapest that trying every move and swap finds', async () => {
    const { problem, rota } = await shortRota(4);
    for (const { lineId, mends } of cheapestChanges(problem, rota, { keep: 10_000 }).slice(0, 5)) {
      const moving = mends.filter(({ change }) => ['assign', 'move', 'swap'].includes(change.kind));
      const found = moving.map(({ cost }) => cost).sort((a, b) => a - b)[0];
      expect([lineId, found]).toEqual([lineId, byTryingEverything(problem, rota, lineId)]);
    }
  });

  it('lets a rule give way by exactly what the shift needs', async () => {
    const { problem, rota } = await shortRota(2);
    const relaxed = cheapestChanges(problem, rota, { keep: 400 })
      .flatMap(({ mends }) => mends)
      .filter((mend): mend is Mend & { change: { kind: 'relax-rule' } } => mend.change.kind === 'relax-rule');
    expect(relaxed.length).toBeGreaterThan(0);
    for (const { change, personId, changedProblem, cells } of relaxed) {
      const [own] = cells;
      const without = verdictOnChange(problem, rota, [own!]).introduced.filter(
        ({ level }) => level === 'hard',
      );
      expect(new Set(without.map(({ rule }) => rule))).toEqual(new Set([change.rule]));
      expect(without.map(({ message }) => message)).toContain(change.message);
      const limits = (from: Problem): string =>
        JSON.stringify(from.people.find(({ id }) => id === personId)!.constraints);
      expect(limits(changedProblem)).not.toBe(limits(problem));
    }
  });

  it('offers everybody who could take the place as they are, unless another line would be short for it', async () => {
    const { problem, rota } = await shortRota(3);
    const mends = new Map(
      cheapestChanges(problem, rota, { keep: 400 }).map((place) => [place.lineId, place.mends]),
    );
    for (const place of explainUnfilled(problem, rota)) {
      const before = shortages(problem, rota);
      const able = place.candidates
        .filter(({ couldTake }) => couldTake)
        .filter(({ personId, shiftTypeId }) => {
          const after = applied(problem, rota, [{ personId, dayIndex: place.dayIndex, shiftTypeId }]);
          return [...shortages(problem, after)].every(([id, now]) => now <= before.get(id)!);
        })
        .map(({ personId }) => personId);
      const offered = mends.get(place.lineId)!.filter(({ change }) => change.kind === 'assign');
      expect(new Set(offered.map(({ personId }) => personId))).toEqual(new Set(able));
    }
  });
});

function byTryingEverything(problem: Problem, rota: Rota, lineId: string): number | undefined {
  const line = problem.cover.find(({ id }) => id === lineId)!;
  const before = shortages(problem, rota);
  const worth = line.measure.kind === 'count' ? line.measure.underMinimumWeight : 0;
  const standing = evaluate(problem, rota).objective;
  const idOf = (cell: number): string | null => problem.shiftTypes[cell]?.id ?? null;
  let best: number | undefined;
  const attempt = (cells: CellChange[]): void => {
    const after = applied(problem, rota, cells);
    const short = shortages(problem, after);
    if (!(short.get(lineId)! < before.get(lineId)!)) return;
    if ([...short].some(([id, now]) => now > before.get(id)!)) return;
    if (!verdictOnChange(problem, rota, cells).allowed) return;
    const cost =
      evaluate(problem, after).objective - standing + (cells.length - 1) * usualPrices.assignment * worth;
    best = best === undefined ? cost : Math.min(best, cost);
  };
  for (const taker of problem.people) {
    const own = rota.cells[problem.people.indexOf(taker)]!;
    const current = own[line.dayIndex]!;
    if (!line.personIds.includes(taker.id) || line.shiftTypeIds.includes(idOf(current) ?? '')) continue;
    for (const shiftTypeId of line.shiftTypeIds) {
      const place = { personId: taker.id, dayIndex: line.dayIndex, shiftTypeId };
      if (current === OFF) attempt([place]);
      for (const { index: day } of problem.days) {
        if (own[day] === OFF || taker.pins.some(({ dayIndex }) => dayIndex === day)) continue;
        if (current !== OFF && day !== line.dayIndex) continue;
        const freed =
          day === line.dayIndex ? [place] : [place, { personId: taker.id, dayIndex: day, shiftTypeId: null }];
        attempt(freed);
        problem.people.forEach((other, index) => {
          if (other === taker) return;
          const theirs = rota.cells[index]![day]!;
          const given = { personId: other.id, dayIndex: day, shiftTypeId: idOf(own[day]!) };
          if (theirs === OFF) attempt([...freed, given]);
          else if (theirs !== own[day] && day !== line.dayIndex)
            attempt([place, { personId: taker.id, dayIndex: day, shiftTypeId: idOf(theirs) }, given]);
        });
      }
    }
  }
  return best;
}
