import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseTemplate, ltftShare } from '../../../../solver/explain/template/index.js';
import {
  doctorFigures,
  doctors2016Terms,
  payLine,
  paySchemeOf,
  totalsByElement,
} from '../../../../solver/pay/index.js';
import { buildSchedule } from './build-schedule.js';
import { leaveWeek } from './figures-content.js';
import { lineDay, payLineOf } from './pattern-line.js';
import { templateOf } from './pattern-template.js';
import { ScheduleError, type ScheduleInput } from './schedule-input.js';
import { EIGHT_WEEKS, scheduleInput } from './schedule.testing.js';

const [TERMS] = doctors2016Terms;
const SCHEME = paySchemeOf('doctors2016')!;

/** What the engines say of a schedule's input, asked for directly. */
function engines(input: ScheduleInput): {
  figures: ReturnType<typeof doctorFigures>;
  analysis: ReturnType<typeof analyseTemplate>['lines'][number];
  pence: Record<string, number>;
} {
  const { pattern, placement, pack, terms } = input;
  const options = { pack, prospectiveCover: leaveWeek(input), optedOut: terms[0]!.optedOut };
  const [analysis] = analyseTemplate(templateOf(pattern, placement.wte), options).lines;
  const [firstDay, lastDay] = [placement.firstDate, placement.lastDate!].map((date) =>
    lineDay(pattern, date),
  );
  const turns = Math.ceil(lastDay! / pattern.cells.length);
  const paid = payLine(SCHEME, payLineOf(input, terms[0]!, turns), {
    firstDay: firstDay!,
    lastDay: lastDay!,
  });
  return {
    figures: doctorFigures(payLineOf(input, terms[0]!), TERMS!),
    analysis: analysis!,
    pence: Object.fromEntries(totalsByElement(paid.entries).map(({ element, pence }) => [element, pence])),
  };
}

/** Weeks in which nothing overlaps: no long day or early shift on the day after a night. */
const weeks = fc
  .array(fc.constantFrom('D', 'L', 'N', 'E', 'C', '-', '-', '-'), { minLength: 7, maxLength: 84 })
  .map((codes) => codes.slice(0, Math.floor(codes.length / 7) * 7))
  .map((codes) => codes.map((code, day) => ('NC'.includes(codes.at(day - 1)!) && code !== 'N' ? '-' : code)))
  .map((codes) =>
    Array.from({ length: codes.length / 7 }, (_, week) => codes.slice(week * 7, week * 7 + 7).join('')),
  );

const placed = (wte: number, more: object = {}): ScheduleInput['placement'] => ({
  ...scheduleInput(EIGHT_WEEKS).placement,
  wte,
  ...more,
});

describe('the figures of a work schedule', () => {
  it('are those of the rule and pay engines, whatever is worked at whatever share of full time', () => {
    fc.assert(
      fc.property(
        weeks,
        fc.constantFrom(1, 0.8, 0.6, 0.5),
        fc.constantFrom('NP1', 'NP2', 'NP3', 'NP4', 'NP5'),
        fc.boolean(),
        (pattern, wte, payPoint, optedOut) => {
          const terms = [{ firstDate: '2026-08-01', lastDate: null, payPoint, optedOut }];
          const input = scheduleInput(pattern, { placement: placed(wte), terms });
          const content = buildSchedule(input);
          const { figures, analysis, pence } = engines(input);
          const hours = (minutes: { div(by: number): { valueOf(): number } } | undefined): number =>
            minutes === undefined ? Number.NaN : minutes.div(60).valueOf();
          expect(content.hours.average).toBeCloseTo(hours(figures.averages?.workMin), 1.9);
          expect(content.hours.average).toBeCloseTo(analysis.averageWeeklyHours!, 1.9);
          expect(content.hours.averageWithProspectiveCover).toBeCloseTo(
            analysis.averageWeeklyHoursWithProspectiveCover!,
            1.9,
          );
          expect(content.hours.additional).toBeCloseTo(hours(figures.averages?.additionalMin), 1.9);
          expect(content.hours.enhanced).toBeCloseTo(hours(figures.averages?.enhancedMin), 1.9);
          expect(content.outOfHours).toMatchObject({
            nights: analysis.nights,
            longShifts: analysis.longShifts,
            weekendsWorked: analysis.weekendsWorked,
            weekends: analysis.weeks,
          });
          expect(content.onCall.periods).toBe(analysis.onCallPeriods);
          expect(content.rules.breaches!.length).toBe(analysis.violations.length);
          expect(Object.fromEntries(content.pay.elements.map((each) => [each.element, each.pence]))).toEqual(
            pence,
          );
          expect(content.pay.totalPence).toBe(Object.values(pence).reduce((sum, each) => sum + each, 0));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('add up: weeks and weekdays to the average, elements to the total', () => {
    fc.assert(
      fc.property(weeks, (pattern) => {
        const { pattern: shown, hours, pay } = buildSchedule(scheduleInput(pattern));
        const sum = (all: readonly (number | null)[]): number =>
          all.reduce<number>((total, each) => total + (each ?? 0), 0);
        expect(sum(shown.weekdays.map((day) => day.hours))).toBeCloseTo(hours.average!, 0.9);
        expect(sum(shown.weeks.map((week) => week.hours)) / shown.weeks.length).toBeCloseTo(
          hours.average!,
          0.9,
        );
        expect(sum(pay.elements.map(({ yearPence }) => yearPence))).toBe(pay.yearTotalPence);
      }),
      { numRuns: 30 },
    );
  });

  it('of a share are the share of the full-time line that the rules know', () => {
    const full = scheduleInput(EIGHT_WEEKS);
    const { analysis } = engines(full);
    const half = scheduleInput(
      ['--DDD--', '-------', 'NNNN---', '-------', 'DDD-LLL', '-------', 'E--', '-------'].map((week) =>
        week.padEnd(7, '-'),
      ),
      {
        placement: placed(0.5),
      },
    );
    const content = buildSchedule(half);
    expect(content.hours.contracted).toBe(20);
    expect(content.outOfHours).toMatchObject({ weekendsWorked: 1, weekends: 8, frequency: '1 in 8' });
    // 1 of 8 at half time is 1 in 4 of full time, and pays half of the allowance of that.
    expect(content.outOfHours.fullTimeFrequency).toBe('1 in 4');
    expect(ltftShare(analysis, 0.5).weekends).toBe(1.5);
  });

  it('are known to the penny for a year of the basic pay that the circular prints', () => {
    const content = buildSchedule(scheduleInput(['DDDDD--'], { placement: placed(1) }));
    const basic = content.pay.elements.find(({ element }) => element === 'doctors2016.basic-pay');
    expect(basic).toMatchObject({ yearPence: 45_994_00, pence: 22_997_00 });
    expect(content.hours).toMatchObject({ average: 45, additional: 5, enhanced: 0, leaveWeeksAYear: 7 });
  });

  it('leave out on-call of which nobody knows the work, and say so', () => {
    const base = scheduleInput(['--C----', 'DDDD---']);
    const shifts = base.pattern.shifts.map((shift) => ({ ...shift, onCallEstimate: null }));
    const content = buildSchedule({ ...base, pattern: { ...base.pattern, shifts } });
    expect(content.hours).toMatchObject({
      average: null,
      averageWithProspectiveCover: null,
      additional: null,
    });
    expect(content.onCall.shifts).toMatchObject([{ code: 'C', workHours: null, availableHours: 24 }]);
    expect(content.rules.notJudged.length).toBeGreaterThan(0);
    expect(content.pay.notes.join()).toContain('give an estimate of work');
  });

  it('say for which days no pay point is known', () => {
    const terms = [{ firstDate: '2026-10-01', lastDate: '2026-12-31', payPoint: 'NP2', optedOut: false }];
    const { notes } = buildSchedule(scheduleInput(EIGHT_WEEKS, { terms })).pay;
    expect(notes.filter((note) => note.startsWith('No pay point')).map((note) => note.slice(0, 65))).toEqual([
      'No pay point is known from 5 August 2026 to 30 September 2026, so',
      'No pay point is known from 1 January 2027 to 2 February 2027, so ',
    ]);
  });
});

describe('a work schedule that cannot be made', () => {
  it.each<[string, Partial<ScheduleInput>, string]>([
    ['a contract without work schedules', { placement: placed(1, { contractCode: 'afc' }) }, 'afc'],
    ['no pay point', { terms: [] }, 'Pay points'],
    [
      'a pay point that there is not',
      { terms: [{ firstDate: '2026-08-01', lastDate: null, payPoint: 'NP9', optedOut: false }] },
      'NP9',
    ],
    [
      'a pattern for other days',
      { placement: placed(1, { firstDate: '2028-01-01', lastDate: '2028-02-01' }) },
      'no day',
    ],
  ])('says why: %s', (_, more, reason) => {
    expect(() => buildSchedule(scheduleInput(EIGHT_WEEKS, more))).toThrow(ScheduleError);
    expect(() => buildSchedule(scheduleInput(EIGHT_WEEKS, more))).toThrow(reason);
  });

  it('names shifts that overlap', () => {
    expect(() => buildSchedule(scheduleInput(['NL-----']))).toThrow(/cannot be worked.*N ends at 08:30/);
  });
});
