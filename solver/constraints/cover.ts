import { type CoverLine, OFF, type Problem, type Rota } from '../model/index.js';

/** Tolerance for a share of people such as 0.65 of 20, which is 13 and not a little more. */
const SHARE_TOLERANCE = 1e-9;

/** Cost of a count line for a number of people. */
export function countCost(measure: Extract<CoverLine['measure'], { kind: 'count' }>, count: number): number {
  const { minimum, target, maximum } = measure;
  return (
    measure.underMinimumWeight * Math.max(0, minimum - count) +
    measure.underTargetWeight * Math.max(0, target - Math.max(count, minimum)) +
    (maximum === null ? 0 : measure.overMaximumWeight * Math.max(0, count - maximum))
  );
}

/** Hard violations of a cover line that lacks `short` people. */
export function hardShort({ measure }: CoverLine, short: number): number {
  return measure.kind === 'count' && measure.minimumLevel === 'hard' ? short : 0;
}

/** People of the sought sort that a share line lacks. */
export function shareShort(minShare: number, matching: number, all: number): number {
  return Math.max(0, Math.ceil(minShare * all - SHARE_TOLERANCE) - matching);
}

/** How a cover line stands in a rota. */
export interface CoverState {
  readonly line: CoverLine;
  /** People on the line's shifts who match its filter, and all people on them. */
  readonly matching: number;
  readonly all: number;
  /** People short of the minimum, or of the share. */
  readonly short: number;
  readonly cost: number;
}

/** Counts every cover line of a rota afresh. */
export function coverStates(problem: Problem, rota: Rota): CoverState[] {
  const personIndex = new Map(problem.people.map((person, index) => [person.id, index]));
  return problem.cover.map((line) => {
    const works = (person: number): boolean => {
      const type = problem.shiftTypes[rota.cells[person]?.[line.dayIndex] ?? OFF];
      return type !== undefined && line.shiftTypeIds.includes(type.id);
    };
    const matching = countMatching(line, personIndex, works);
    const all =
      line.measure.kind === 'share' ? problem.people.filter((_, person) => works(person)).length : matching;
    if (line.measure.kind === 'share') {
      const short = shareShort(line.measure.minShare, matching, all);
      return { line, matching, all, short, cost: short * line.measure.underWeight };
    }
    const short = Math.max(0, line.measure.minimum - matching);
    return { line, matching, all, short, cost: countCost(line.measure, matching) };
  });
}

function countMatching(
  line: CoverLine,
  personIndex: ReadonlyMap<string, number>,
  works: (person: number) => boolean,
): number {
  let matching = 0;
  for (const id of new Set(line.personIds)) {
    const person = personIndex.get(id);
    if (person !== undefined && works(person)) matching++;
  }
  return matching;
}
