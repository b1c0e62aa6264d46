import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeProblemJson } from '../../solver/formats/problem-json.js';
import { hospitalProblem } from '../../solver/search/hospital.testing.js';
import { builtFile } from '../support/built.js';

const CLI = builtFile('solver/cli.js');
const JUDGE = join('..', 'shared', 'benchmarks', 'check_curtois_qu.py');
const INRC2_JUDGE = join('..', 'shared', 'benchmarks', 'check_inrc2.py');
const WREN = join('test', 'fixtures', 'inrc2', 'wren-w2');
const INSTANCE = join('..', 'shared', 'benchmarks', 'curtois-qu', 'Instance1.txt');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotawright-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function rotawright(...args: string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('rotawright, as compiled', () => {
  const problem = hospitalProblem({ doctors: 14, dayCount: 14 });

  it('solves in worker threads, says so in JSON, and explains its own rota', () => {
    const input = file('ed.json', writeProblemJson(problem));
    const out = join(folder, 'rota.tsv');
    const solved = rotawright(
      'solve',
      input,
      '--seconds',
      '3',
      '--threads',
      '2',
      '--seed',
      '4',
      '--out',
      out,
      '--json',
    );
    expect([solved.stderr, solved.status]).toEqual(['', 0]);
    const summary = JSON.parse(solved.stdout) as Record<string, unknown>;
    expect(summary).toMatchObject({
      instance: 'made-up-ed',
      hardViolations: 0,
      seed: 4,
      threads: 2,
    });
    const { objective, lowerBound, gap } = summary as Record<string, number>;
    expect(lowerBound).toBeLessThanOrEqual(objective!);
    expect(gap).toBeCloseTo((objective! - lowerBound!) / objective!);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(15);
    const explained = rotawright('explain', input, '--rota', out, '--json');
    expect(JSON.parse(explained.stdout)).toMatchObject({
      hardViolations: 0,
      objective: summary.objective,
    });
  });

  it('gives the same file for the same seed and work, byte for byte', () => {
    const input = file('ed.json', writeProblemJson(problem));
    const [one, two] = ['1', '2'].map((name) => {
      const out = join(folder, `same-${name}.json`);
      expect(rotawright('solve', input, '--work', '40', '--seed', '9', '--out', out).status).toBe(0);
      return readFileSync(out, 'utf8');
    });
    expect(one).toBe(two);
  });

  it('ends with 1 when no rota without hard violation is found in time, and still writes it', () => {
    const out = join(folder, 'short');
    const solved = rotawright('solve', WREN, '--history', '0', '--weeks', '0-1', '--work', '1', '--out', out);
    expect(solved.status).toBe(1);
    expect(solved.stdout).toMatch(/hard violations {2}[1-9]/);
    expect(readFileSync(join(out, 'sol-week0.txt'), 'utf8')).toMatch(/ASSIGNMENTS = [1-9]/);
  });

  it('says so where the memory that it may use is too little', () => {
    const out = join(folder, 'small.tsv');
    const input = file('large.json', writeProblemJson(hospitalProblem({ doctors: 60, dayCount: 365 })));
    const solved = rotawright('solve', input, '--seconds', '20', '--memory', '5', '--out', out);
    expect([solved.status, solved.stderr]).toEqual([
      1,
      expect.stringContaining('memory limit 5 MB a thread'),
    ]);
    expect(solved.stderr).toContain('Allow more with --memory');
  });

  it('ends with 3 and names a minimal set where pins and a rule leave no line', () => {
    const pins = [
      { dayIndex: 3, shiftTypeId: 'night' },
      { dayIndex: 4, shiftTypeId: 'day' },
    ];
    const people = problem.people.map((person, index) =>
      index === 1 ? { ...person, blocks: [], pins } : person,
    );
    const input = file('broken.json', writeProblemJson({ ...problem, people }));
    const solved = rotawright('solve', input, '--work', '30', '--out', join(folder, 'broken.tsv'));
    expect(solved.status).toBe(3);
    expect(solved.stderr).toMatch(
      /these cannot all hold: pinned to night on 2026-12-03; pinned to day on 2026-12-04; doctors2016\.[^;]*$/,
    );
  });

  it('ends with 3, after the search, where rules alone leave no line', () => {
    const rule = { kind: 'total', rule: 'own.hours', level: 'hard', weight: 0 } as const;
    const people = problem.people.map((person, index) =>
      index === 1
        ? {
            ...person,
            constraints: [...person.constraints, { ...rule, params: { measure: 'minutes', min: 60 * 200 } }],
          }
        : person,
    );
    const out = join(folder, 'overworked.tsv');
    const input = file('overworked.json', writeProblemJson({ ...problem, people }));
    const solved = rotawright('solve', input, '--work', '30', '--out', out);
    expect([solved.status, solved.stderr]).toEqual([
      3,
      expect.stringContaining('own.hours (total, measure minutes, min 12000)'),
    ]);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(15);
  });

  it('ends with 2 and names what it cannot read', () => {
    const out = join(folder, 'x.tsv');
    const bad = rotawright('solve', file('bad.json', '{"format": "x"}'), '--work', '1', '--out', out);
    expect([bad.status, bad.stderr]).toEqual([
      2,
      expect.stringContaining('format: must be "rotawright-problem-1", not "x"'),
    ]);
    expect(rotawright('solve', join(folder, 'none.json'), '--work', '1', '--out', out).stderr).toContain(
      'none.json: cannot be read',
    );
    expect(rotawright('solve', INSTANCE, '--out', out).stderr).toContain('either --seconds N or --work N');
    expect(rotawright('dance').status).toBe(2);
  });

  it('ends with 3 and names contradictory pins', () => {
    const people = problem.people.map((person, index) =>
      index === 2
        ? {
            ...person,
            pins: [
              { dayIndex: 1, shiftTypeId: 'day' },
              { dayIndex: 1, shiftTypeId: 'late' },
            ],
          }
        : person,
    );
    const input = file('torn.json', writeProblemJson({ ...problem, people }));
    const solved = rotawright('solve', input, '--work', '1', '--out', join(folder, 'y.tsv'));
    expect([solved.status, solved.stderr]).toEqual([
      3,
      expect.stringContaining('Doctor 3 (d3) on 2026-12-01: pinned to both day and late'),
    ]);
  });

  it.skipIf(!existsSync(JUDGE))(
    'satisfies the judge of Curtois & Qu (SKIPPED where the judge is not at hand)',
    () => {
      const out = join(folder, 'one.tsv');
      expect(rotawright('solve', INSTANCE, '--seconds', '4', '--out', out).status).toBe(0);
      const judged = spawnSync('python3', [JUDGE, INSTANCE, out], { encoding: 'utf8' });
      expect(judged.stdout).toMatch(/^objective 607 .*hard violations 0/);
    },
  );

  describe('with a folder of INRC-II', () => {
    const named = [WREN, '--history', '0', '--weeks', '0-1'];

    it('solves it, writes a file a week, and explains that rota', () => {
      const out = join(folder, 'wren');
      const trace = join(folder, 'wren.jsonl');
      const solved = rotawright(
        'solve',
        ...named,
        '--seconds',
        '2',
        '--out',
        out,
        '--json',
        '--trace',
        trace,
      );
      expect([solved.stderr, solved.status]).toEqual(['', 0]);
      const summary = JSON.parse(solved.stdout) as Record<string, number>;
      expect(summary).toMatchObject({ instance: 'wren-w2_0_0-1', hardViolations: 0 });
      expect(readdirSync(out).sort()).toEqual(['sol-week0.txt', 'sol-week1.txt']);
      const explained = JSON.parse(rotawright('explain', ...named, '--rota', out, '--json').stdout) as object;
      expect(explained).toMatchObject({ objective: summary.objective, hardViolations: 0 });
      const course = readFileSync(trace, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      expect(course.at(-1)).toMatchObject({ objective: summary.objective, hardViolations: 0 });
    });

    it('says which of its options is missing or wrong', () => {
      const out = join(folder, 'nothing');
      const complaint = (...args: string[]) => {
        const { status, stderr } = rotawright('solve', ...args, '--work', '1', '--out', out);
        return `${status} ${stderr}`;
      };
      expect(complaint(WREN)).toMatch(/^2 .*name its files, for example --history 0 --weeks 6-2-9-1/);
      expect(complaint(WREN, '--history', '0', '--weeks', '0,1')).toMatch(
        /^2 .*--weeks must be .* not "0,1"/,
      );
      expect(complaint(WREN, '--history', '0', '--weeks', '0-7')).toMatch(
        /^2 .*WD-wren-w2-7.txt: cannot be read/,
      );
      expect(complaint(join(WREN, 'Sc-wren-w2.txt'))).toMatch(
        /^2 .*is a scenario of INRC-II: name its folder/,
      );
      expect(complaint(file('one.json', writeProblemJson(problem)), '--weeks', '1')).toMatch(
        /^2 .*--history and --weeks go with a folder of INRC-II/,
      );
      expect(existsSync(out)).toBe(false);
    });

    it.skipIf(!existsSync(INRC2_JUDGE))(
      'satisfies the judge of INRC-II (SKIPPED where the judge is not at hand)',
      () => {
        const out = join(folder, 'judged');
        const solved = rotawright('solve', ...named, '--work', '80', '--out', out, '--json');
        const { objective } = JSON.parse(solved.stdout) as { objective: number };
        const files = ['sol-week0.txt', 'sol-week1.txt'].map((name) => join(out, name));
        const judged = spawnSync('python3', [INRC2_JUDGE, WREN, '0', '0-1', ...files], { encoding: 'utf8' });
        expect([judged.status, judged.stdout]).toEqual([
          0,
          expect.stringContaining(`objective ${objective} `),
        ]);
      },
    );
  });
});

describe('rotawright check, as compiled', () => {
  const fixture = (name: string): string => join('test', 'fixtures', 'rota-templates', name);
  const published = [
    '--template',
    fixture('bma-prospective-cover-8wk.csv'),
    '--shifts',
    fixture('bma-prospective-cover-8wk.shifts.csv'),
  ];

  it('gives the figures of the published case as JSON, and a status of 1 for what it breaks', () => {
    const leave = ['--leave-weeks', '6.5', '--leave-hours', '40', '--wte', '0.8'];
    const checked = rotawright('check', '--pack', 'doctors2016', ...published, ...leave, '--json');
    expect([checked.stderr, checked.status]).toEqual(['', 1]);
    const { pack, lines } = JSON.parse(checked.stdout) as { pack: string; lines: Record<string, unknown>[] };
    expect(pack).toBe('doctors2016@2019-08-07');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ line: 'doc_1', averageWeeklyHours: 46.875, weekendFrequency: 0.25 });
    expect(lines[0]!.ltft).toMatchObject({ wte: 0.8, averageWeeklyHours: 37.5 });
    expect(Number(lines[0]!.averageWeeklyHoursWithProspectiveCover).toFixed(3)).toBe('47.857');
    const violations = lines[0]!.violations as Record<string, unknown>[];
    expect(Object.keys(violations[0]!)).toEqual([
      'rule',
      'level',
      'from',
      'to',
      'shifts',
      'measured',
      'limit',
      'unit',
      'margin',
      'message',
      'mend',
    ]);
  });

  it('judges by the pack of the date that is asked for, and says so in words', () => {
    const of2016 = rotawright('check', '--pack', 'doctors2016@2018-01-01', ...published);
    expect(of2016.stdout).toContain('doctors2016@2016-08-03');
    expect(of2016.stdout).toContain('average week              46.875 h');
    expect(of2016.stdout).toContain(
      '7 long shifts in a row from week 2 Wed to week 3 Tue; at most 5 allowed',
    );
  });

  it('gives a status of 0 where nothing hard is broken', () => {
    const lines = file('good.csv', 'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\nA,1,D,D,D,D,D,O,O\n');
    const shifts = file(
      'good.shifts.csv',
      'code,name,start,hours,work,weekday_only,on_call,resident\nD,Day,09:00,8,True,False,False,True\n' +
        'O,Off,09:00,8,False,False,False,False\n',
    );
    const checked = rotawright('check', '--pack', 'doctors2016', '--template', lines, '--shifts', shifts);
    expect([checked.stderr, checked.status]).toEqual(['', 0]);
  });

  it('tells every fault at once, with file, line and value, and a status of 2', () => {
    const lines = file(
      'bad.csv',
      'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\nA,1,D,Q,D,D,D,O,O\nA,3,N,D,D,D,D,O,O\nA,two,D,D,D,D,D,O,O\nA,1,D,D,D,D,D,O,O\n',
    );
    const shifts = file(
      'bad.shifts.csv',
      'code,name,start,hours,work,weekday_only,on_call,resident\nD,Day,09:00,8,True,False,False,True\n' +
        'N,Night,20:00,14,True,False,False,True\nM,Minus,09:00,-8,True,False,False,True\nW,When,25:00,8,maybe,False,False,True\n' +
        'O,Off,09:00,8,False,False,False,False\n',
    );
    const checked = rotawright(
      'check',
      '--pack',
      'doctors2016@2010-01-01',
      '--template',
      lines,
      '--shifts',
      shifts,
    );
    expect(checked.status).toBe(2);
    expect(checked.stdout).toBe('');
    expect(checked.stderr.trim().split('\n')).toEqual(
      [
        '--pack: rule pack "doctors2016" begins on 2016-08-03; 2010-01-01 is before that',
        'bad.shifts.csv line 4: hours must be a number of at least 0, not "-8"',
        'bad.shifts.csv line 5: start must be a time such as 20:30, not "25:00"',
        'bad.shifts.csv line 5: work must be True or False, not "maybe"',
        'bad.csv line 4: week must be a whole number from 1 to 104, not "two"',
        'bad.csv line 5: week 1 of line A comes twice',
        'shift M: lasts 0 h; a shift lasts more than 0 h and at most 48 h',
        'line A week 2: is missing',
        'line A week 1 Tue: "Q" is not a shift; known are D, N, M, W, O',
        'line A week 3 Mon: N ends at 10:00 on week 3 Tue, after D of week 3 Tue begins at 09:00',
      ].map((fault) => `rotawright check: ${fault}`),
    );
  });

  it('names what a command line lacks', () => {
    const stderr = (...args: string[]): string => rotawright('check', ...args).stderr;
    expect(stderr()).toContain('--pack names the rules');
    expect(stderr('--pack', 'doctors2016')).toContain('--template names');
    expect(stderr('--pack', 'doctors2016', '--template', 'a')).toContain('--shifts names');
    expect(stderr('--pack', 'doctors2016', ...published, '--leave-weeks', '6')).toContain(
      'both --leave-weeks',
    );
    expect(stderr('--pack', 'doctors2016', ...published, '--wte', 'half')).toContain('not "half"');
    expect(stderr('--pack', 'doctors2016', ...published, '--wte', '2')).toContain('not 2');
    expect(stderr('--pack', 'sg7', ...published)).toContain('unknown rule pack "sg7"');
    expect(stderr('--pack', 'doctors2016', '--template', 'nowhere.csv', '--shifts', 'nor.csv')).toContain(
      'nowhere.csv: cannot be read',
    );
  });
});
