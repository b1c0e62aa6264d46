import { FormatError } from '../format-error.js';

/** A line of a file, split at white space; what cannot be read is named with file and line. */
export class Row {
  constructor(
    readonly file: string,
    readonly number: number,
    private readonly words: readonly string[],
  ) {}

  get length(): number {
    return this.words.length;
  }

  fail(detail: string): never {
    throw new FormatError(`${this.file}, line ${this.number}`, detail);
  }

  text(at: number, name: string): string {
    return this.words[at] ?? this.fail(`${name} is missing`);
  }

  integer(at: number, name: string): number {
    const word = this.text(at, name);
    return /^\d+$/.test(word) ? Number(word) : this.fail(`${name} "${word}" is not a whole number`);
  }

  /** `(2,5)`: a minimum and a maximum that is no less. */
  range(at: number, name: string): Range {
    const word = this.text(at, name);
    const match = /^\((\d+),(\d+)\)$/.exec(word);
    if (match === null) return this.fail(`${name} "${word}" is not a pair such as (2,5)`);
    const [min, max] = [Number(match[1]), Number(match[2])];
    return min <= max ? { min, max } : this.fail(`${name} ${word}: ${min} is more than ${max}`);
  }

  /** A word that must be one of those that are known. */
  oneOf(at: number, name: string, known: { has(word: string): boolean }): string {
    const word = this.text(at, name);
    return known.has(word) ? word : this.fail(`${name} "${word}" does not exist`);
  }

  /** Fails when the line goes on after its last word. */
  end(length: number): void {
    if (this.words.length > length) this.fail(`"${this.words[length]!}" is too much`);
  }
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Section {
  readonly head: Row;
  /** What stands after `=`, or null. */
  readonly value: string | null;
  readonly rows: readonly Row[];
}

/**
 * Splits a file into its sections: a line with one of the `heads`, alone or with `= VALUE`, and the lines up to the next.
 *
 * @throws FormatError for text before the first section, a section that comes twice, or one of the `heads` that is missing.
 */
export function readSections<Head extends string>(
  file: string,
  text: string,
  heads: readonly Head[],
): Readonly<Record<Head, Section>> {
  const found = new Map<Head, { head: Row; value: string | null; rows: Row[] }>();
  let current: Row[] | null = null;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return;
    const row = new Row(file, index + 1, line.replaceAll('(', ' (').split(/\s+/));
    const [name = '', value] = line.split(/\s*=\s*/);
    const head = heads.find((known) => known === name);
    if (head !== undefined) {
      if (found.has(head)) row.fail(`${head} comes twice`);
      current = [];
      found.set(head, { head: row, value: value ?? null, rows: current });
    } else if (current === null) row.fail(`"${line}" stands before ${heads[0]}`);
    else current.push(row);
  });
  const missing = heads.find((head) => !found.has(head));
  if (missing !== undefined) throw new FormatError(file, `${missing} is missing`);
  return Object.fromEntries(found) as unknown as Record<Head, Section>;
}

/** The whole number after `=`. */
export function numberOf({ head, value }: Section): number {
  if (value !== null && /^\d+$/.test(value)) return Number(value);
  return head.fail(`${head.text(0, 'section')} needs a whole number after "=", not "${value ?? ''}"`);
}

/** The lines of a section that says how many there are. */
export function countedRows(section: Section): readonly Row[] {
  const count = numberOf(section);
  if (section.rows.length === count) return section.rows;
  return section.head.fail(
    `${section.head.text(0, 'section')} announces ${count}, but ${section.rows.length} follow`,
  );
}

/** The rows by their first word, none of which may come twice. */
export function byName(rows: readonly Row[], name: string): Map<string, Row> {
  const named = new Map<string, Row>();
  for (const row of rows) {
    const word = row.text(0, name);
    if (named.has(word)) row.fail(`${name} "${word}" comes twice`);
    named.set(word, row);
  }
  return named;
}
