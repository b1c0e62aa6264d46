import { DomainError } from '../../../common/domain-error.js';

/** What is read at most. A sheet above any of these is refused whole, before it is parsed. */
export const SHEET_LIMITS = {
  bytes: 8 * 1024 * 1024,
  /** Rows below the header. */
  rows: 20_000,
  columns: 200,
  /** Of a workbook, which is a zip archive. */
  unpackedBytes: 64 * 1024 * 1024,
  archiveEntries: 500,
  /** Of one row as text. */
  rowCharacters: 50_000,
} as const;

export interface SheetRow {
  /** As a spreadsheet counts it: the first row is 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** A sheet as text, found by its header. */
export interface SheetTable {
  /** Of the sheet in a workbook; null for a text file. */
  readonly name: string | null;
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
}

export type SheetFault = 'sheet-too-large' | 'sheet-unreadable' | 'sheet-with-macros' | 'sheet-columns';

/** A sheet of which nothing is taken, with everything that is wrong with it. */
export function refuseSheet(code: SheetFault, ...messages: [string, ...string[]]): DomainError {
  return new DomainError({
    kind: 'invalid',
    code,
    message: messages.join(' '),
    errors: messages.map((message) => ({ path: 'sheet', message })),
  });
}

export function tooManyRows(): DomainError {
  return refuseSheet(
    'sheet-too-large',
    `The sheet has more than ${SHEET_LIMITS.rows} rows; split it, for example by programme.`,
  );
}
