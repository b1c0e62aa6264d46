import { Fraction } from './exact.js';

/** "£40,190" or "£40,190.50" */
export function pounds(pence: number): string {
  const whole = pence % 100 === 0;
  return `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 })}`;
}

/** Minutes as hours, to a hundredth: "46.88 h". */
export function hours(minutes: Fraction): string {
  return `${minutes.div(60).round(2).valueOf()} h`;
}

/** 37 → 37/100 */
export function percent(value: number): Fraction {
  return new Fraction(String(value)).div(100);
}

const longDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** "31 March 2027" */
export function dateInWords(date: string): string {
  return longDate.format(Date.parse(date));
}
