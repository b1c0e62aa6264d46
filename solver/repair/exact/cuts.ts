import {
  filterMask,
  filterOf,
  type LineContext,
  type Violation,
  weekdayOf,
} from '../../constraints/index.js';
import { type ConstraintData, OFF } from '../../model/index.js';
import { fixedCell, type PersonColumns, type Row } from './cell-model.js';

const FRIDAY = 4;
const SATURDAY = 5;

/** Kinds whose breach depends on the days that it spans and on nothing beyond; a run that is too short also on its neighbours. */
const LOCAL = new Set([
  'cell',
  'rest-between',
  'rest-after-run',
  'forbidden-succession',
  'shift-length',
  'run-length',
]);

/**
 * A condition that a line with this hard violation breaks and no line without hard violations does. It is as wide as
 * the kind of constraint allows: a limit on a sum is forbidden to all lines, where nothing better is known only this very line is.
 *
 * @param cells the line.
 * @param onlyThis forbids nothing but this very line: for a person whose line broke rules already as it stood, where a wider
 *   condition might forbid what stood.
 */
export function cutOf(
  columns: PersonColumns,
  cells: readonly number[],
  violation: Violation,
  onlyThis: boolean,
): Row {
  if (onlyThis) return patternCut(columns, cells, 0, cells.length - 1);
  const data = columns.person.constraints.find(
    ({ rule, kind, level }) => rule === violation.rule && kind === violation.kind && level === 'hard',
  );
  const tooMuch = violation.measured > violation.limit;
  if (data !== undefined && tooMuch) {
    const wide = wideCut(columns, data, violation);
    if (wide !== null && isBroken(columns, cells, wide)) return wide;
  }
  if (!LOCAL.has(violation.kind)) return patternCut(columns, cells, 0, cells.length - 1);
  const margin = violation.kind === 'run-length' ? 1 : 0;
  return patternCut(columns, cells, violation.fromDay - margin, violation.toDay + margin);
}

function isBroken({ columnOf }: PersonColumns, cells: readonly number[], { upper, terms }: Row): boolean {
  const sum = columnOf.reduce(
    (total, day, index) => total + (terms.get(day.get(cells[index]!) ?? -1) ?? 0),
    0,
  );
  return sum > upper;
}

function wideCut(columns: PersonColumns, data: ConstraintData, violation: Violation): Row | null {
  if (data.kind === 'windowed-sum') return windowCut(columns, data, violation);
  if (data.kind === 'weekend-count') return weekendCut(columns, violation);
  if (data.kind === 'run-length') return runCut(columns, data, violation);
  return null;
}

/** Not exactly this on these days. */
function patternCut(columns: PersonColumns, cells: readonly number[], fromDay: number, toDay: number): Row {
  const terms = new Map<number, number>();
  let worked = 0;
  for (let day = Math.max(0, fromDay); day <= Math.min(toDay, cells.length - 1); day++) {
    const own = columns.columnOf[day]!.get(cells[day]!);
    if (own !== undefined) {
      terms.set(own, 1);
      worked++;
    } else if (cells[day] === OFF) {
      for (const column of columns.columnOf[day]!.values()) terms.set(column, -1);
    }
  }
  return { lower: Number.NEGATIVE_INFINITY, upper: worked - 1, terms };
}

/**
 * Work within the window that was too full, whatever the shifts. A shift counts for no more than its planned and for no more
 * than its elapsed time, so that the condition forbids no line that is allowed when the clock changes.
 */
function windowCut(columns: PersonColumns, data: ConstraintData, { window, limit }: Violation): Row {
  const { context } = columns;
  const mask = filterMask(context, filterOf(data.params), true);
  return sumRow(columns, limit, (index, token) => {
    const facts = context.tokens[token];
    if (facts === null || facts === undefined || mask[token] === 0) return 0;
    const startMin = context.startAt[index * context.tokenCount + token]!;
    const endMin = context.endAt[index * context.tokenCount + token]!;
    if (startMin < window.fromMin || startMin >= window.toMin) return 0;
    const work = Math.min(facts.workMin, facts.workMin - (facts.endMin - facts.startMin) + endMin - startMin);
    if (endMin <= window.toMin) return work;
    return Math.floor((work * (window.toMin - startMin)) / (endMin - startMin));
  });
}

/** One day of each weekend that was worked, whatever the shift. */
function weekendCut(columns: PersonColumns, { shifts, limit }: Violation): Row {
  const { context } = columns;
  const dayOf = new Map<number, number>();
  for (const { dayIndex } of shifts) {
    const index = dayIndex + context.before;
    const saturday = index - weekdayOf(context, index) + SATURDAY;
    dayOf.set(saturday, index);
  }
  const days = new Set(dayOf.values());
  return sumRow(columns, limit, (index, token) => {
    if (token === 0 || !days.has(index)) return 0;
    return weekdayOf(context, index) > FRIDAY || runsPastMidnight(context, token) ? 1 : 0;
  });
}

function runsPastMidnight(context: LineContext, token: number): boolean {
  const facts = context.tokens[token];
  return facts?.timed === true && facts.endMin > 1440;
}

/** One day more than a run may have, whatever the shifts; null where the history alone is too long. */
function runCut(columns: PersonColumns, data: ConstraintData, { toDay, limit }: Violation): Row | null {
  if (data.params.of === 'off') return null;
  const { context } = columns;
  const member = filterMask(context, data.params.of === 'shifts' ? filterOf(data.params) : {});
  const last = toDay + context.before;
  const row = sumRow(columns, limit, (index, token) =>
    index > last - limit - 1 && index <= last && member[token] === 1 ? 1 : 0,
  );
  return row.upper < 0 ? null : row;
}

/** `Σ use ≤ limit` over a line, with what cannot be changed on the other side. */
function sumRow(columns: PersonColumns, limit: number, use: (index: number, token: number) => number): Row {
  const { context } = columns;
  const terms = new Map<number, number>();
  let fixed = 0;
  for (let index = 0; index < context.length; index++) {
    const day = index - context.before;
    const base = context.base[index]!;
    if (base !== 0 || day < 0 || day >= context.dayCount) {
      fixed += use(index, base);
      continue;
    }
    const alone = fixedCell(columns, day);
    if (alone !== OFF) fixed += use(index, alone + 1);
    for (const [type, column] of columns.columnOf[day]!) {
      const amount = use(index, type + 1);
      if (amount !== 0) terms.set(column, amount);
    }
  }
  return { lower: Number.NEGATIVE_INFINITY, upper: limit - fixed, terms };
}
