import { canonicalJson } from '../../common/canonical-json.js';

/** What a sheet changes. */
export const IMAGE_TABLES = [
  'deanery_placements',
  'placements',
  'absences',
  'deanery_people',
  'people',
] as const;
export type ImageTable = (typeof IMAGE_TABLES)[number];

/** A row by column. */
export type Row = Readonly<Record<string, unknown>>;
export type RowImages = Readonly<Record<ImageTable, readonly Row[]>>;

export interface ChangedRow {
  readonly before: Row;
  readonly after: Row;
}

/** What became of the rows of a table. */
export interface TableChanges {
  readonly added: readonly Row[];
  readonly changed: readonly ChangedRow[];
  readonly removed: readonly Row[];
}

export type ImageChanges = Readonly<Record<ImageTable, TableChanges>>;

/** Columns that only make sense together. */
const TOGETHER = [['registration_body', 'registration_number']] as const;

export function keyOf(table: ImageTable, row: Row): string {
  return String(row[keyColumn(table)]);
}

export function keyColumn(table: ImageTable): string {
  return table === 'deanery_people' ? 'person_id' : 'id';
}

export function sameRow(one: Row | undefined, other: Row | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

/** What lies between two images of the same rows. */
export function changesBetween(before: RowImages, after: RowImages): ImageChanges {
  return Object.fromEntries(
    IMAGE_TABLES.map((table) => [table, tableChanges(table, before[table], after[table])]),
  ) as Record<ImageTable, TableChanges>;
}

function tableChanges(table: ImageTable, before: readonly Row[], after: readonly Row[]): TableChanges {
  const old = new Map(before.map((row) => [keyOf(table, row), row]));
  const added: Row[] = [];
  const changed: ChangedRow[] = [];
  for (const row of after) {
    const key = keyOf(table, row);
    const was = old.get(key);
    old.delete(key);
    if (was === undefined) added.push(row);
    else if (!sameRow(was, row)) changed.push({ before: was, after: row });
  }
  return { added, changed, removed: [...old.values()] };
}

/** Every key that changes are about, by table. */
export function keysOf(changes: ImageChanges): Record<ImageTable, string[]> {
  const of = (table: ImageTable): string[] => {
    const { added, changed, removed } = changes[table];
    return [...added, ...changed.map(({ after }) => after), ...removed].map((row) => keyOf(table, row));
  };
  return Object.fromEntries(IMAGE_TABLES.map((table) => [table, of(table)])) as Record<ImageTable, string[]>;
}

/**
 * A row as it was before, in a version that nobody has seen. What somebody has set otherwise since stays as they set it: a column
 * is put back only while it says what the change made of it.
 */
export function putBack(current: Row, { before, after }: ChangedRow): Row {
  const kept = new Set(
    Object.keys(before).filter((column) => !sameRow({ value: current[column] }, { value: after[column] })),
  );
  for (const group of TOGETHER) {
    if (group.some((column) => kept.has(column))) for (const column of group) kept.add(column);
  }
  const row = Object.fromEntries(
    Object.entries(before).map(([column, value]) => [column, kept.has(column) ? current[column] : value]),
  );
  if (!('version' in current)) return row;
  return { ...row, version: Number(current.version) + 1 };
}
