import { LineJudge } from '../solver/constraints/judge.js';
import { type CoverLine, emptyRota, OFF, type Problem, type Rota } from '../solver/model/index.js';

/**
 * Fills a rota as one would by hand: day after day, line after line, and whoever stands first in the list and may take
 * the shift gets it. It breaks no hard rule and never takes anything back.
 */
export function naiveFill(problem: Problem): Rota {
  const cells = emptyRota(problem).cells.map((row) => [...row]);
  const judges = problem.people.map((person) => new LineJudge(problem, person));
  const indexById = new Map(problem.people.map((person, index) => [person.id, index]));
  const typeIndex = new Map(problem.shiftTypes.map((type, index) => [type.id, index]));

  const shiftFor = (person: number, line: CoverLine): number | undefined => {
    const row = cells[person]!;
    if (row[line.dayIndex] !== OFF) return undefined;
    const broken = hardViolations(judges[person]!, row);
    return line.shiftTypeIds
      .map((id) => typeIndex.get(id)!)
      .find((type) => hardViolations(judges[person]!, row.with(line.dayIndex, type)) <= broken);
  };

  for (const line of problem.cover) {
    if (line.measure.kind !== 'count') continue;
    const types = new Set(line.shiftTypeIds.map((id) => typeIndex.get(id)));
    const people = line.personIds.map((id) => indexById.get(id)!);
    let missing =
      line.measure.minimum - people.filter((person) => types.has(cells[person]![line.dayIndex])).length;
    for (const person of people) {
      if (missing <= 0) break;
      const type = shiftFor(person, line);
      if (type === undefined) continue;
      cells[person]![line.dayIndex] = type;
      missing--;
    }
  }
  return { cells };
}

function hardViolations(judge: LineJudge, cells: readonly number[]): number {
  return judge.violations(cells).filter(({ level }) => level === 'hard').length;
}
