import { describe, expect, it } from 'vitest';
import { type FixedShift, type Person } from '../model/index.js';
import { constraintOf, run, worldOf } from './case.testing.js';
import { buildLineContext, lineOfCells, shiftsOfLine, weekdayOf } from './line.js';

const { problem, person } = worldOf(
  [
    [0, 9, 17],
    [1, 20, 32, { kind: 'night', paidBreakMin: 45, breakMin: 60 }],
  ],
  { dayCount: 7, forbiddenNext: true },
);

function fixed(dayIndex: number, startH: number, endH: number, more: Partial<FixedShift> = {}): FixedShift {
  return {
    dayIndex,
    shiftTypeId: null,
    kind: 'day',
    label: 'clinic',
    startMin: dayIndex * 1440 + startH * 60,
    endMin: dayIndex * 1440 + endH * 60,
    workMin: (endH - startH) * 60,
    ...more,
  };
}

function shiftsOf(fixedShifts: readonly FixedShift[], cells: readonly number[] = []) {
  const somebody: Person = { ...person, fixedShifts };
  const context = buildLineContext(problem, somebody);
  return shiftsOfLine(context, lineOfCells(context, cells));
}

describe('work that stands already', () => {
  it('lengthens the line to both sides and takes its days', () => {
    const context = buildLineContext(problem, {
      ...person,
      fixedShifts: [fixed(-3, 9, 12), fixed(9, 9, 12)],
    });
    expect(context).toMatchObject({ before: 3, dayCount: 7, length: 13 });
    expect(weekdayOf(context, 0)).toBe(4);
    expect(weekdayOf(context, 3)).toBe(0);
    expect(weekdayOf(context, -5)).toBe(6);
    const around = [fixed(-3, 9, 12), fixed(2, 9, 12), fixed(9, 9, 12)];
    expect(
      shiftsOf(around, [0, -1, 1, 1]).map(({ dayIndex, facts, fixed: is }) => [dayIndex, facts.label, is]),
    ).toEqual([
      [-3, 'clinic', true],
      [0, '0', false],
      [2, 'clinic', true],
      [3, '1', false],
      [9, 'clinic', true],
    ]);
  });

  it('is the shift type that it is called by where it is worked at its times', () => {
    const usual = fixed(-1, 20, 32, { shiftTypeId: '1', kind: 'night', label: 'N' });
    expect(shiftsOf([usual])[0]).toMatchObject({ token: 2, facts: { label: '1', kind: 'night' } });
    for (const other of [
      { startMin: usual.startMin + 1 },
      { endMin: usual.endMin - 1 },
      { workMin: 700 },
      { kind: 'day' },
    ] as const) {
      const [shift] = shiftsOf([{ ...usual, ...other }]);
      expect(shift).toMatchObject({
        token: 3,
        facts: { label: 'N', shiftTypeId: '1', paidBreakMin: 45, breakMin: 60 },
      });
      expect(shift).toMatchObject({
        startMin: other.startMin ?? usual.startMin,
        endMin: other.endMin ?? usual.endMin,
      });
    }
  });

  it('has its own times and work, told by the clock of its day', () => {
    const [shift] = shiftsOf([fixed(-2, 13, 18.5)]);
    expect(shift).toMatchObject({
      startMin: -2 * 1440 + 780,
      endMin: -2 * 1440 + 1110,
      facts: { label: 'clinic', startMin: 780, endMin: 1110, workMin: 330, timed: true, shiftTypeId: null },
    });
    const world = worldOf(run([0], 9, 17), { dayCount: 7 });
    const context = buildLineContext(world.problem, { ...world.person, fixedShifts: [fixed(-1, 13, 18.5)] });
    const [told] = constraintOf({ context }, 'total', { max: 60, fromDay: -1 }).explain(
      lineOfCells(context, world.cells),
    );
    expect(told!.measured).toBe(480 + 330);
  });

  it('of one day counts as one piece from the first start to the last end', () => {
    const [shift, ...more] = shiftsOf([fixed(-1, 9, 12), fixed(-1, 14, 18, { label: 'theatre' })]);
    expect(more).toEqual([]);
    expect(shift).toMatchObject({
      startMin: -1440 + 540,
      endMin: -1440 + 1080,
      facts: { label: 'clinic + theatre', kind: 'day', workMin: 7 * 60, shiftTypeId: null },
    });
    const [turned] = shiftsOf([fixed(-1, 14, 18, { kind: 'night' }), fixed(-1, 9, 12)]);
    expect(turned).toMatchObject({
      startMin: -1440 + 540,
      endMin: -1440 + 1080,
      facts: { label: 'clinic + clinic', kind: 'night' },
    });
    expect(shiftsOf([fixed(-1, 9, 12), fixed(-1, 14, 18, { kind: 'night' })])[0]!.facts.kind).toBe('night');
  });

  it('of the same sort on several days is one token', () => {
    const tokens = shiftsOf([fixed(-3, 9, 12), fixed(-2, 9, 12), fixed(-1, 9, 13)]).map(({ token }) => token);
    expect(tokens).toEqual([3, 3, 4]);
  });

  it('of a shift type that forbids followers forbids them, however it was worked', () => {
    const world = worldOf(
      [
        [0, 9, 17],
        [0, 9, 17],
      ],
      { dayCount: 7, forbiddenNext: true },
    );
    const late = fixed(-1, 10, 17, { shiftTypeId: '0' });
    const context = buildLineContext(world.problem, { ...world.person, fixedShifts: [late] });
    const told = (cell: number) =>
      constraintOf({ context }, 'forbidden-succession', {})
        .explain(lineOfCells(context, [cell]))
        .map(({ message }) => message);
    expect(told(1)).toEqual(['1 on Mon 1 Jun must not follow clinic on Sun 31 May. Leave Mon 1 Jun free.']);
    expect(told(0)).toEqual([]);
  });
});

describe('work through a change of the clock', () => {
  const nightOn = (firstDate: string, kind: 'night' | 'on-call') => {
    const world = worldOf([[0, 20, 32, { kind }]], { firstDate, dayCount: 3 });
    return constraintOf(world, 'total', { max: 0 }).explain(world.line)[0]!.measured;
  };

  it('is an hour more or less; an estimate of on-call work stays what it is', () => {
    expect(nightOn('2026-10-24', 'night')).toBe(13 * 60);
    expect(nightOn('2026-03-28', 'night')).toBe(11 * 60);
    expect(nightOn('2026-06-06', 'night')).toBe(12 * 60);
    expect(nightOn('2026-10-24', 'on-call')).toBe(12 * 60);
  });

  it('is what was entered where it stands already: with the hour, or without', () => {
    const autumn = worldOf([[0, 20, 32, { kind: 'night' }]], { firstDate: '2026-10-25', dayCount: 3 });
    const before = (workMin: number): number => {
      const entered: FixedShift = {
        ...fixed(-1, 0, 0, { shiftTypeId: '0', kind: 'night' }),
        startMin: -1440 + 1200,
        endMin: -1440 + 1200 + 780,
        workMin,
      };
      const context = buildLineContext(autumn.problem, { ...autumn.person, fixedShifts: [entered] });
      return shiftsOfLine(context, lineOfCells(context, [-1]))[0]!.token;
    };
    expect([720, 780, 750].map(before)).toEqual([1, 1, 2]);
  });
});
