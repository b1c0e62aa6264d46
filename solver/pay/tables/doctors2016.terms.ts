import { type Dated } from './table.js';

/** Times of day are local minutes after midnight. */
export interface Doctors2016Terms extends Dated {
  /** Hourly rate = basic pay of a year / weeks / hours. */
  readonly weeksPerYear: number;
  readonly basicHoursPerWeek: number;
  readonly paidUpToHoursPerWeek: number;
  readonly paidUpToHoursPerWeekOptedOut: number;
  readonly nightPercent: number;
  /** From the evening of a day to the morning of the next. */
  readonly nightWindow: { readonly fromMin: number; readonly toMin: number };
  /** A shift of at least this length that starts in this time: enhanced until this time of the next day. */
  readonly longNight: {
    readonly minLengthMin: number;
    readonly startFromMin: number;
    /** Last minute that counts. */
    readonly startToMin: number;
    readonly untilMin: number;
  };
  /** A shift that ends in this time, both ends included, is enhanced from its start. */
  readonly lateFinish: { readonly fromMin: number; readonly toMin: number };
  /** Most frequent first. */
  readonly weekends: readonly { readonly oneIn: number; readonly percent: number }[];
}

/** Values as known of the refresh of 2019; the hourly rate by 52 weeks is not confirmed, the weekend steps are a paraphrase. */
export const doctors2016Terms: readonly Doctors2016Terms[] = [
  {
    effectiveFrom: '2019-08-07',
    source: 'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 2, refresh of 2019',
    evidence: 'S',
    weeksPerYear: 52,
    basicHoursPerWeek: 40,
    paidUpToHoursPerWeek: 48,
    paidUpToHoursPerWeekOptedOut: 56,
    nightPercent: 37,
    nightWindow: { fromMin: 21 * 60, toMin: 7 * 60 },
    longNight: { minLengthMin: 8 * 60, startFromMin: 20 * 60, startToMin: 23 * 60 + 59, untilMin: 10 * 60 },
    lateFinish: { fromMin: 0, toMin: 4 * 60 },
    weekends: [
      { oneIn: 2, percent: 15 },
      { oneIn: 3, percent: 10 },
      { oneIn: 4, percent: 7.5 },
      { oneIn: 5, percent: 6 },
      { oneIn: 6, percent: 5 },
      { oneIn: 7, percent: 4 },
      { oneIn: 8, percent: 3 },
    ],
  },
];
