import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluate, solveByWork } from '../../search/index.js';
import { readInrc2, readSolutions, writeSolutions } from './index.js';

const WREN = join('test', 'fixtures', 'inrc2', 'wren-w2');
const instance = readInrc2(WREN, { history: 0, weeks: [0, 1] });
const { problem } = instance;

/** Cells of one nurse: E, L and N are the shifts as a nurse, a dot is a day off. */
function line(text: string): number[] {
  const ids: Record<string, string> = { E: 'Early:Nurse', L: 'Late:Nurse', N: 'Night:Nurse' };
  return [...text.replaceAll(' ', '')].map((letter) =>
    problem.shiftTypes.findIndex(({ id }) => id === ids[letter]),
  );
}

const OFF = line('....... .......');

/** What one nurse's line costs by rule, with everybody else off; hard rules by their number of breaches. */
function broken(nurse: string, text: string, history: number): string {
  const of = readInrc2(WREN, { history, weeks: [0, 1] }).problem;
  const cells = of.people.map(({ id }) => (id === nurse ? line(text) : OFF));
  const sums = new Map<string, number>();
  for (const { personId, rule, level, amount, cost } of evaluate(of, { cells }).violations) {
    if (personId === nurse) sums.set(rule, (sums.get(rule) ?? 0) + (level === 'hard' ? amount : cost));
  }
  return [...sums]
    .map(([rule, sum]) => `${rule.replace('inrc2.', '')} ${sum}`)
    .sort()
    .join(', ');
}

describe('an instance of INRC-II', () => {
  it('has a shift type for each shift and skill, and nurses who may work those of their skills', () => {
    expect(problem.id).toBe('wren-w2_0_0-1');
    expect(problem.shiftTypes.map(({ id }) => id)).toEqual([
      'Early:Senior',
      'Early:Nurse',
      'Late:Senior',
      'Late:Nurse',
      'Night:Senior',
      'Night:Nurse',
    ]);
    expect(problem.people[2]!.shiftTypeIds).toEqual(['Early:Nurse', 'Late:Nurse', 'Night:Nurse']);
    expect(problem.people[0]!.shiftTypeIds).toHaveLength(6);
  });

  it('counts minimum cover as hard and optimal cover at 30 a nurse', () => {
    const early = problem.cover.find(({ id }) => id === '2-Early:Nurse')!;
    expect(early.measure).toMatchObject({
      minimum: 1,
      target: 2,
      minimumLevel: 'hard',
      underTargetWeight: 30,
    });
    const needed = problem.cover.reduce(
      (sum, { measure }) => sum + (measure.kind === 'count' ? measure.minimum : 0),
      0,
    );
    const { hardViolations, unfilled } = evaluate(problem, { cells: problem.people.map(() => OFF) });
    expect({ hardViolations, unfilled }).toEqual({ hardViolations: needed, unfilled: needed });
  });

  // Full: 6 to 9 assignments, 2 to 4 days of work, 2 to 3 off, 1 weekend, complete. Half: 2 to 5, 2 to 3, 2 to 5, 1. Nights: 2 to 3.
  it.each([
    ['a carried run may go on', 'Ash', 'N..EE.. .EE..EE', 0, ''],
    [
      'a carried night left alone, and a shift that must not follow it',
      'Ash',
      'LLL.... EEE....',
      0,
      'consecutive-days-off 60, consecutive-shift 15, consecutive-work 60, succession 1',
    ],
    [
      'a run too long with what is carried',
      'Ash',
      'NNN.... EEE....',
      0,
      'consecutive-days-off 60, consecutive-shift 15, consecutive-work 60',
    ],
    [
      'half a weekend',
      'Ash',
      'N.....E E..EE..',
      0,
      'assignments 20, complete-weekend 30, consecutive-days-off 60',
    ],
    ['half a weekend where the contract allows it', 'Dee', '......E E..EE..', 0, 'consecutive-days-off 150'],
    ['one carried day off, then work', 'Bo', 'EE..EEE ..EE...', 0, 'consecutive-days-off 30'],
    [
      'only what is added to an excess',
      'Cas',
      'N..EE.. .EE..EE',
      1,
      'consecutive-shift 15, consecutive-work 30',
    ],
    [
      'assignments and weekends beyond the limit before the first day',
      'Bo',
      '..EE..E E......',
      1,
      'assignments 100, complete-weekend 30, consecutive-days-off 90, weekends 60',
    ],
  ] as const)('%s', (_, nurse, text, history, expected) => {
    expect(broken(nurse, text, history)).toBe(expected);
  });

  it('charges 10 for a shift that was to be off, under whichever skill', () => {
    const type = problem.shiftTypes.findIndex(({ id }) => id === 'Late:Senior');
    const cells = problem.people.map(() => OFF);
    cells[0] = OFF.with(5, type);
    cells[3] = OFF.with(3, type + 1);
    expect(evaluate(problem, { cells }).parts.requests).toBe(20);
  });
});

describe('solutions of INRC-II', () => {
  it('are written a file a week and read back', async () => {
    const rota = await solveByWork(problem, { seed: 1, work: 30 });
    const files = writeSolutions(instance, rota);
    expect(files.map(({ name }) => name)).toEqual(['sol-week0.txt', 'sol-week1.txt']);
    expect(readSolutions(problem, files)).toEqual(rota);
    const [first, ...lines] = files[1]!.text.trimEnd().split('\n');
    expect([first, lines[0]]).toEqual(['SOLUTION', '1 wren-w2']);
    expect(lines[2]).toBe(`ASSIGNMENTS = ${lines.length - 3}`);
    expect(lines[3]).toMatch(/^\w+ (Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Early|Late|Night) (Senior|Nurse)$/);
  });

  it.each([
    ['Zoe Mon Early Nurse', 's.txt, line 1: nurse "Zoe" does not exist'],
    ['Ash Moonday Early Nurse', 's.txt, line 1: day "Moonday"'],
    ['Ash Mon Early Pilot', 's.txt, line 1: shift and skill "Early:Pilot" do not exist'],
    ['Ash Mon Early Nurse\nAsh Mon Late Nurse', 's.txt, line 2: Ash is assigned twice on Mon'],
  ])('are refused where they make no sense: %s', (text, message) => {
    const files = [text, ''].map((content) => ({ name: 's.txt', text: content }));
    expect(() => readSolutions(problem, files)).toThrow(message);
  });

  it('must be as many as there are weeks', () => {
    expect(() => readSolutions(problem, [])).toThrow('2 weeks are planned, but 0 files given');
  });
});

describe('unreadable files of INRC-II', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'rotawright-inrc2-')), 'wren-w2');
    cpSync(WREN, folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const read = () => readInrc2(folder, { history: 0, weeks: [0, 1] });

  it.each([
    ['Sc-wren-w2.txt', 3, 'WEEKS = two', 'Sc-wren-w2.txt, line 3: WEEKS needs a whole number after "="'],
    ['Sc-wren-w2.txt', 3, 'WEEKS = 3', 'Sc-wren-w2.txt: plans 3 weeks, but 2 are named: 0-1'],
    ['Sc-wren-w2.txt', 5, 'SKILLS = 3', 'Sc-wren-w2.txt, line 5: SKILLS announces 3, but 2 follow'],
    [
      'Sc-wren-w2.txt',
      10,
      'Early (4,2)',
      'Sc-wren-w2.txt, line 10: consecutive assignments (4,2): 4 is more than 2',
    ],
    [
      'Sc-wren-w2.txt',
      11,
      'Late 1,3',
      'Sc-wren-w2.txt, line 11: consecutive assignments "1,3" is not a pair',
    ],
    ['Sc-wren-w2.txt', 16, 'Late 1 Dawn', 'Sc-wren-w2.txt, line 16: forbidden shift "Dawn" does not exist'],
    [
      'Sc-wren-w2.txt',
      20,
      'Full (6,9) (2,4) (2,3) 1',
      'Sc-wren-w2.txt, line 20: complete weekend is missing',
    ],
    [
      'Sc-wren-w2.txt',
      24,
      'Ash Quarter 1 Nurse',
      'Sc-wren-w2.txt, line 24: contract "Quarter" does not exist',
    ],
    ['Sc-wren-w2.txt', 25, 'Ash Full 1 Nurse', 'Sc-wren-w2.txt, line 25: nurse "Ash" comes twice'],
    ['Sc-wren-w2.txt', 19, '', 'Sc-wren-w2.txt: CONTRACTS is missing'],
    ['H0-wren-w2-0.txt', 6, '', 'H0-wren-w2-0.txt, line 4: nurse "Bo" is missing'],
    [
      'H0-wren-w2-0.txt',
      5,
      'Ash 0 0 Dawn 1 3 0',
      'H0-wren-w2-0.txt, line 5: last shift "Dawn" does not exist',
    ],
    ['H0-wren-w2-0.txt', 2, '0 other', 'H0-wren-w2-0.txt, line 1: is of scenario "other", not of "wren-w2"'],
    [
      'WD-wren-w2-1.txt',
      5,
      'Early Senior (0,1) (0,0)',
      'WD-wren-w2-1.txt, line 5: requirement of Wed is missing',
    ],
    [
      'WD-wren-w2-1.txt',
      11,
      'SHIFT_OFF_REQUESTS = 1',
      'WD-wren-w2-1.txt, line 11: SHIFT_OFF_REQUESTS announces 1, but 2 follow',
    ],
    ['WD-wren-w2-1.txt', 12, 'Bo Any Yesterday', 'WD-wren-w2-1.txt, line 12: day "Yesterday" is not one of'],
  ])('%s, line %i as "%s"', (file, number, text, message) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    writeFileSync(join(folder, file), lines.with(number - 1, text).join('\n'));
    expect(read).toThrow(message);
  });

  it('names a file that is not there', () => {
    expect(() => readInrc2(folder, { history: 7, weeks: [0, 1] })).toThrow(
      'H0-wren-w2-7.txt: cannot be read',
    );
  });
});
