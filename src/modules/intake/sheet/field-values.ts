import { COLUMN_TITLES, type ColumnKey } from './columns.js';

/** What is wrong with a cell. */
export interface CellProblem {
  /** Title of the column. */
  readonly column: string;
  readonly value: string;
  /** With the way out. */
  readonly message: string;
}

/** Reads the cells of one row and keeps every problem that it meets. */
export class RowReader {
  readonly problems: CellProblem[] = [];

  /** @param cellOf text of a column, empty where the sheet has no such column */
  constructor(private readonly cellOf: (key: ColumnKey) => string) {}

  refuse(key: ColumnKey, message: string): null {
    const value = this.cellOf(key);
    this.problems.push({ column: COLUMN_TITLES[key], value: value.slice(0, 200), message });
    return null;
  }

  refused(key: ColumnKey): boolean {
    return this.problems.some(({ column }) => column === COLUMN_TITLES[key]);
  }

  /** A text without surrounding or repeated spaces; null when it is empty. */
  text(key: ColumnKey, max = 200): string | null {
    const value = this.cellOf(key).replaceAll(/\s+/g, ' ').trim();
    if (value.length > max) return this.refuse(key, `This is longer than ${max} characters; shorten it.`);
    if (/\p{Control}|\p{Surrogate}|\u{FFFD}/u.test(value)) {
      return this.refuse(key, 'This has characters that cannot be read; type it anew.');
    }
    return value === '' ? null : value;
  }

  neededText(key: ColumnKey, max?: number): string | null {
    if (this.cellOf(key).trim() === '') return this.refuse(key, `${COLUMN_TITLES[key]} is missing.`);
    return this.text(key, max);
  }

  /** ISO date from 05/08/2026 or 2026-08-05. */
  date(key: ColumnKey): string | null {
    const text = this.neededText(key);
    if (text === null) return null;
    const date = isoDate(text);
    if (date === undefined) return this.refuse(key, `"${text}" is not a date; write it as 05/08/2026.`);
    if (date !== null && date >= EARLIEST && date <= LATEST) return date;
    return this.refuse(
      key,
      date === null
        ? `There is no ${text}; look at the calendar and correct the day.`
        : `${text} is not a date of a placement, which lies between 1990 and 2100; correct the year.`,
    );
  }

  /** Thousandths of full time, 1 to 1000. */
  wteThousandths(): number | null {
    const text = this.neededText('wte');
    if (text === null) return null;
    const [, number = '', percent] = /^(\d{1,3}(?:[.,]\d{1,6})?)\s*(%)?$/.exec(text) ?? [];
    const share = Number(number.replace(',', '.')) / (percent === undefined ? 1 : 100);
    if (number !== '' && share > 0 && share <= 1) return Math.max(1, Math.round(share * 1000));
    return this.refuse(
      'wte',
      `WTE "${text}" is not a share of full time; it is above 0 and at most 1, for example 0.8.`,
    );
  }

  /** A GMC number as seven digits; the C that consultants' numbers may carry is dropped. */
  gmc(): string | null {
    const text = this.number('gmc');
    if (text === null) return null;
    const digits = /^C?(\d{7})$/i.exec(text)?.[1];
    if (digits !== undefined) return digits;
    const hint = /^\d{4,6}$/.test(text)
      ? ` If the spreadsheet dropped zeros in front, it is ${text.padStart(7, '0')}.`
      : '';
    return this.refuse('gmc', `"${text}" is not a GMC number, which has seven digits.${hint}`);
  }

  /** Another number that says who somebody is. */
  number(key: ColumnKey): string | null {
    const text = this.text(key, 40);
    return text === null || /^(unknown|n\/?a|none|tbc|-+|0)$/i.test(text) ? null : text;
  }

  email(): string | null {
    const text = this.text('email', 254);
    if (text === null) return null;
    if (/^[^@\s]+@[^@\s]+$/.test(text)) return text;
    return this.refuse(
      'email',
      `"${text}" is not a mail address; write it as name@example.nhs.uk, or leave it empty.`,
    );
  }
}

const EARLIEST = '1990-01-01';
const LATEST = '2099-12-31';

/** Undefined: not in the form of a date; null: no such day. */
function isoDate(text: string): string | null | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const date =
    year === undefined
      ? /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text)?.[1]
      : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (date === undefined) return undefined;
  return isRealDate(date) ? date : null;
}

function isRealDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
