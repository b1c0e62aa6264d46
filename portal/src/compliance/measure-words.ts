import { type Violation } from '../api/types';
import { count, formatHours } from '../common/dates';

const UNITS: Readonly<Record<string, (value: number) => string>> = {
  minutes: (value) => (value !== 0 && Math.abs(value) < 60 ? `${value} min` : formatHours(value)),
  'minutes-a-week': (value) => `${Math.round((value / 60) * 100) / 100} h a week`,
  days: (value) => count(value, 'day'),
  shifts: (value) => count(value, 'shift'),
  weekends: (value) => count(value, 'weekend'),
};

/** A measured value with its unit: "45 h 45 min", "5 shifts". */
export function amountWords(value: number, unit: string): string {
  return UNITS[unit]?.(value) ?? `${value} ${unit}`;
}

/** How far past its limit a breach is: "15 min short", "1 shift too many". */
export function marginWords({
  measured,
  limit,
  margin,
  unit,
}: Pick<Violation, 'measured' | 'limit' | 'margin' | 'unit'>): string {
  const amount = amountWords(Math.abs(margin), unit);
  const isTime = unit.startsWith('minutes');
  if (measured < limit) return `${amount} ${isTime ? 'short' : 'too few'}`;
  return `${amount} ${isTime ? 'over' : 'too many'}`;
}
