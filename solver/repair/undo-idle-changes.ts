import { type Problem, type Rota } from '../model/index.js';
import { type Evaluation, Judge } from '../search/index.js';

/**
 * Takes changes back that a search left although the rota is no worse without them: one cell at a time, and two people's cells
 * of one day at a time.
 */
export function undoIdleChanges(problem: Problem, start: Rota, repaired: Rota): Rota {
  const judge = new Judge(problem);
  const cells = repaired.cells.map((row) => [...row]);
  let standing = judge.evaluate({ cells });
  for (let improved = true; improved;) {
    improved = false;
    for (const group of groups(start, cells)) {
      const before = group.map(([person, day]) => cells[person]![day]!);
      for (const [person, day] of group) cells[person]![day] = start.cells[person]![day]!;
      const undone = judge.evaluate({ cells });
      if (isNoWorse(undone, standing)) {
        standing = undone;
        improved = true;
      } else {
        group.forEach(([person, day], k) => {
          cells[person]![day] = before[k]!;
        });
      }
    }
  }
  return { cells };
}

type Cell = readonly [person: number, day: number];

function groups(start: Rota, cells: readonly (readonly number[])[]): Cell[][] {
  const changed = cells.flatMap((row, person) =>
    row.flatMap((cell, day): Cell[] => (cell === start.cells[person]![day] ? [] : [[person, day]])),
  );
  const pairs = changed.flatMap((one, k) =>
    changed.slice(k + 1).flatMap((other) => (other[1] === one[1] ? [[one, other]] : [])),
  );
  return [...changed.map((cell) => [cell]), ...pairs];
}

function isNoWorse(undone: Evaluation, standing: Evaluation): boolean {
  if (undone.hardViolations !== standing.hardViolations) {
    return undone.hardViolations < standing.hardViolations;
  }
  return undone.objective <= standing.objective;
}
