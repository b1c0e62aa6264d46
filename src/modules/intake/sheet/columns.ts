import { refuseSheet, SHEET_LIMITS, type SheetRow, type SheetTable, tooManyRows } from './sheet-table.js';

/** Columns that are used, as the deanery's bulk-upload sheets name them. */
export const COLUMN_TITLES = {
  surname: 'Surname',
  forenames: 'Forenames',
  gmc: 'GMC Number',
  gdc: 'GDC Number',
  publicHealth: 'Public Health Number',
  tisPerson: 'TIS Person ID',
  email: 'Email Address',
  post: 'National Post Number',
  from: 'Date From',
  to: 'Date To',
  type: 'Placement Type',
  status: 'Placement Status',
  site: 'Site',
  wte: 'WTE',
  grade: 'Grade',
  specialty: 'Specialty1',
  tisPlacement: 'TIS Placement ID',
} as const;

export type ColumnKey = keyof typeof COLUMN_TITLES;
export type SheetKind = 'placements' | 'people';

const OTHER_NAMES: Readonly<Record<string, ColumnKey>> = {
  placementid: 'tisPlacement',
  email: 'email',
  forename: 'forenames',
  specialty: 'specialty',
};
const BY_NAME: ReadonlyMap<string, ColumnKey> = new Map([
  ...Object.entries(COLUMN_TITLES).map(([key, title]) => [normalised(title), key as ColumnKey] as const),
  ...Object.entries(OTHER_NAMES),
]);

const NEEDED_OF_PLACEMENTS: readonly ColumnKey[] = [
  'surname',
  'post',
  'from',
  'to',
  'type',
  'status',
  'site',
  'wte',
  'grade',
  'specialty',
];
const USED_OF_PEOPLE: readonly ColumnKey[] = [
  'surname',
  'forenames',
  'gmc',
  'gdc',
  'publicHealth',
  'tisPerson',
  'email',
];
const NUMBERS_OF_PEOPLE: readonly ColumnKey[] = ['gmc', 'gdc', 'publicHealth', 'tisPerson'];
/** The header is looked for so far down, below titles. */
const HEADER_WITHIN = 10;
const FEWEST_KNOWN = 3;

/** A sheet whose columns are known. */
export interface KnownSheet {
  readonly kind: SheetKind;
  readonly table: SheetTable;
  /** Where each used column is. */
  readonly places: ReadonlyMap<ColumnKey, number>;
  /** Titles of columns that are not used. */
  readonly unused: readonly string[];
}

/** Letters and digits alone: `TIS_Person_ID*` and `TIS Person ID` are the same. */
export function normalised(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/**
 * Finds header and columns, in whatever order they are.
 *
 * @returns null for rows without a header that is known, such as notes on another sheet of a workbook
 * @throws DomainError `sheet-columns` naming every column that is missing or there twice
 */
export function knownSheet(name: string | null, rows: readonly SheetRow[]): KnownSheet | null {
  const top = rows.findIndex((row, index) => index < HEADER_WITHIN && knownIn(row).length >= FEWEST_KNOWN);
  const headerRow = rows[top];
  if (headerRow === undefined) return null;
  const header = headerRow.cells.map((cell) => cell.trim());
  if (header.length > SHEET_LIMITS.columns) {
    throw refuseSheet('sheet-too-large', `The sheet has more than ${SHEET_LIMITS.columns} columns.`);
  }
  const below = rows.slice(top + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (below.length > SHEET_LIMITS.rows) throw tooManyRows();
  const kind: SheetKind = knownIn(headerRow).includes('post') ? 'placements' : 'people';
  const places = placesOf(header, kind);
  const unused = header.filter((title, index) => title !== '' && ![...places.values()].includes(index));
  return { kind, table: { name, header, rows: below }, places, unused };
}

function knownIn({ cells }: SheetRow): ColumnKey[] {
  return cells.flatMap((cell) => BY_NAME.get(normalised(cell)) ?? []);
}

function placesOf(header: readonly string[], kind: SheetKind): Map<ColumnKey, number> {
  const places = new Map<ColumnKey, number>();
  const faults: string[] = [];
  header.forEach((title, index) => {
    const key = BY_NAME.get(normalised(title));
    if (key === undefined || (kind === 'people' && !USED_OF_PEOPLE.includes(key))) return;
    if (places.has(key)) faults.push(`There are two columns "${title}"; delete or rename one of them.`);
    else places.set(key, index);
  });
  faults.push(...missingFrom(places, kind));
  const [first, ...more] = faults;
  if (first !== undefined) throw refuseSheet('sheet-columns', first, ...more);
  return places;
}

function missingFrom(places: ReadonlyMap<ColumnKey, number>, kind: SheetKind): string[] {
  const needed = kind === 'placements' ? NEEDED_OF_PLACEMENTS : [];
  const missing = needed
    .filter((key) => !places.has(key))
    .map((key) => `There is no column "${COLUMN_TITLES[key]}"; the names of columns count, not their order.`);
  if (NUMBERS_OF_PEOPLE.some((key) => places.has(key))) return missing;
  const names = NUMBERS_OF_PEOPLE.map((key) => `"${COLUMN_TITLES[key]}"`).join(', ');
  return [...missing, `No column says who somebody is: there has to be at least one of ${names}.`];
}
