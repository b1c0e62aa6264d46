import { describe, expect, it } from 'vitest';
import { findPack } from '../../rules/index.js';
import { analyseTemplate, type Template } from './index.js';
import { analyse, breaches, doctors, line, shift, shifts } from './template.testing.js';

describe('a cycle', () => {
  it('finds what crosses the turn from the last week to the first, once', () => {
    expect(breaches(line(['NN-----', '-------', '-------', '----NNN']))).toEqual([
      'consecutive-nights week 4 Fri to week 1 Tue',
      'consecutive-long-shifts week 4 Fri to week 1 Tue',
    ]);
  });

  it('is the same rota whichever week it begins with', () => {
    const weeks = ['NNNN---', 'DDDDD--', 'DDDDDLL', '-LLLL--', 'DDDD---'];
    const turned = (by: number): Template => line([...weeks.slice(by), ...weeks.slice(0, by)]);
    const plain = (by: number): string[] =>
      analyse(turned(by))
        .violations.map(({ rule, measured, limit }) => `${rule} ${measured} ${limit}`)
        .toSorted();
    expect(plain(0).length).toBeGreaterThan(0);
    for (let by = 1; by < weeks.length; by++) expect(plain(by)).toEqual(plain(0));
    const averages = weeks.map((_, by) => analyse(turned(by)).averageWeeklyHours);
    expect(new Set(averages).size).toBe(1);
  });

  it('tells a breach without end once', () => {
    const found = analyse(line(['DDDDDDD'])).violations;
    expect(found.map(({ rule }) => rule)).toEqual([
      'doctors2016.average-weekly-hours',
      'doctors2016.weekend-frequency',
      'doctors2016.consecutive-shifts',
    ]);
    expect(found[2]!.message).toContain('never ends');
    expect(found[0]!.message).not.toContain('never ends');
    expect(breaches(line(['LLLLLLL'])).filter((each) => each.startsWith('hours-in-seven-days'))).toHaveLength(
      1,
    );
  });

  it('of more than 26 weeks is judged over any 26 of them, also over its turn', () => {
    const quiet = 'DDDDD--';
    const busy = 'LLLLD--';
    // 13 busy weeks at either end meet over the turn: 56 h for 26 weeks, 48 h on the whole.
    const weeks = Array.from({ length: 52 }, (_, week) => (week < 13 || week >= 39 ? busy : quiet));
    const found = analyse(line(weeks)).violations.filter(({ rule }) => rule.endsWith('average-weekly-hours'));
    expect(found).not.toHaveLength(0);
    expect(found.every(({ measured }) => measured > 48 * 60)).toBe(true);
    expect(found.find(({ measured }) => measured === 56 * 60)).toMatchObject({
      from: 'week 40 Mon',
      to: 'week 13 Sun',
    });
    expect(analyse(line(weeks)).averageWeeklyHours).toBe(48);
  });

  it('takes pro rata what a part-time doctor may work', () => {
    const weeks = ['DDDDD--'];
    expect(breaches(line(weeks, { wte: 0.8 }))).toEqual(['average-weekly-hours week 1 Mon to week 1 Sun']);
    expect(breaches(line(weeks))).toEqual([]);
  });

  it('lets nobody opt out of the limit for night workers', () => {
    const pack = findPack('wtr1998', '2026-01-01');
    const nights = line(['NNNN---', 'NNNN---', '-NNNN--', 'NNNNN--']);
    expect(breaches(nights, { pack, optedOut: true }).filter((each) => each.includes('hours'))).toEqual([
      'night-worker-hours week 1 Mon to week 4 Sun',
    ]);
    const days = line(['LLLL---', 'LLLL---', 'LLLL---', 'LLLLL--']);
    expect(breaches(days, { pack, optedOut: true })).toEqual([]);
    expect(breaches(days, { pack })).toEqual(['average-weekly-hours week 1 Mon to week 4 Sun']);
  });

  it('has several lines, each with its own length', () => {
    const template: Template = {
      shifts,
      lines: [
        { name: 'A', wte: 1, weeks: [['D', 'D', 'D', 'D', 'D', '-', '-']] },
        { name: 'B', wte: 1, weeks: ['LL-----', 'LLL----'].map((week) => week.split('')) },
      ],
    };
    const analysis = analyseTemplate(template, { pack: doctors });
    expect(analysis).toMatchObject({ doctors: 2, averageWeeklyHours: 35 });
    expect(analysis.lines.map(({ line: name, weeks }) => [name, weeks])).toEqual([
      ['A', 1],
      ['B', 2],
    ]);
  });

  it('counts a weekend with any work from Saturday 00:01 to Sunday 23:59', () => {
    const weekendsOf = (week: string, startH: number, lengthH: number): number =>
      analyse(line([week], {}, [...shifts, shift('X', startH, lengthH)])).weekendsWorked;
    const minute = 1 / 60;
    expect(weekendsOf('----X--', 16, 8)).toBe(0);
    expect(weekendsOf('----X--', 16, 8 + minute)).toBe(0);
    expect(weekendsOf('----X--', 16, 8 + 2 * minute)).toBe(1);
    expect(weekendsOf('-----X-', 9, 8)).toBe(1);
    expect(weekendsOf('------X', 24 - 2 * minute, 8)).toBe(1);
    expect(weekendsOf('------X', 24 - minute, 8)).toBe(0);
    expect(weekendsOf('X--X---', 9, 8)).toBe(0);
  });
});
