import { findPack } from '../../../../solver/rules/index.js';
import { type LineShiftType } from '../../lines/cells/allocated-line.js';
import { type ScheduleInput } from './schedule-input.js';

export const SHIFTS: readonly LineShiftType[] = [
  shift('D', 'Standard day', 'day', 8 * 60, 17 * 60, 30),
  shift('L', 'Long day', 'long-day', 8 * 60, 20 * 60 + 30, 60),
  shift('N', 'Night', 'night', 20 * 60, 32 * 60 + 30, 90),
  shift('E', 'Evening', 'day', 13 * 60, 23 * 60 + 30, 60),
  {
    ...shift('C', 'On-call from home', 'on-call', 9 * 60, 33 * 60, 0),
    onCallEstimate: { workMin: 300, enhancedMin: 90, episodes: 3, restMin: 540, longestRestMin: 360 },
  },
];

function shift(
  code: string,
  name: string,
  kind: LineShiftType['kind'],
  startMin: number,
  endMin: number,
  paidBreakMin: number,
): LineShiftType {
  return {
    id: code,
    code,
    name,
    kind,
    startMin,
    endMin,
    paidBreakMin,
    unpaidBreakMin: 0,
    onCallEstimate: null,
  };
}

/** Eight weeks that keep the rules: long days, a run of nights, weekends 1 in 4. */
export const EIGHT_WEEKS = [
  '--DDD--',
  'LLD----',
  'NNNN---',
  '--DDD--',
  'DDD-LLL',
  '--DDC--',
  'EEE-D--',
  '--DDNNN',
];

/** A doctor on a line of weeks such as `DDDDD--`. */
export function scheduleInput(weeks: readonly string[], more: Partial<ScheduleInput> = {}): ScheduleInput {
  const cells = weeks.flatMap((week) => [...week].map((code) => (code === '-' ? null : code)));
  return {
    doctor: {
      name: 'Dr Żaneta O’Neill – Núñez',
      gradeName: 'Foundation 2',
      staffNumber: 'GMC7012345',
      registration: 'GMC 7012345',
    },
    employer: 'St Elsewhere',
    unitName: 'Ward A',
    timeZone: 'Europe/London',
    rotation: { programme: 'Foundation 2', startDate: '2026-08-05' },
    placement: {
      unitId: 'unit',
      firstDate: '2026-08-05',
      lastDate: '2027-02-02',
      wte: 1,
      fullTimeMinPerWeek: 2400,
      contractCode: 'doctors2016',
    },
    pattern: {
      source: 'line',
      name: 'Line 1',
      firstMonday: '2026-08-03',
      cells,
      firstDay: 0,
      lastDay: cells.length - 1,
      leaveDays: [],
      validFrom: '2026-08-05',
      validTo: '2027-02-02',
      shifts: SHIFTS,
    },
    terms: [{ firstDate: '2026-08-01', lastDate: null, payPoint: 'NP2', optedOut: false }],
    pack: findPack('doctors2016', '2026-08-05'),
    overrides: {},
    serviceFrom: '2025-08-06',
    ...more,
  };
}
