import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRotaJson, writeProblemJson, writeRotaJson } from '../../solver/formats/problem-json.js';
import { hospitalProblem } from '../../solver/search/hospital.testing.js';
import { evaluate, solveByWork } from '../../solver/search/index.js';
import { builtFile } from '../support/built.js';

const CLI = builtFile('solver/cli.js');
const problem = hospitalProblem({ doctors: 14, dayCount: 14 });

let folder: string;
let input: string;
let standing: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotawright-repair-'));
  input = join(folder, 'ed.json');
  standing = join(folder, 'rota.json');
  writeFileSync(input, writeProblemJson(problem));
  writeFileSync(standing, writeRotaJson(problem, await solveByWork(problem, { seed: 2, work: 100 })));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function rotawright(...args: string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

interface Change {
  personId: string;
  date: string;
  from: string | null;
  to: string | null;
}

describe('rotawright repair, as compiled', () => {
  it('mends a sickness, lists who changes what, and writes the rota', () => {
    const out = join(folder, 'mended.json');
    const away = ['--away', 'd2:2026-12-05..2026-12-11', '--from', '2026-12-05'];
    const options = [...away, '--work', '80', '--out', out, '--json'];
    const { status, stdout, stderr } = rotawright('repair', input, '--rota', standing, ...options);
    expect([stderr, status]).toEqual(['', 0]);
    const said = JSON.parse(stdout) as {
      lost: Change[];
      changes: Change[];
      unfilled: number;
      unfilledBefore: number;
    };
    expect(said.lost.length).toBeGreaterThan(0);
    expect(said.lost.every(({ personId, to }) => personId === 'd2' && to === null)).toBe(true);
    expect(said.unfilled).toBeLessThanOrEqual(said.unfilledBefore);
    expect(said.changes.every(({ date }) => date >= '2026-12-05')).toBe(true);
    const before = readRotaJson(problem, readFileSync(standing, 'utf8'));
    const after = readRotaJson(problem, readFileSync(out, 'utf8'));
    expect(evaluate(problem, after).unfilled).toBe(said.unfilled);
    const differ = problem.people.flatMap(({ id }, person) =>
      problem.days.flatMap(({ date }, day) =>
        before.cells[person]![day] === after.cells[person]![day] ? [] : [`${id} ${date}`],
      ),
    );
    const listed = [...said.lost, ...said.changes].map(({ personId, date }) => `${personId} ${date}`);
    expect(listed.sort()).toEqual(differ.sort());
  });

  it.each([
    ['nobody by that id', ['--away', 'd99:2026-12-05'], '"d99"'],
    ['a date outside', ['--away', 'd2:2027-12-05'], '"2027-12-05" is not a day of the problem'],
    ['dates the wrong way round', ['--away', 'd2:2026-12-06..2026-12-05'], 'is before'],
    ['no person', ['--away', '2026-12-05'], 'PERSON:DATE..DATE'],
  ])('refuses %s and names it', (_, args, message) => {
    const { status, stderr } = rotawright('repair', input, '--rota', standing, ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('rotawright explain, as compiled', () => {
  it('says what rules cost whom, and the cheapest change for one place', () => {
    const all = rotawright('explain', input, '--rota', standing, '--json');
    const said = JSON.parse(all.stdout) as {
      objective: number;
      costs: { byRule: { cost: number }[]; byCover: { cost: number }[] };
      places: { lineId: string; cheapestChanges: { cost: number }[] }[];
    };
    const parts = [...said.costs.byRule, ...said.costs.byCover].reduce((sum, { cost }) => sum + cost, 0);
    expect(parts).toBeCloseTo(said.objective, 6);
    const place = said.places.find(({ cheapestChanges }) => cheapestChanges.length > 0)!;
    const one = rotawright('explain', input, '--rota', standing, '--shift', place.lineId);
    expect(one.stdout).toMatch(/Cheapest of \d+ single changes that would fill it:/);
    expect(one.stdout.match(/Cheapest of/g)).toHaveLength(1);
    expect(rotawright('explain', input, '--rota', standing, '--shift', 'x').stderr).toContain('"x"');
  });
});
