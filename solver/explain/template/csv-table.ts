import { CsvError, parse } from 'csv-parse/sync';
import { type TemplateFault } from './faults.js';

/** Reads a row's fields; what is wrong with them is noted and does not stop the reading. */
export class CsvRow {
  constructor(
    readonly place: string,
    private readonly values: ReadonlyMap<string, string>,
    private readonly note: (fault: TemplateFault) => void,
  ) {}

  fault(message: string): void {
    this.note({ place: this.place, message });
  }

  text(column: string): string {
    return this.values.get(column) ?? '';
  }

  /** A text that must not be empty. */
  required(column: string): string {
    const value = this.text(column);
    if (value === '') this.fault(`${column} is empty`);
    return value;
  }

  flag(column: string): boolean {
    const value = this.text(column).toLowerCase();
    if (['true', 'yes', '1'].includes(value)) return true;
    if (!['false', 'no', '0'].includes(value))
      this.fault(`${column} must be True or False, not "${this.text(column)}"`);
    return false;
  }

  /** Null where the field is empty or not a number; `least` is allowed. */
  number(column: string, least: number): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const value = Number(text);
    if (Number.isFinite(value) && value >= least) return value;
    this.fault(`${column} must be a number of at least ${least}, not "${text}"`);
    return null;
  }

  /** Hours as whole minutes. */
  minutes(column: string): number | null {
    const hours = this.number(column, 0);
    if (hours === null) return null;
    const minutes = hours * 60;
    if (Math.abs(minutes - Math.round(minutes)) > 0.05)
      this.fault(`${column} must be whole minutes, and "${this.text(column)}" h is ${minutes} min`);
    return Math.round(minutes);
  }

  /** "20:30" as minutes after midnight. */
  time(column: string): number {
    const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(this.text(column));
    if (match === null) {
      this.fault(`${column} must be a time such as 20:30, not "${this.text(column)}"`);
      return 0;
    }
    return Number(match[1]) * 60 + Number(match[2]);
  }
}

export interface CsvColumns {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

/**
 * The rows of a table with a header. Columns are known by name in any order and case.
 *
 * @param name of the file, for places such as "LINES.csv line 3".
 */
export function readCsv(
  text: string,
  name: string,
  { needed, optional }: CsvColumns,
  note: (fault: TemplateFault) => void,
): CsvRow[] {
  const records = recordsOf(text, name, note);
  const header = records[0]?.record.map((column) => column.toLowerCase()) ?? [];
  const known = [...needed, ...optional];
  for (const column of needed.filter((wanted) => !header.includes(wanted)))
    note({ place: `${name} line 1`, message: `column "${column}" is missing` });
  for (const column of header.filter((given) => !known.includes(given)))
    note({ place: `${name} line 1`, message: `unknown column "${column}"; known are ${known.join(', ')}` });
  return records.slice(1).map(({ record, line }) => {
    const row = new CsvRow(
      `${name} line ${line}`,
      new Map(header.map((column, index) => [column, record[index] ?? ''])),
      note,
    );
    if (record.length !== header.length)
      row.fault(`has ${record.length} fields; the header has ${header.length}`);
    return row;
  });
}

function recordsOf(
  text: string,
  name: string,
  note: (fault: TemplateFault) => void,
): { record: string[]; line: number }[] {
  try {
    const parsed = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return (parsed as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    note({ place: name, message: `is not a table of comma-separated values: ${error.message}` });
    return [];
  }
}
