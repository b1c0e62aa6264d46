import { emptyRota, OFF, type Problem, type Rota } from '../../model/index.js';
import { FormatError } from '../format-error.js';
import { type Inrc2Instance } from './folder.js';
import { Row } from './rows.js';
import { SHIFT_SKILL } from './scenario.js';
import { DAY_NAMES } from './week.js';

/** A week's rota in the format of the competition. */
export interface SolutionFile {
  readonly name: string;
  readonly text: string;
}

/** One file a week, `sol-week0.txt` and on; nurses in the order of the scenario, Monday to Sunday. */
export function writeSolutions({ scenarioName, problem }: Inrc2Instance, rota: Rota): SolutionFile[] {
  return Array.from({ length: weekCount(problem) }, (_, week) => {
    const lines = problem.people.flatMap((person, index) =>
      DAY_NAMES.flatMap((day, weekday) => {
        const type = problem.shiftTypes[rota.cells[index]?.[week * 7 + weekday] ?? OFF];
        return type === undefined ? [] : [`${person.id} ${day} ${words(type.id).join(' ')}`];
      }),
    );
    const head = `SOLUTION\n${week} ${scenarioName}\n\nASSIGNMENTS = ${lines.length}\n`;
    return { name: solutionName(week), text: head + lines.map((line) => `${line}\n`).join('') };
  });
}

export function solutionName(week: number): string {
  return `sol-week${week}.txt`;
}

export function weekCount(problem: Problem): number {
  return Math.ceil(problem.days.length / 7);
}

function words(typeId: string): string[] {
  const at = typeId.indexOf(SHIFT_SKILL);
  return [typeId.slice(0, at), typeId.slice(at + SHIFT_SKILL.length)];
}

/**
 * Reads the files of all weeks, the first week's first.
 *
 * @throws FormatError naming file and line, for strangers and for a nurse who is assigned twice on a day.
 */
export function readSolutions(problem: Problem, files: readonly SolutionFile[]): Rota {
  const weeks = weekCount(problem);
  if (files.length !== weeks) {
    throw new FormatError('solution', `${weeks} weeks are planned, but ${files.length} files given`);
  }
  const reader = new SolutionReader(problem);
  files.forEach((file, week) => {
    reader.read(file, week);
  });
  return { cells: reader.cells };
}

class SolutionReader {
  readonly cells: number[][];
  private readonly nurses: ReadonlyMap<string, number>;
  private readonly types: ReadonlyMap<string, number>;

  constructor(problem: Problem) {
    this.cells = emptyRota(problem).cells.map((row) => [...row]);
    this.nurses = new Map(problem.people.map(({ id }, index) => [id, index]));
    this.types = new Map(problem.shiftTypes.map(({ id }, index) => [id, index]));
  }

  read({ name, text }: SolutionFile, week: number): void {
    text.split(/\r?\n/).forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || /^(SOLUTION|ASSIGNMENTS)\b/.test(line) || /^\d+ \S+$/.test(line)) return;
      this.assign(new Row(name, index + 1, line.split(/\s+/)), week);
    });
  }

  private assign(row: Row, week: number): void {
    const nurse = row.oneOf(0, 'nurse', this.nurses);
    const weekday = DAY_NAMES.findIndex((day) => day === row.text(1, 'day'));
    if (weekday < 0) row.fail(`day "${row.text(1, 'day')}" is not one of ${DAY_NAMES.join(', ')}`);
    const id = `${row.text(2, 'shift')}${SHIFT_SKILL}${row.text(3, 'skill')}`;
    const type = this.types.get(id) ?? row.fail(`shift and skill "${id}" do not exist`);
    row.end(4);
    const cells = this.cells[this.nurses.get(nurse)!]!;
    const day = week * 7 + weekday;
    if (cells[day] !== OFF) row.fail(`${nurse} is assigned twice on ${row.text(1, 'day')}`);
    cells[day] = type;
  }
}
