import { LineJudge } from '../constraints/judge.js';
import { type Violation } from '../constraints/violation.js';
import { OFF, type Problem, type Rota } from '../model/index.js';
import { newViolations } from './compare.js';

/** Somebody who is free on a day and could take a shift without breaking a hard rule. */
export interface Taker {
  /** Index in the problem. */
  readonly person: number;
  /** What it would break: soft rules and advice only. */
  readonly introduced: readonly Violation[];
}

/** Judging a line takes a while: of many people those are tried who work least. */
const MOST_TRIED = 60;

/** Who could take a shift on a day: those first for whom it breaks least, and then those who work least for their share of full time. */
export function takersOf(problem: Problem, rota: Rota, day: number, type: number): Taker[] {
  const shiftTypeId = problem.shiftTypes[type]?.id ?? '';
  const load = problem.people.map(
    ({ wte }, person) => (rota.cells[person] ?? []).filter((cell) => cell !== OFF).length / wte,
  );
  return problem.people
    .flatMap((person, index) =>
      (rota.cells[index]?.[day] ?? OFF) === OFF && person.shiftTypeIds.includes(shiftTypeId) ? [index] : [],
    )
    .sort((a, b) => load[a]! - load[b]!)
    .slice(0, MOST_TRIED)
    .flatMap((person) => {
      const judge = new LineJudge(problem, problem.people[person]!);
      const cells = problem.days.map((_, index) => rota.cells[person]?.[index] ?? OFF);
      if (judge.cellViolations(day, type).length > 0) return [];
      const introduced = newViolations(judge.violations(cells), judge.violations(cells.with(day, type)));
      return introduced.some(({ level }) => level === 'hard') ? [] : [{ person, introduced }];
    })
    .sort((a, b) => a.introduced.length - b.introduced.length || load[a.person]! - load[b.person]!);
}
