import { type Template } from '../../../../solver/explain/template/index.js';
import { asTemplate } from '../../lines/cells/allocated-line.js';
import { shiftsById } from './pattern-line.js';
import { type SchedulePattern } from './schedule-input.js';

const DAYS_PER_WEEK = 7;

/** The pattern as a template of one line, of which the rules know what it is like. */
export function templateOf(pattern: SchedulePattern, wte: number): Template {
  const used = new Set(pattern.cells);
  const shifts = pattern.shifts.filter(({ id }) => used.has(id));
  const cells = [...pattern.cells, ...turnOf(pattern)];
  return asTemplate(shifts, [{ name: pattern.name, cells, thousandths: Math.round(wte * 1000) }]);
}

/** A roster does not begin again where it ends: a week off between keeps its ends apart. */
function turnOf({ source }: SchedulePattern): null[] {
  return source === 'line' ? [] : Array.from({ length: DAYS_PER_WEEK }, () => null);
}

/** Codes from Monday to Sunday of each week; empty for a day off. */
export function weeksOf(pattern: SchedulePattern): string[][] {
  const byId = shiftsById(pattern);
  const codes = pattern.cells.map((id) => byId.get(id ?? '')?.code ?? '');
  return Array.from({ length: codes.length / DAYS_PER_WEEK }, (_, week) =>
    codes.slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK),
  );
}
