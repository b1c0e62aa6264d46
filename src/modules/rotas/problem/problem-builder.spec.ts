import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { elapsedMin, type Person } from '../../../../solver/model/index.js';
import { buildProblem, type Keep } from './problem-builder.js';
import { addDays, rotaClock, shiftInstants } from './rota-clock.js';
import {
  coverLine,
  DAY,
  NIGHT,
  personInput,
  placement,
  rotaInput,
  shiftType,
  template,
  workElsewhere,
  workInput,
} from './rota-input.testing.js';
import { type PersonInput, type RotaInput } from './rota-input.js';

const AUTUMN = { firstDate: '2026-10-19', lastDate: '2026-11-01' };
const SPRING = { firstDate: '2026-03-23', lastDate: '2026-04-05' };

function built(person: Partial<PersonInput>, rest: Partial<RotaInput> = {}, keep: Keep = 'pinned') {
  const result = buildProblem(rotaInput({ people: [personInput('p', person)], ...rest }), keep);
  return { ...result, person: result.problem.people[0]! };
}

const blocksOn = (person: Person, dayIndex: number): string[] =>
  person.blocks.filter((block) => block.dayIndex === dayIndex).map(({ code }) => code);

describe('the times of a rota', () => {
  it.each([
    ['loses an hour in spring', SPRING, '2026-03-28', 12 * 60],
    ['gains an hour in autumn', AUTUMN, '2026-10-24', 14 * 60],
    ['keeps its length on any other night', AUTUMN, '2026-10-21', 13 * 60],
  ])('a night of 20:00 to 09:00 %s', (_, period, date, minutes) => {
    const { problem, clock } = built({}, { rota: { ...rotaInput().rota, ...period } });
    const night = problem.shiftTypes.find(({ id }) => id === NIGHT.id)!;
    const day = clock.dayIndex(date);
    const from = elapsedMin(problem.days, day, night.startMin);
    expect(elapsedMin(problem.days, day, night.endMin) - from).toBe(minutes);
    const { startsAt, endsAt } = shiftInstants(date, night, 'Europe/London');
    expect((endsAt.getTime() - startsAt.getTime()) / 60_000).toBe(minutes);
    expect(clock.elapsedMin(startsAt)).toBe(from);
  });

  it('are those of the clock on the wall, whatever the date and shift', () => {
    const date = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days));
    const start = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
    const length = fc.integer({ min: 1, max: 100 }).map((quarter) => quarter * 15);
    const outsideGap = (iso: string, min: number): boolean =>
      DateTime.fromISO(iso, { zone: 'Europe/London' }).set({ hour: Math.floor(min / 60), minute: min % 60 })
        .hour === Math.floor(min / 60);
    fc.assert(
      fc.property(date, start, length, (iso, startMin, lengthMin) => {
        const endMin = startMin + lengthMin;
        const endDate = addDays(iso, Math.floor(endMin / 1440));
        fc.pre(outsideGap(iso, startMin) && outsideGap(endDate, endMin % 1440));
        const { startsAt, endsAt } = shiftInstants(iso, { startMin, endMin }, 'Europe/London');
        const wall = (instant: Date): string =>
          DateTime.fromJSDate(instant, { zone: 'Europe/London' }).toFormat('yyyy-MM-dd HH:mm');
        const named = (onDate: string, min: number): string =>
          `${onDate} ${String(Math.floor(min / 60)).padStart(2, '0')}:${String(min % 60).padStart(2, '0')}`;
        expect(wall(startsAt)).toBe(named(iso, startMin));
        expect(wall(endsAt)).toBe(named(endDate, endMin % 1440));
      }),
    );
  });

  it('count work without unpaid breaks', () => {
    const { problem } = built({});
    expect(problem.shiftTypes.map(({ workMin }) => workMin)).toEqual([480, 780]);
  });

  it('put work before the rota where it was, also over a change of the clock', () => {
    const rota = { ...rotaInput().rota, firstDate: '2026-10-26', lastDate: '2026-11-08' };
    const { person } = built({ work: [workInput(NIGHT, '2026-10-24', { rotaId: 'before' })] }, { rota });
    // Saturday 20:00 summer time to Sunday 09:00 winter time; the rota begins on Monday 00:00.
    expect(person.fixedShifts).toEqual([
      expect.objectContaining({ dayIndex: -2, startMin: -29 * 60, endMin: -15 * 60, workMin: 14 * 60 }),
    ]);
  });
});

describe('a person', () => {
  it('is blocked outside the placement, on leave and when they cannot work', () => {
    const { person } = built({
      placements: [placement({ firstDate: '2026-10-20' })],
      absences: [
        { kind: 'annual-leave', firstDate: '2026-10-21', lastDate: '2026-10-22' },
        { kind: 'sickness', firstDate: '2026-10-23', lastDate: '2026-10-23' },
      ],
      availability: [
        {
          id: 'a',
          kind: 'cannot',
          firstDate: '2026-10-19',
          lastDate: '2026-11-01',
          weekdays: [6],
          shiftKind: null,
          weight: 10,
        },
        {
          id: 'b',
          kind: 'cannot',
          firstDate: '2026-10-27',
          lastDate: '2026-10-27',
          weekdays: [],
          shiftKind: 'night',
          weight: 10,
        },
      ],
    });
    const codes = [0, 1, 2, 3, 4, 5, 6, 8, 13].map((day) => blocksOn(person, day));
    expect(codes).toEqual([
      ['no-placement'],
      [],
      ['leave'],
      ['leave'],
      ['sickness'],
      [],
      ['unavailable'],
      ['unavailable'],
      ['unavailable'],
    ]);
    expect(person.blocks.find(({ dayIndex }) => dayIndex === 8)?.shiftTypeId).toBe(NIGHT.id);
    expect(person.blocks.find(({ code }) => code === 'sickness')?.reason).toBe('away');
  });

  it('may only work what grade and skills allow, on the days on which a skill counts', () => {
    const types = [
      DAY,
      shiftType('resus', 480, 960, { skillCodes: ['ALS'] }),
      shiftType('junior', 480, 960, { gradeCodes: ['FY2'] }),
      shiftType('old', 480, 960, { active: false }),
    ];
    const skills = [{ code: 'ALS', validFrom: '2025-01-01', validUntil: '2026-10-20' }];
    const { person } = built({ skills }, { shiftTypes: types });
    expect(person.shiftTypeIds).toEqual(['day', 'resus']);
    expect(blocksOn(person, 1)).toEqual([]);
    expect(person.blocks.find(({ dayIndex }) => dayIndex === 2)).toMatchObject({
      shiftTypeId: 'resus',
      code: 'not-qualified',
      reason: 'does not hold ALS on 21 October 2026',
    });
    expect(built({ skills: [] }, { shiftTypes: types }).person.shiftTypeIds).toEqual(['day']);
  });

  it('who works elsewhere has that as fixed work, and cannot overlap it on the days around', () => {
    const { person } = built({ work: [workElsewhere(NIGHT, '2026-10-21')] });
    expect(person.fixedShifts).toMatchObject([{ dayIndex: 2, shiftTypeId: null, label: 'NIGHT (Ward B)' }]);
    expect(person.blocks).toMatchObject([{ dayIndex: 3, shiftTypeId: DAY.id, code: 'works-elsewhere' }]);
  });

  it('wishes weigh what they were given', () => {
    const entry = { firstDate: '2026-10-21', lastDate: '2026-10-21', weekdays: [], weight: 30 };
    const { person } = built({
      availability: [
        { ...entry, id: 'a', kind: 'rather-not', shiftKind: 'night' },
        { ...entry, id: 'b', kind: 'would-like', shiftKind: null },
        { ...entry, id: 'c', kind: 'would-like', shiftKind: 'on-call' },
      ],
    });
    expect(person.requests).toEqual([
      { id: 'a@2026-10-21', dayIndex: 2, shiftTypeIds: [NIGHT.id], wants: 'not-work', weight: 30 },
      { id: 'b@2026-10-21', dayIndex: 2, shiftTypeIds: [], wants: 'work', weight: 30 },
    ]);
  });

  it('is bound by the rules of the contract that was in force on the first day', () => {
    const rulesOf = (firstDate: string): unknown[] => {
      const rota = { ...rotaInput().rota, firstDate, lastDate: addDays(firstDate, 13) };
      const placements = [placement({ firstDate: '2016-08-03' })];
      return [...built({ placements }, { rota }).person.constraints];
    };
    expect(rulesOf('2018-01-01')).not.toEqual(rulesOf('2020-01-06'));
  });

  it('with a contract that nobody knows gets no shifts, and it is said why', () => {
    const { person, notes } = built({ placements: [placement({ contractCode: 'mystery' })] });
    expect(new Set(person.blocks.map(({ code }) => code))).toEqual(new Set(['contract']));
    expect(person.blocks).toHaveLength(14);
    expect(notes.join()).toMatch(/p, Jo is given no shifts: .*"mystery"/);
  });

  it('is bound by no rule about wards, though the unit sets one otherwise', () => {
    const overrides = { 'sg1.registered-minimum': { parameters: { minimum: 3 } } };
    const { person, notes } = built({}, { overrides });
    expect([person, notes]).toEqual([built({}).person, []]);
  });

  it('on call has the work and the rest that somebody has estimated; else all of it is work, which is said', () => {
    const onCallEstimate = { workMin: 180, enhancedMin: 60, episodes: 2, restMin: 600, longestRestMin: 300 };
    const type = (rest: Partial<RotaInput['shiftTypes'][number]>): RotaInput['shiftTypes'][number] =>
      shiftType('oc', 540, 1980, { kind: 'on-call', ...rest });
    const typeOf = (of: RotaInput['shiftTypes'][number]) => {
      const work = [workInput(of, '2026-10-12', { rotaId: 'rota-before' })];
      const { problem, notes, person } = built({ work }, { shiftTypes: [of] });
      return { ...problem.shiftTypes[0]!, notes, before: person.fixedShifts[0]?.workMin };
    };
    const estimated = typeOf(type({ onCallEstimate }));
    expect(estimated).toMatchObject({
      workMin: 180,
      onCall: { episodes: 2, restMin: 600, longestRestMin: 300 },
    });
    expect([estimated.before, estimated.notes]).toEqual([180, []]);
    const guessed = typeOf(type({}));
    expect([guessed.workMin, guessed.onCall, guessed.before]).toEqual([1440, undefined, 1440]);
    expect(guessed.notes.join()).toMatch(/how much of OC is work/);
  });

  it("keeps to the unit's own setting of a rule; one that makes no sense is left out and told", () => {
    const overrides = {
      'doctors2016.rest-between-shifts': { parameters: { minRestH: 12 } },
      'rota.max-weekends': { parameters: { max: 1 } },
      'doctors2016.tea': { parameters: { cups: 3 } },
    };
    const { person, notes } = built({}, { overrides });
    const usual = built({}).person;
    const of = (who: Person, rule: string) => who.constraints.find((constraint) => constraint.rule === rule);
    expect(of(usual, 'rota.max-weekends')).toBeUndefined();
    expect(of(person, 'rota.max-weekends')).toBeDefined();
    expect(notes).toEqual([expect.stringContaining('doctors2016.tea')]);
  });
});

describe('pins', () => {
  const pinned = workInput(DAY, '2026-10-21', { pinned: true });
  const loose = workInput(DAY, '2026-10-23');

  it.each([
    ['pinned', [2]],
    ['all', [2, 4]],
    ['none', []],
  ] as const)('keep %s', (keep, days) => {
    const { person } = built({ work: [pinned, loose] }, {}, keep);
    expect(person.pins.map(({ dayIndex }) => dayIndex)).toEqual(days);
  });

  it('that contradict leave or grade stand, and the contradiction is told', () => {
    const absences = [{ kind: 'annual-leave' as const, firstDate: '2026-10-21', lastDate: '2026-10-21' }];
    const types = [{ ...DAY, gradeCodes: ['FY2'] }, NIGHT];
    const { person, notes } = built({ work: [pinned], absences }, { shiftTypes: types });
    expect(person.pins).toEqual([{ dayIndex: 2, shiftTypeId: DAY.id }]);
    expect(blocksOn(person, 2)).toEqual([]);
    expect(person.shiftTypeIds).toContain(DAY.id);
    expect(notes).toHaveLength(2);
    expect(notes.join()).toMatch(/21 October 2026.*on annual leave/);
  });

  it('beside work elsewhere on the same day become fixed work, and it is told', () => {
    const { person, notes } = built({ work: [pinned, workElsewhere(NIGHT, '2026-10-21')] });
    expect(person.pins).toEqual([]);
    expect(person.fixedShifts).toHaveLength(2);
    expect(notes.join()).toContain('beside work in another unit');
  });

  it('of a day off keep it free', () => {
    const off = shiftType('rest', 480, 960, { kind: 'off' });
    const { person, problem } = built({ work: [workInput(off, '2026-10-21')] }, { shiftTypes: [DAY, off] });
    expect(problem.shiftTypes.map(({ id }) => id)).toEqual([DAY.id]);
    expect(person.blocks).toMatchObject([{ dayIndex: 2, shiftTypeId: null, code: 'day-off' }]);
  });
});

describe('cover', () => {
  const people = [
    personInput('junior', { person: { ...personInput('junior').person, gradeCode: 'FY2' } }),
    personInput('senior', { skills: [{ code: 'ALS', validFrom: '2026-10-25', validUntil: null }] }),
    personInput('support', { person: { ...personInput('support').person, gradeCode: 'B3' } }),
  ];
  const linesOf = (lines: ReturnType<typeof coverLine>[], rest: Partial<RotaInput> = {}) =>
    buildProblem(rotaInput({ people, templates: [template(...lines)], ...rest }), 'none');

  it.each([
    [{}, ['junior', 'senior', 'support'], 'anyone'],
    [{ gradeCodes: ['FY2', 'B3'] }, ['junior', 'support'], 'Foundation year 2 or Band 3'],
    [{ minimumGradeCode: 'FY2' }, ['junior', 'senior'], 'Foundation year 2 or above'],
    [{ minimumGradeCode: 'ST3' }, ['senior'], 'ST3 or above'],
    [{ registered: true }, ['junior', 'senior'], 'registered staff'],
    [{ registered: false }, ['support'], 'unregistered staff'],
    [{ skillCodes: ['ALS'], minimumGradeCode: 'ST3' }, [], 'ST3 or above with ALS'],
  ])('is met by those who match %j', (filter, personIds, filterLabel) => {
    const { problem } = linesOf([coverLine({ ...filter, minimum: 0, target: 0 })]);
    expect(problem.cover[0]).toMatchObject({ dayIndex: 0, personIds, filterLabel });
  });

  it('counts a skill from the day on which it begins', () => {
    const { problem } = linesOf([coverLine({ skillCodes: ['ALS'], minimum: 0, target: 0 })]);
    expect(problem.cover.map(({ personIds }) => personIds.length)).toEqual([
      0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
    ]);
  });

  it('follows weekdays, bank holidays and dated exceptions', () => {
    const weekdays = coverLine({ weekdays: [0, 1, 2, 3, 4] });
    const sundays = coverLine({ id: 'sun', weekdays: [6] });
    const base = template(weekdays, sundays);
    const withHoliday = {
      template: { ...base.template, bankHolidayWeekday: 6 },
      lines: base.lines.map((line) => ({
        ...line,
        exceptions:
          line.line.id === 'line' ? [{ date: '2026-10-24', minimum: 2, target: 3, maximum: 4 }] : [],
      })),
    };
    const input = rotaInput({
      people,
      templates: [withHoliday],
      bankHolidays: new Map([['2026-10-20', 'A day']]),
    });
    const { problem } = buildProblem(input, 'none');
    const on = (date: string): string[] =>
      problem.cover.filter(({ id }) => id.endsWith(date)).map(({ id }) => id.split('@')[0]!);
    expect([on('2026-10-19'), on('2026-10-20'), on('2026-10-24'), on('2026-10-25')]).toEqual([
      ['line'],
      ['sun'],
      ['line'],
      ['sun'],
    ]);
    expect(problem.cover.find(({ id }) => id === 'line@2026-10-24')?.measure).toMatchObject({
      minimum: 2,
      target: 3,
      maximum: 4,
    });
  });

  it('that nobody can give, and codes that do not exist, are told with their names', () => {
    const { notes } = linesOf([
      coverLine({ name: 'Too many', minimum: 4, target: 4 }),
      coverLine({
        id: 'x',
        name: 'Odd',
        gradeCodes: ['ZZ9'],
        skillCodes: ['JUGGLING'],
        minimum: 0,
        target: 0,
      }),
      coverLine({ id: 'y', name: 'Elsewhere', shiftTypeIds: ['not-ours'] }),
    ]);
    expect(notes.join('\n')).toMatch(/"Too many" needs 4 on 19 October 2026, but only 3 of the 3/);
    expect(notes.join('\n')).toContain('grade "ZZ9"');
    expect(notes.join('\n')).toContain('skill "JUGGLING"');
    expect(notes.join('\n')).toContain('"Elsewhere" is left out');
  });
});

describe('a fair share', () => {
  it('of the nights is even, and scaled to working time', () => {
    const nights = coverLine({ shiftTypeIds: [NIGHT.id], minimum: 1, target: 1 });
    const people = [
      personInput('a'),
      personInput('b', { placements: [placement({ wte: 0.5 })] }),
      personInput('c', { placements: [placement({ wte: 0.5 })] }),
    ];
    const { problem } = buildProblem(rotaInput({ people, templates: [template(nights)] }), 'none');
    const range = problem.people.map(
      ({ constraints }) => constraints.find(({ rule }) => rule === 'rota.fair-nights')?.params,
    );
    // 14 nights among two whole-time people: 7 each, 3.5 for half time.
    expect(range).toMatchObject([
      { min: 7, max: 7 },
      { min: 3, max: 4 },
      { min: 3, max: 4 },
    ]);
  });

  it('counts what people carried before, and bank holidays', () => {
    const nights = coverLine({ shiftTypeIds: [NIGHT.id], minimum: 1, target: 1 });
    const past = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'].map((date) =>
      workInput(NIGHT, date, { id: date, rotaId: 'before' }),
    );
    const people = [
      personInput('a', { work: past }),
      personInput('b'),
      // Placed from this rota on: owes nothing of what was worked before.
      personInput('c', { placements: [placement({ firstDate: '2026-10-19' })] }),
    ];
    const bankHolidays = new Map([['2026-10-26', 'A holiday']]);
    const { problem } = buildProblem(
      rotaInput({ people, templates: [template(nights)], bankHolidays }),
      'none',
    );
    const range = (code: string) =>
      problem.people.map(({ constraints }) => constraints.find(({ rule }) => rule === code)?.params);
    // 14 nights among three are 4.67; of the 4 before, a worked 2 beyond an even share and b 2 below it.
    expect(range('rota.fair-nights')).toMatchObject([
      { min: 2, max: 3 },
      { min: 6, max: 7 },
      { min: 4, max: 5 },
    ]);
    expect(range('rota.fair-bank-holidays')).toMatchObject(
      Array.from({ length: 3 }, () => ({ min: 0, max: 1, onDays: [7] })),
    );
  });
});

describe('the clock of a rota', () => {
  it('names days before and after it', () => {
    const clock = rotaClock('2026-10-19', '2026-11-01', 'Europe/London', new Set());
    for (const index of [-30, -1, 0, 7, 13, 20]) expect(clock.dayIndex(clock.dateOf(index))).toBe(index);
  });
});
