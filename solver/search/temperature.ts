import { type CoverMeasure, type Problem } from '../model/index.js';

export interface TemperatureRange {
  readonly start: number;
  readonly end: number;
}

/** Temperatures in the scale of the problem's weights: from where a place may be left short now and then, to where nothing gets worse. */
export function temperatureRange(problem: Problem): TemperatureRange {
  const cover = problem.cover
    .map(({ measure }) => coverWeight(measure))
    .filter((weight) => weight > 0)
    .sort((a, b) => a - b);
  const wishes = problem.people
    .flatMap((person) => [
      ...person.requests.map((request) => request.weight),
      ...person.constraints.filter((data) => data.level === 'soft').map((data) => data.weight),
    ])
    .filter((weight) => weight > 0);
  const typical = cover[Math.floor(cover.length / 2)] ?? wishes[0] ?? 1;
  const least = wishes.reduce((low, weight) => Math.min(low, weight), typical);
  return { start: typical * 0.3, end: Math.min(typical * 0.005, least * 0.5) };
}

/** What one person short costs where it may happen at all. */
function coverWeight(measure: CoverMeasure): number {
  if (measure.kind === 'share') return measure.underWeight;
  return measure.minimumLevel === 'hard' ? measure.underTargetWeight : measure.underMinimumWeight;
}
