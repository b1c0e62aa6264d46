import { type Problem } from '../model/index.js';
import { FormatError } from './format-error.js';

/** Two years: more cannot be planned in one piece. */
export const MOST_DAYS = 731;
/** People × days × shift types that fit into a few gigabytes; the largest public instances have two million. */
const MOST_CELLS = 20_000_000;

/** @throws FormatError for a problem that would not fit into memory. */
export function checkSize(problem: Problem): Problem {
  const { people, days, shiftTypes } = problem;
  const cells = people.length * days.length * shiftTypes.length;
  if (cells <= MOST_CELLS) return problem;
  throw new FormatError(
    problem.id,
    `${people.length} people × ${days.length} days × ${shiftTypes.length} shift types are ${cells} cells, too many for one problem ` +
      `(at most ${MOST_CELLS}); plan fewer days or people at once`,
  );
}
