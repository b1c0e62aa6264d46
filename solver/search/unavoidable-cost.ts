import { countCost } from '../constraints/cover.js';
import { requestMet } from '../constraints/judge.js';
import { type CoverLine, OFF, type Person, type Problem } from '../model/index.js';

/** For each day the cells (indexes of shift types, or `OFF`) that pins, blocks and qualifications leave to a person. */
type AllowedCells = readonly (readonly number[])[];

/**
 * What every rota without hard violations costs at least: a lower bound on the objective, from the problem alone.
 *
 * It looks at one cell and at one count line at a time: requests that no allowed cell can meet, and lines for which too
 * few people are left on their day, or too many are pinned. Costs of a rota are sums of such parts and of others that are
 * never negative, so the sum of the least of each part is a bound. Rules that tie days together are left out, so it is
 * exact only where nothing but absences stands in the way.
 */
export function unavoidableCost(problem: Problem): number {
  const allowed = problem.people.map((person) => allowedCells(problem, person));
  const people = new Map(problem.people.map((person, index) => [person.id, index]));
  const cover = problem.cover.reduce((sum, line) => sum + leastCoverCost(problem, line, people, allowed), 0);
  const requests = problem.people.reduce(
    (sum, person, index) => sum + leastRequestCost(problem, person, allowed[index]!),
    0,
  );
  return cover + requests;
}

function allowedCells(problem: Problem, person: Person): AllowedCells {
  const qualified = problem.shiftTypes.flatMap(({ id }, cell) =>
    person.shiftTypeIds.includes(id) ? [cell] : [],
  );
  const cells = problem.days.map(() => [OFF, ...qualified]);
  for (const { dayIndex, shiftTypeId } of person.blocks) {
    cells[dayIndex] = (cells[dayIndex] ?? []).filter(
      (cell) => cell === OFF || (shiftTypeId !== null && problem.shiftTypes[cell]?.id !== shiftTypeId),
    );
  }
  // A pin stands whatever else is said of its day.
  for (const { dayIndex, shiftTypeId } of person.pins) {
    cells[dayIndex] = [problem.shiftTypes.findIndex(({ id }) => id === shiftTypeId)];
  }
  return cells;
}

function leastCoverCost(
  problem: Problem,
  line: CoverLine,
  people: ReadonlyMap<string, number>,
  allowed: readonly AllowedCells[],
): number {
  if (line.measure.kind !== 'count') return 0;
  const serves = (cell: number): boolean => line.shiftTypeIds.includes(problem.shiftTypes[cell]?.id ?? '');
  let fewest = 0;
  let most = 0;
  for (const id of new Set(line.personIds)) {
    const person = people.get(id);
    const cells = person === undefined ? [] : (allowed[person]![line.dayIndex] ?? []);
    if (cells.some(serves)) most++;
    if (cells.length > 0 && cells.every(serves)) fewest++;
  }
  let least = Number.POSITIVE_INFINITY;
  for (let count = fewest; count <= most; count++) least = Math.min(least, countCost(line.measure, count));
  return least;
}

function leastRequestCost(problem: Problem, person: Person, allowed: AllowedCells): number {
  const asked = new Set(person.requests.map(({ dayIndex }) => dayIndex));
  let cost = 0;
  for (const day of asked) {
    const requests = person.requests.filter(({ dayIndex }) => dayIndex === day);
    const costs = (allowed[day] ?? []).map((cell) =>
      requests.reduce((sum, request) => sum + (requestMet(problem, request, cell) ? 0 : request.weight), 0),
    );
    if (costs.length > 0) cost += Math.min(...costs);
  }
  return cost;
}
