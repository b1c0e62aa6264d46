import { OFF, type CoverLine, type Problem, type Rota } from '../../../../solver/model/index.js';

/** How a cover line stands on its day. */
export interface CoverState {
  readonly line: CoverLine;
  /** People on its shifts who match it. */
  readonly have: number;
  /** People on its shifts. */
  readonly base: number;
  /** People short of the minimum, or of the share. */
  readonly short: number;
}

export function coverStates(problem: Problem, rota: Rota): CoverState[] {
  return problem.cover.map((line) => {
    const working = problem.people.filter((_, row) => {
      const type = problem.shiftTypes[rota.cells[row]?.[line.dayIndex] ?? OFF];
      return type !== undefined && line.shiftTypeIds.includes(type.id);
    });
    const matching = new Set(line.personIds);
    const have = working.filter(({ id }) => matching.has(id)).length;
    const needed =
      line.measure.kind === 'count'
        ? line.measure.minimum
        : peopleForShare(line.measure.minShare, working.length);
    return { line, have, base: working.length, short: Math.max(0, needed - have) };
  });
}

/** 65 % of 20 are 13, though 0.65 × 20 is a little more in floating point. */
function peopleForShare(minShare: number, base: number): number {
  return Math.ceil(Math.round(minShare * base * 1e6) / 1e6);
}
