import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFF, type Problem, type Rota } from '../../model/index.js';
import { evaluate, solveByWork } from '../../search/index.js';
import { Random } from '../../search/random.js';
import {
  type Inrc2Choice,
  type Inrc2Instance,
  MINIMUM_COVER_WEIGHT,
  readInrc2,
  writeSolutions,
} from './index.js';

/** The public instances and their independent judge lie beside the project, not in it. */
const BENCHMARKS = join('..', 'shared', 'benchmarks');
const JUDGE = join(BENCHMARKS, 'check_inrc2.py');
const SETS = join(BENCHMARKS, 'inrc2');
const WREN = join('test', 'fixtures', 'inrc2', 'wren-w2');
const OPTIMAL_COVER_WEIGHT = 30;
/** Each verdict is a process of its own. */
const PATIENCE_MS = 60_000;

const atHand = existsSync(JUDGE) && spawnSync('python3', ['--version']).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotawright-judge-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Verdict {
  readonly objective: number;
  readonly hard: number;
}

function judged(path: string, { history, weeks }: Inrc2Choice, instance: Inrc2Instance, rota: Rota): Verdict {
  const files = writeSolutions(instance, rota).map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const said = spawnSync('python3', [JUDGE, path, String(history), weeks.join('-'), ...files], {
    encoding: 'utf8',
  });
  const match = /objective (\d+) .*hard violations \{(.*)\}/.exec(said.stdout);
  if (match === null) throw new Error(`the judge said: ${said.stdout}${said.stderr}`);
  const hard = [...match[2]!.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
  return { objective: Number(match[1]), hard };
}

/** The judge charges a nurse short of the minimum as one short of the optimum; what the search sees in addition is taken off. */
function ours(problem: Problem, rota: Rota): Verdict {
  const { objective, hardViolations, unfilled } = evaluate(problem, rota);
  return {
    objective: objective - unfilled * (MINIMUM_COVER_WEIGHT - OPTIMAL_COVER_WEIGHT),
    hard: hardViolations,
  };
}

/** Runs of shifts that nurses hold the skill for, with gaps; every line has a liking for work of its own. */
function randomRota(problem: Problem, random: Random): Rota {
  const typeIndex = new Map(problem.shiftTypes.map(({ id }, index) => [id, index]));
  return {
    cells: problem.people.map((person) => {
      const types = person.shiftTypeIds.map((id) => typeIndex.get(id)!);
      const liking = random.next();
      const cells: number[] = [];
      while (cells.length < problem.days.length) {
        const cell = random.next() < liking && types.length > 0 ? random.pick(types) : OFF;
        for (let days = 1 + random.below(7); days > 0; days--) cells.push(cell);
      }
      return cells.slice(0, problem.days.length);
    }),
  };
}

function anyOf(folderPath: string, kind: string, random: Random): number {
  const numbers = readdirSync(folderPath).flatMap((file) => {
    const match = new RegExp(`^${kind}-.*-(\\d+)\\.txt$`).exec(file);
    return match === null ? [] : [Number(match[1])];
  });
  return random.pick(numbers);
}

function anyChoice(path: string, weekCount: number, random: Random): Inrc2Choice {
  return {
    history: anyOf(path, 'H0', random),
    weeks: Array.from({ length: weekCount }, () => anyOf(path, 'WD', random)),
  };
}

/** Histories far beyond what contracts allow. */
function writeWildHistory(path: string, random: Random): void {
  const rows = ['Ash', 'Bo', 'Cas', 'Dee', 'Eli', 'Fay'].map((nurse) => {
    const last = random.pick(['None', 'Early', 'Late', 'Night']);
    const [total, weekends, shiftRun, more, off] = [14, 4, 6, 3, 7].map((most) => random.below(most));
    const runs = last === 'None' ? [0, 0, off!] : [shiftRun!, shiftRun! + more!, 0];
    return `${nurse} ${total} ${weekends} ${last} ${runs.join(' ')}`;
  });
  writeFileSync(join(path, 'H0-wren-w2-9.txt'), `HISTORY\n0 wren-w2\n\nNURSE_HISTORY\n${rows.join('\n')}\n`);
}

describe.skipIf(!atHand)(
  'our judge and that of INRC-II (SKIPPED where its judge or python3 is not at hand)',
  { timeout: PATIENCE_MS },
  () => {
    const names = atHand ? readdirSync(SETS) : [];

    it.each(names)('agree on random rotas of %s', (name) => {
      const path = join(SETS, name);
      const random = new Random(names.indexOf(name) + 1);
      for (let round = 0; round < 4; round++) {
        const choice = anyChoice(path, Number(/w(\d+)$/.exec(name)![1]), random);
        const instance = readInrc2(path, choice);
        const rota = randomRota(instance.problem, random);
        expect([choice, ours(instance.problem, rota)]).toEqual([
          choice,
          judged(path, choice, instance, rota),
        ]);
      }
    });

    it('agree on any history', () => {
      const path = join(folder, 'wren-w2');
      cpSync(WREN, path, { recursive: true });
      const random = new Random(5);
      for (let round = 0; round < 30; round++) {
        writeWildHistory(path, random);
        const choice = { history: 9, weeks: [random.below(2), random.below(2)] };
        const instance = readInrc2(path, choice);
        const rota = randomRota(instance.problem, random);
        expect(ours(instance.problem, rota)).toEqual(judged(path, choice, instance, rota));
      }
    });

    it('agree on a rota that was sought, and find no hard violation', async () => {
      const choice = { history: 0, weeks: [0, 1] };
      const instance = readInrc2(WREN, choice);
      const rota = await solveByWork(instance.problem, { seed: 1, work: 60 });
      const verdict = judged(WREN, choice, instance, rota);
      expect(ours(instance.problem, rota)).toEqual(verdict);
      expect(verdict.hard).toBe(0);
    });

    it('both refuse an assignment whose skill the nurse does not have', async () => {
      const choice = { history: 0, weeks: [0, 1] };
      const instance = readInrc2(WREN, choice);
      const { problem } = instance;
      const rota = await solveByWork(problem, { seed: 1, work: 60 });
      const senior = problem.shiftTypes.findIndex(({ id }) => id === 'Early:Senior');
      const day = 4;
      const cas = rota.cells[2]!.with(day, senior);
      const changed = { cells: rota.cells.with(2, cas) };
      expect(ours(problem, changed).hard).toBeGreaterThan(0);
      expect(judged(WREN, choice, instance, changed).hard).toBeGreaterThan(0);
    });
  },
);
