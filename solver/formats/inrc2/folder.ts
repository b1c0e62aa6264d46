import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Problem } from '../../model/index.js';
import { FormatError } from '../format-error.js';
import { checkSize } from '../size.js';
import { readHistory } from './history.js';
import { inrc2Problem } from './problem.js';
import { readScenario } from './scenario.js';
import { readWeek } from './week.js';

/** Which of a folder's files make the instance: the number of its history and of the data of each week. */
export interface Inrc2Choice {
  readonly history: number;
  readonly weeks: readonly number[];
}

export interface Inrc2Instance {
  readonly scenarioName: string;
  readonly problem: Problem;
}

/**
 * Reads an instance of the static INRC-II from a folder NAME with `Sc-NAME.txt`, `H0-NAME-k.txt` and `WD-NAME-k.txt`.
 *
 * @throws FormatError naming file, line and field; also for a file that is not there.
 */
export function readInrc2(folder: string, { history, weeks }: Inrc2Choice): Inrc2Instance {
  const name = basename(resolve(folder));
  const read = <T>(file: string, parse: (file: string, text: string) => T): T =>
    parse(file, readText(join(folder, file), file));
  const scenario = read(`Sc-${name}.txt`, readScenario);
  if (weeks.length !== scenario.weeks) {
    throw new FormatError(
      `Sc-${name}.txt`,
      `plans ${scenario.weeks} weeks, but ${weeks.length} are named: ${weeks.join('-')}`,
    );
  }
  const histories = read(`H0-${name}-${history}.txt`, (file, text) => readHistory(file, text, scenario));
  const data = weeks.map((week) =>
    read(`WD-${name}-${week}.txt`, (file, text) => readWeek(file, text, scenario)),
  );
  const id = `${scenario.name}_${history}_${weeks.join('-')}`;
  return { scenarioName: scenario.name, problem: checkSize(inrc2Problem(id, scenario, histories, data)) };
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    throw new FormatError(file, `cannot be read: ${(error as Error).message}`);
  }
}
