import { type OnCallEstimate } from '../../model/index.js';
import { type CsvRow, readCsv } from './csv-table.js';
import { type TemplateFault } from './faults.js';
import { type Template, type TemplateLine, type TemplateShift } from './template.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const LINE_COLUMNS = { needed: ['line', 'week', ...WEEKDAYS], optional: ['wte'] };
const SHIFT_COLUMNS = {
  needed: ['code', 'name', 'start', 'hours', 'work', 'weekday_only', 'on_call', 'resident'],
  optional: ['work_hours', 'paid_break_minutes', 'episodes', 'rest_hours', 'longest_rest_hours'],
};
const MOST_WEEKS = 104;

/** A file's name, for messages, and its text. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What could be read, and everything that could not. */
export interface ReadTemplate {
  readonly template: Template;
  readonly faults: readonly TemplateFault[];
}

/**
 * A template as two tables. Lines: `line`, `week`, `Mon` … `Sun` with codes, and optionally `wte`. Shifts: `code`, `name`, `start` (09:00), `hours`,
 * `work`, `weekday_only`, `on_call`, `resident` (True or False), and optionally `work_hours` (the estimate of work in non-resident on-call),
 * `paid_break_minutes`, `episodes`, `rest_hours`, `longest_rest_hours`.
 */
export function readTemplateCsv(lines: NamedText, shifts: NamedText): ReadTemplate {
  const faults: TemplateFault[] = [];
  const note = (fault: TemplateFault): void => void faults.push(fault);
  const template = {
    shifts: readCsv(shifts.text, shifts.name, SHIFT_COLUMNS, note).map(readShift),
    lines: readLines(readCsv(lines.text, lines.name, LINE_COLUMNS, note)),
  };
  return { template, faults };
}

function readShift(row: CsvRow): TemplateShift {
  const lengthMin = row.minutes('hours');
  if (row.text('hours') === '') row.fault('hours is empty');
  const onCall = row.flag('on_call');
  const resident = row.flag('resident');
  const nonResidentOnCall = onCall && !resident;
  const workMin = row.minutes('work_hours');
  const paidBreakMin = row.number('paid_break_minutes', 0);
  const estimate = readEstimate(row);
  if (estimate !== null && !nonResidentOnCall)
    row.fault('episodes and rest are those of non-resident on-call; leave them empty');
  return {
    code: row.required('code'),
    name: row.text('name'),
    startMin: row.time('start'),
    lengthMin: lengthMin ?? 0,
    isWork: row.flag('work'),
    weekdayOnly: row.flag('weekday_only'),
    nonResidentOnCall,
    workMin: workMin ?? (nonResidentOnCall ? null : (lengthMin ?? 0)),
    ...(paidBreakMin === null ? {} : { paidBreakMin }),
    ...(estimate === null ? {} : { onCall: estimate }),
  };
}

function readEstimate(row: CsvRow): OnCallEstimate | null {
  const columns = ['episodes', 'rest_hours', 'longest_rest_hours'];
  const given = columns.filter((column) => row.text(column) !== '');
  if (given.length === 0) return null;
  if (given.length < columns.length) row.fault(`give all of ${columns.join(', ')}, or none`);
  return {
    episodes: row.number('episodes', 0) ?? 0,
    restMin: row.minutes('rest_hours') ?? 0,
    longestRestMin: row.minutes('longest_rest_hours') ?? 0,
  };
}

function readLines(rows: readonly CsvRow[]): TemplateLine[] {
  const lines = new Map<string, { weeks: Map<number, string[]>; wte: number }>();
  for (const row of rows) {
    const name = row.required('line');
    const wte = row.number('wte', 0) ?? 1;
    const line = lines.get(name) ?? { weeks: new Map<number, string[]>(), wte };
    lines.set(name, line);
    if (line.wte !== wte) row.fault(`wte of line ${name} was ${line.wte} before and is ${wte} here`);
    const week = readWeek(row);
    if (week === null) continue;
    const codes = WEEKDAYS.map((weekday) => row.text(weekday));
    if (line.weeks.has(week)) row.fault(`week ${week} of line ${name} comes twice`);
    else line.weeks.set(week, codes);
  }
  return [...lines].map(([name, { weeks, wte }]) => ({
    name,
    wte,
    weeks: Array.from({ length: Math.max(0, ...weeks.keys()) }, (_, index) => weeks.get(index + 1) ?? []),
  }));
}

function readWeek(row: CsvRow): number | null {
  const text = row.text('week');
  const week = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (week >= 1 && week <= MOST_WEEKS) return week;
  row.fault(`week must be a whole number from 1 to ${MOST_WEEKS}, not "${text}"`);
  return null;
}
