import { type Day, elapsedMin } from '../model/index.js';
import { type PayShift } from './pay-line.js';

/** Elapsed minutes from the calendar's first midnight; `to` does not belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Minutes that two lists of spans have in common; the spans of a list do not overlap each other. */
export function commonMin(some: readonly Span[], others: readonly Span[]): number {
  let minutes = 0;
  for (const a of some) {
    for (const b of others) minutes += Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
  }
  return minutes;
}

export function lengthMin(spans: readonly Span[]): number {
  return spans.reduce((total, { from, to }) => total + to - from, 0);
}

/** When a shift is worked: from its start to its end, with the unpaid break in the middle, where nobody wrote down when it was. */
export function workSpans({ startMin, endMin, unpaidBreakMin }: PayShift): Span[] {
  if (unpaidBreakMin === 0) return [{ from: startMin, to: endMin }];
  const breakFrom = startMin + Math.floor((endMin - startMin - unpaidBreakMin) / 2);
  return [
    { from: startMin, to: breakFrom },
    { from: breakFrom + unpaidBreakMin, to: endMin },
  ];
}

/**
 * A time of day on every day that a shift touches, and on the day before it: 1260 to 1860 is 21:00 to 07:00 of the next day.
 * On a night on which the clock changes it is as long as it really was.
 */
export function dailyWindows(
  shift: PayShift,
  days: readonly Day[],
  fromLocalMin: number,
  toLocalMin: number,
): Span[] {
  const windows: Span[] = [];
  for (let index = startDay(shift, days) - 1; dayStart(days, index) < shift.endMin; index++) {
    windows.push({
      from: elapsedMin(days, index, fromLocalMin),
      to: elapsedMin(days, index, toLocalMin),
    });
  }
  return windows;
}

/** Index of the day on whose clock a shift starts: as it was worked, perhaps not the day that it belongs to. */
export function startDay({ dayIndex, startMin }: PayShift, days: readonly Day[]): number {
  let index = dayIndex + 1;
  while (index > 0 && dayStart(days, index) > startMin) index--;
  return index;
}

export function dayStart(days: readonly Day[], index: number): number {
  return elapsedMin(days, index, 0);
}

/** The part of some spans that lies inside another. */
export function clipped(spans: readonly Span[], within: Span): Span[] {
  return spans
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => to > from);
}
