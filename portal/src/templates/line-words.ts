import { type LineAnalysis } from '../api/types';

/** "47.857 h"; "Not known" where there is no estimate. */
export function hoursWords(hours: number | null): string {
  return hours === null ? 'Not known' : `${Math.round(hours * 1000) / 1000} h`;
}

/** "2 of 8 (1 in 4)" */
export function frequencyWords({
  weekendsWorked,
  weeks,
}: Pick<LineAnalysis, 'weekendsWorked' | 'weeks'>): string {
  if (weekendsWorked === 0) return `0 of ${weeks}`;
  return `${weekendsWorked} of ${weeks} (1 in ${Math.round((weeks / weekendsWorked) * 100) / 100})`;
}
