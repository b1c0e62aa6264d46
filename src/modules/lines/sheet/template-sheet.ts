import { type FieldError } from '../../../common/domain-error.js';
import { type SheetRow } from '../../intake/sheet/sheet-table.js';
import { DAYS_PER_WEEK } from '../cells/cycle.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const NEEDED = ['line', 'week', ...WEEKDAYS.map((weekday) => weekday.toLowerCase())];
const KNOWN = [...NEEDED, 'wte'];
const SATURDAY = 5;
/** What people write for a day off. */
const OFF_SIGNS: readonly string[] = ['', '-', '–'];
/** Titles may stand above the header. */
const ROWS_ABOVE = 20;

export const TEMPLATE_LIMITS = { lines: 60, weeks: 52, codeCharacters: 20, nameCharacters: 60 } as const;

/** A line by codes of shift types; an empty code is a day off. */
export interface CodedLine {
  readonly name: string;
  readonly wte: number;
  /** Seven a week from Monday on. */
  readonly cells: readonly string[];
}

/** What a file may mean by its codes. */
export interface SheetMeaning {
  /** Stand for a day off. */
  readonly offCodes: readonly string[];
  /** Stand for a day off on Saturday and Sunday. */
  readonly weekdayCodes: readonly string[];
}

export interface ReadLines {
  readonly lines: readonly CodedLine[];
  /** Every one, with its row and column as a spreadsheet counts them. */
  readonly faults: readonly FieldError[];
}

/** Reads `line`, `week`, `Mon` … `Sun`, and optionally `wte`, in any order; null for a sheet without such a header. */
export function readTemplateRows(rows: readonly SheetRow[], meaning: SheetMeaning): ReadLines | null {
  const at = rows.findIndex(({ cells }, index) => index <= ROWS_ABOVE && isHeader(cells));
  const header = rows[at];
  if (header === undefined) return null;
  const titles = header.cells.map((title) => title.trim().toLowerCase());
  const reader = new LineReader(titles, meaning);
  for (const title of NEEDED.filter((needed) => !titles.includes(needed)))
    reader.fault(`row ${header.number}`, `column "${title}" is missing`);
  for (const [index, title] of titles.entries()) {
    if (title !== '' && titles.indexOf(title) < index)
      reader.fault(`row ${header.number}`, `column "${title}" comes twice; delete one`);
    if (title !== '' && !KNOWN.includes(title))
      reader.fault(
        `row ${header.number}`,
        `unknown column "${title}"; delete it, or name it one of ${KNOWN.join(', ')}`,
      );
  }
  for (const row of rows.slice(at + 1)) {
    if (row.cells.some((cell) => cell.trim() !== '')) reader.read(row);
  }
  return reader.result();
}

function isHeader(cells: readonly string[]): boolean {
  const titles = cells.map((title) => title.trim().toLowerCase());
  return titles.includes('line') && titles.includes('week');
}

class LineReader {
  private readonly faults: FieldError[] = [];
  private readonly lines = new Map<string, { wte: number; weeks: Map<number, string[]>; row: number }>();

  constructor(
    private readonly titles: readonly string[],
    private readonly meaning: SheetMeaning,
  ) {}

  fault(path: string, message: string): void {
    this.faults.push({ path, message: `${path}: ${message}.` });
  }

  read({ number, cells }: SheetRow): void {
    const text = (title: string): string => plain(cells[this.titles.indexOf(title)] ?? '');
    if (cells.slice(this.titles.length).some((cell) => cell.trim() !== ''))
      this.fault(`row ${number}`, `has more cells than the header has columns`);
    const name = text('line');
    if (name === '') this.fault(`row ${number} line`, 'is empty; name the line');
    if (name.length > TEMPLATE_LIMITS.nameCharacters)
      this.fault(
        `row ${number} line`,
        `"${name.slice(0, 80)}" is longer than ${TEMPLATE_LIMITS.nameCharacters} characters`,
      );
    const wte = this.wte(number, text('wte'));
    const week = this.week(number, text('week'));
    const line = this.lines.get(name) ?? { wte, weeks: new Map<number, string[]>(), row: number };
    this.lines.set(name, line);
    if (line.wte !== wte)
      this.fault(`row ${number} wte`, `line "${name}" had ${line.wte} before and has ${wte} here`);
    if (week === null) return;
    if (line.weeks.has(week)) this.fault(`row ${number} week`, `week ${week} of line "${name}" comes twice`);
    else
      line.weeks.set(
        week,
        WEEKDAYS.map((weekday, day) => this.code(number, weekday, day, text(weekday.toLowerCase()))),
      );
  }

  result(): ReadLines {
    const most = Math.max(0, ...[...this.lines.values()].flatMap(({ weeks }) => [...weeks.keys()]));
    if (this.lines.size === 0) this.fault('sheet', 'there is no line in it');
    if (this.lines.size > TEMPLATE_LIMITS.lines)
      this.fault('sheet', `it has ${this.lines.size} lines; a template has at most ${TEMPLATE_LIMITS.lines}`);
    const lines = [...this.lines].map(([name, { wte, weeks, row }]) => {
      for (let week = 1; week <= most; week++) {
        if (!weeks.has(week))
          this.fault(
            `row ${row} line`,
            `line "${name}" has no week ${week}; every line has the ${most} weeks of the cycle`,
          );
      }
      const blank = WEEKDAYS.map(() => '');
      return {
        name,
        wte,
        cells: Array.from({ length: most }, (_, index) => weeks.get(index + 1) ?? blank).flat(),
      };
    });
    return { lines, faults: this.faults };
  }

  private code(row: number, weekday: string, day: number, given: string): string {
    if (OFF_SIGNS.includes(given) || this.meaning.offCodes.includes(given)) return '';
    if (given.length > TEMPLATE_LIMITS.codeCharacters) {
      this.fault(
        `row ${row} ${weekday}`,
        `"${given.slice(0, 40)}…" is too long for the code of a shift type`,
      );
      return '';
    }
    return day >= SATURDAY && this.meaning.weekdayCodes.includes(given) ? '' : given;
  }

  private week(row: number, given: string): number | null {
    const week = /^\d{1,3}$/.test(given) ? Number(given) : Number.NaN;
    if (week >= 1 && week <= TEMPLATE_LIMITS.weeks) return week;
    this.fault(
      `row ${row} week`,
      `"${given.slice(0, 40)}" is not a whole number from 1 to ${TEMPLATE_LIMITS.weeks}`,
    );
    return null;
  }

  private wte(row: number, given: string): number {
    if (given === '') return 1;
    const wte = /^(0?\.\d{1,3}|[01](\.\d{1,3})?)$/.test(given) ? Number(given) : Number.NaN;
    if (wte > 0 && wte <= 1) return wte;
    this.fault(
      `row ${row} wte`,
      `"${given.slice(0, 40)}" is not a share of full time above 0 and at most 1, with at most three decimals`,
    );
    return 1;
  }
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula. */
function plain(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '');
}

/** The same as a table, the header first; `wte` only where some line is not made for full time. */
export function templateRows(lines: readonly CodedLine[]): string[][] {
  const withWte = lines.some(({ wte }) => wte !== 1);
  const header = ['line', 'week', ...WEEKDAYS, ...(withWte ? ['wte'] : [])];
  const rows = lines.flatMap(({ name, wte, cells }) =>
    Array.from({ length: cells.length / DAYS_PER_WEEK }, (_, week) => [
      name,
      String(week + 1),
      ...cells.slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK),
      ...(withWte ? [String(wte)] : []),
    ]),
  );
  return [header, ...rows];
}
