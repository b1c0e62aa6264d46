import { type Dated } from './table.js';

/** Times of day are local minutes after midnight. */
export interface AfcTerms extends Dated {
  /** Hourly rate = salary of a year / weeks / hours. A decimal, as text, so that it stays exact. */
  readonly weeksPerYear: string;
  readonly hoursPerWeek: string;
  /** Unsocial hours of a weekday: from the evening to the morning of the next day. */
  readonly weekdayWindow: { readonly fromMin: number; readonly toMin: number };
  /** By band, from the lowest to the highest that it holds for. */
  readonly bands: readonly {
    readonly lowest: number;
    readonly highest: number;
    readonly nightAndSaturdayPercent: number;
    readonly sundayAndHolidayPercent: number;
  }[];
}

/** Percentages as read on an official page (C); that a whole shift is enhanced, and 37.5 hours, are a paraphrase (S); 52.143 weeks are not confirmed (M). */
export const afcTerms: readonly AfcTerms[] = [
  {
    effectiveFrom: '2018-04-01',
    source: 'NHS Terms and Conditions of Service Handbook, Section 2',
    evidence: 'C',
    weeksPerYear: '52.143',
    hoursPerWeek: '37.5',
    weekdayWindow: { fromMin: 20 * 60, toMin: 6 * 60 },
    bands: [
      { lowest: 2, highest: 2, nightAndSaturdayPercent: 41, sundayAndHolidayPercent: 83 },
      { lowest: 3, highest: 3, nightAndSaturdayPercent: 35, sundayAndHolidayPercent: 69 },
      { lowest: 4, highest: 9, nightAndSaturdayPercent: 30, sundayAndHolidayPercent: 60 },
    ],
  },
];
