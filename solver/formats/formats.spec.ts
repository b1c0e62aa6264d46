import { describe, expect, it } from 'vitest';
import { evaluate, solveByWork } from '../search/index.js';
import { hospitalProblem } from '../search/hospital.testing.js';
import { isCurtoisQu, readCurtoisQu, readRosterTsv, writeRosterTsv } from './curtois-qu.js';
import { compilePack, findPack } from '../rules/index.js';
import { random, randomLine } from '../rules/random-lines.testing.js';
import { readProblemJson, readRotaJson, writeProblemJson, writeRotaJson } from './problem-json.js';

const SMALL = `# A small instance of our own
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
ann,E=14|N=2,4800,960,5,2,2,1
ben,E=14|N=0,4800,960,5,2,2,1

SECTION_DAYS_OFF
ann,0,13

SECTION_SHIFT_ON_REQUESTS
ben,1,E,3

SECTION_SHIFT_OFF_REQUESTS
ann,2,N,2

SECTION_COVER
0,E,1,100,1
1,N,1,100,1
2,E,2,100,1
`;

/** Replaces the n-th line (counted from 1) of the small instance. */
function withLine(number: number, text: string): string {
  return SMALL.split('\n')
    .map((line, index) => (index === number - 1 ? text : line))
    .join('\n');
}

describe('the Curtois–Qu reader', () => {
  it('costs a rota as the rules of the instances say', () => {
    const problem = readCurtoisQu(SMALL, 'small');
    const cells = problem.people.map(() => problem.days.map(() => -1));
    // ann: N on day 1 and 2; ben: E on 1 and 2 (request met).
    cells[0]![1] = 1;
    cells[0]![2] = 1;
    cells[1]![1] = 0;
    cells[1]![2] = 0;
    const { parts, hardViolations } = evaluate(problem, { cells });
    expect(parts).toEqual({ requests: 2, cover: 100 + 100, softRules: 0 });
    expect(hardViolations).toBe(0);
  });

  it.each([
    [
      'a run at the edge may be short, one inside not',
      { ben: [0], ann: [5] },
      ['ann curtois-qu.consecutive-work'],
    ],
    ['a forbidden follower counts for the next day', { ann: ['N3', 4] }, ['ann curtois-qu.succession']],
    ['a weekend counts once', { ben: [4, 5, 6] }, []],
    ['more weekends than allowed', { ben: [5, 6, 12, 13] }, ['ben curtois-qu.weekends']],
    ['fixed days off', { ann: [12, 13] }, ['ann rota.blocked']],
    [
      'a shift that a person may work 0 times',
      { ben: ['N1', 'N2'] },
      ['ben rota.not-qualified', 'ben rota.not-qualified'],
    ],
    ['days off between runs', { ben: [3, 4, 6, 7] }, ['ben curtois-qu.consecutive-days-off']],
  ] as const)('%s', (_, shifts, expected) => {
    // Minimum minutes are set aside so that each case shows its own rule.
    const problem = readCurtoisQu(SMALL.replaceAll('4800,960', '4800,0'), 'small');
    const cells = problem.people.map(({ id }) => {
      const worked: readonly (number | string)[] =
        (shifts as Record<string, readonly (number | string)[]>)[id] ?? [];
      return problem.days.map((_, day) => (worked.includes(day) ? 0 : worked.includes(`N${day}`) ? 1 : -1));
    });
    const hard = evaluate(problem, { cells }).violations.filter(({ level }) => level === 'hard');
    expect(hard.map(({ personId, rule }) => `${personId} ${rule}`)).toEqual(expected);
  });

  it.each([
    [3, 'many', 'line 3: horizon "many"'],
    [3, '100000000', 'line 3: horizon 100000000 is more than 731 days'],
    [7, 'N,600,X', 'line 7: shift "X" does not exist'],
    [10, 'ann,E=14|N=2,4800,960,5,2,2', 'line 10: maximum weekends is missing'],
    [11, 'ann,E=14,4800,960,5,2,2,1', 'line 11: employee "ann" comes twice'],
    [14, 'ann,0,14', 'line 14: day 14 is outside the horizon of 14 days'],
    [17, 'tom,1,E,3', 'line 17: employee "tom" does not exist'],
    [23, '0,E,-1,100,1', 'line 23: requirement "-1"'],
    [22, 'SECTION_COVERS', 'line 22: unknown section "SECTION_COVERS"'],
  ])('names line and value: line %i as %s', (number, text, message) => {
    expect(() => readCurtoisQu(withLine(number, text), 'small')).toThrow(message);
  });

  it('says when a problem is too large to be held, instead of failing on it', () => {
    const types = Array.from({ length: 20 }, (_, k) => `S${k}`);
    const most = types.map((id) => `${id}=9`).join('|');
    const staff = Array.from({ length: 3000 }, (_, k) => `n${k},${most},4800,0,5,2,2,1`);
    const shifts = types.map((id) => `${id},480,`);
    const text = ['SECTION_HORIZON', '700', 'SECTION_SHIFTS', ...shifts, 'SECTION_STAFF', ...staff].join(
      '\n',
    );
    expect(() => readCurtoisQu(text, 'huge')).toThrow(
      'huge: 3000 people × 700 days × 20 shift types are 42000000 cells, too many',
    );
  });

  it('writes rosters that it reads back, and refuses strangers', async () => {
    const problem = readCurtoisQu(SMALL, 'small');
    const rota = await solveByWork(problem, { seed: 1, work: 20 });
    expect(readRosterTsv(problem, writeRosterTsv(problem, rota))).toEqual(rota);
    expect(() => readRosterTsv(problem, 'tom\tE')).toThrow('line 1: person "tom"');
    expect(() => readRosterTsv(problem, 'ann\tQ')).toThrow('line 1: shift "Q"');
  });

  it('knows its instances by their first section', () => {
    expect([isCurtoisQu(SMALL), isCurtoisQu('{}')]).toEqual([true, false]);
  });
});

describe('problem JSON', () => {
  const problem = hospitalProblem({ doctors: 6, dayCount: 14, firstDate: '2026-10-19' });

  it('reads back what it writes, problem and rota', async () => {
    const hard = problem.cover.map((line) => ({
      ...line,
      measure:
        line.measure.kind === 'count' ? { ...line.measure, minimumLevel: 'hard' as const } : line.measure,
    }));
    expect(readProblemJson(writeProblemJson(problem), 'x')).toEqual(problem);
    expect(readProblemJson(writeProblemJson({ ...problem, cover: hard }), 'x').cover).toEqual(hard);
    const rota = await solveByWork(problem, { seed: 1, work: 8 });
    expect(readRotaJson(problem, writeRotaJson(problem, rota))).toEqual(rota);
  });

  it('keep breaks and estimates of on-call, and refuse an estimate that lacks something', () => {
    const { problem, person } = randomLine(random(3));
    const constraints = compilePack(findPack('doctors2016', '2026-01-01'), { wte: 1, days: problem.days });
    const given = { ...problem, people: [{ ...person, constraints }] };
    const text = writeProblemJson(given);
    expect(readProblemJson(text, 'x')).toEqual(given);
    expect(() => readProblemJson(text.replace('"longestRestMin": 300', '"rest": 1'), 'x')).toThrow(
      /shiftTypes\[\d+\]\.onCall\.longestRestMin/,
    );
  });

  const ward = {
    format: 'rotawright-problem-1',
    timeZone: 'Europe/London',
    firstDate: '2026-11-30',
    dayCount: 7,
    shiftTypes: [
      { id: 'E', kind: 'day', start: '07:00', end: '15:00' },
      { id: 'N', kind: 'night', start: '20:00', end: '08:00', forbiddenNext: ['E'] },
    ],
    people: [
      {
        id: 'ann',
        grade: 'band 6',
        skills: ['in charge'],
        contracts: [{ pack: 'afc' }, { pack: 'rota' }],
        fixedShifts: [{ date: '2026-11-29', shiftType: 'N' }],
      },
      { id: 'ben', grade: 'band 5', pins: [{ date: '2026-11-30', shiftType: 'E' }] },
    ],
    cover: [
      { shiftTypes: ['E'], weekdays: ['Mon'], measure: { minimum: 1 } },
      { shiftTypes: ['E'], skills: ['in charge'], measure: { minimum: 1 } },
    ],
  };
  const read = (change: object) => readProblemJson(JSON.stringify({ ...ward, ...change }), 'ward');

  it('reads contracts, filters, weekdays, and nights that end on the next day', () => {
    const { people, cover, shiftTypes } = read({});
    expect(shiftTypes[1]).toMatchObject({ startMin: 1200, endMin: 1920, workMin: 720 });
    expect(people[0]!.constraints.map(({ rule }) => rule)).toContain('afc.contracted-hours');
    expect(people[0]!.fixedShifts[0]).toMatchObject({
      dayIndex: -1,
      startMin: -240,
      endMin: 480,
      workMin: 720,
    });
    expect(cover).toHaveLength(8);
    expect(cover[0]).toMatchObject({ dayIndex: 0, personIds: ['ann', 'ben'], filterLabel: 'anybody' });
    expect(cover[1]).toMatchObject({ dayIndex: 0, personIds: ['ann'], filterLabel: 'in charge' });
  });

  it.each([
    [{ format: 'other' }, 'format: must be "rotawright-problem-1", not "other"'],
    [{ firstDate: '2026-02-30' }, 'firstDate: "2026-02-30" does not exist'],
    [{ dayCount: 0 }, 'dayCount: must be a number of at least 1, not 0'],
    [{ shiftTypes: [{ id: 'E', start: '7', end: '15:00' }] }, 'shiftTypes[0].start: must be a time'],
    [{ people: [{ id: 'a', shiftTypes: ['Q'] }] }, 'people[0].shiftTypes: shift type "Q" does not exist'],
    [{ people: [{ id: 'a' }, { id: 'a' }] }, 'people[1].id: "a" comes twice'],
    [
      { people: [{ id: 'a', pins: [{ date: '2027-01-01', shiftType: 'E' }] }] },
      'people[0].pins[0].date: 2027-01-01 is outside the horizon',
    ],
    [
      { people: [{ id: 'a', contracts: [{ pack: 'nurses' }] }] },
      'people[0].contracts[0].pack: unknown rule pack "nurses"',
    ],
    [{ people: [{ id: 'a', colour: 'red' }] }, 'people[0].colour: unknown field'],
    [
      { people: [{ id: 'a', constraints: [{ kind: 'tea', rule: 'x' }] }] },
      'people[0].constraints[0]: x: unknown constraint kind "tea"',
    ],
    [
      { cover: [{ shiftTypes: ['E'], people: ['tom'], measure: {} }] },
      'cover[0].people: person "tom" does not exist',
    ],
    [
      { cover: [{ shiftTypes: ['E'], measure: { minimum: 3, target: 2 } }] },
      'cover[0].measure.target: must be a number of at least 3, not 2',
    ],
  ])('names place and value: %j', (change, message) => {
    const changed = 'people' in change ? { cover: [], ...change } : change;
    expect(() => read(changed)).toThrow(message);
  });
});
