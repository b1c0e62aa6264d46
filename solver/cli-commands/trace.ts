import { appendFileSync } from 'node:fs';
import { type SolveProgress } from '../search/index.js';
import { writeText } from './usage.js';

/** One line of a trace. */
export interface TraceLine {
  readonly seconds: number;
  readonly objective: number;
  readonly hardViolations: number;
  readonly lowerBound: number | null;
}

/**
 * Empties the file and returns what adds a line for each step of the search's progress.
 *
 * @throws UsageError when the file cannot be written.
 */
export function traceTo(file: string): (progress: SolveProgress) => void {
  writeText(file, '');
  return ({ elapsedMs, objective, hardViolations, lowerBound }) => {
    const line: TraceLine = { seconds: Math.round(elapsedMs) / 1000, objective, hardViolations, lowerBound };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
}
