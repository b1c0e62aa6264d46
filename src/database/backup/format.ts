/**
 * A backup is a gzipped text file: a header, then for each table its name and columns followed by its rows, one JSON
 * object a line as PostgreSQL writes it, and an end that counts tables and rows. A file without its end is not whole.
 */
export interface BackupHeader {
  readonly format: 'rotawright-backup';
  readonly version: 1;
  readonly createdAt: string;
  /** Migrations that had run, in order. */
  readonly migrations: readonly string[];
}

export interface TableHeader {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface BackupEnd {
  readonly end: true;
  readonly tables: number;
  readonly rows: number;
}

/** Marks the lines that are not rows; JSON of a row begins with a brace. */
export const marker = '#';

/** The file cannot be restored; the message says why and what to do. */
export class BackupError extends Error {
  override readonly name = 'SettingError';
}
