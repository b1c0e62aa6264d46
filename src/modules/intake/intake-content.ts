import { createHash } from 'node:crypto';
import { canonicalJson } from '../../common/canonical-json.js';
import {
  type IntakePlan,
  type PlannedRow,
  ROW_STATES,
  type RowState,
  type UnmappedPosts,
} from './plan/plan-types.js';
import { type ColumnKey, type KnownSheet } from './sheet/columns.js';
import { type KnownSheets } from './sheet/read-sheets.js';
import { type SheetTable } from './sheet/sheet-table.js';

export type RowCounts = Readonly<Record<RowState, number>>;

/** What a dry run comes to. */
export interface IntakeSummary {
  readonly placements: RowCounts;
  readonly people: RowCounts;
  /** Rows of HOLD and RECRUIT that are not refused. */
  readonly gaps: number;
  /** Rows of people without a mail address. */
  readonly addressMissing: number;
  readonly notes: readonly string[];
  readonly unmapped: readonly UnmappedPosts[];
}

interface StoredSheet {
  readonly table: SheetTable;
  readonly places: readonly (readonly [ColumnKey, number])[];
  readonly unused: readonly string[];
}

/** The sheets as they are kept, to be checked again, applied and given back. */
export type StoredSheets = Partial<Readonly<Record<'placements' | 'people', StoredSheet>>>;

/** Of people only the columns that are used are kept: their sheets hold much that is nobody's business here. */
export function storeSheets({ placements, people }: KnownSheets): StoredSheets {
  return {
    ...(placements === undefined ? {} : { placements: stored(placements) }),
    ...(people === undefined ? {} : { people: stored(usedColumnsOnly(people)) }),
  };
}

export function restoreSheets({ placements, people }: StoredSheets): KnownSheets {
  return {
    ...(placements === undefined ? {} : { placements: restored('placements', placements) }),
    ...(people === undefined ? {} : { people: restored('people', people) }),
  };
}

function stored({ table, places, unused }: KnownSheet): StoredSheet {
  return { table, places: [...places], unused };
}

function restored(kind: KnownSheet['kind'], { table, places, unused }: StoredSheet): KnownSheet {
  return { kind, table, places: new Map(places), unused };
}

function usedColumnsOnly(sheet: KnownSheet): KnownSheet {
  const used = [...sheet.places];
  const table: SheetTable = {
    name: sheet.table.name,
    header: used.map(([, place]) => sheet.table.header[place] ?? ''),
    rows: sheet.table.rows.map(({ number, cells }) => ({
      number,
      cells: used.map(([, place]) => cells[place] ?? ''),
    })),
  };
  return { ...sheet, table, places: new Map(used.map(([key], index) => [key, index])) };
}

export function summaryOf({ rows, unmapped }: IntakePlan, sheets: KnownSheets): IntakeSummary {
  const of = (sheet: PlannedRow['sheet']): PlannedRow[] => rows.filter((row) => row.sheet === sheet);
  return {
    placements: countsOf(of('placements')),
    people: countsOf(of('people')),
    gaps: rows.filter(
      ({ kind, state }) =>
        state !== 'refused' && state !== 'removed' && (kind === 'hold' || kind === 'recruit'),
    ).length,
    addressMissing: new Set(rows.filter(({ addressMissing }) => addressMissing).map(({ name }) => name)).size,
    notes: [sheets.placements, sheets.people].flatMap((sheet) =>
      sheet === undefined || sheet.unused.length === 0
        ? []
        : [`Columns of the ${sheet.kind} that are not used: ${sheet.unused.join(', ')}.`],
    ),
    unmapped,
  };
}

function countsOf(rows: readonly PlannedRow[]): RowCounts {
  const counts = Object.fromEntries(ROW_STATES.map((state) => [state, 0])) as Record<RowState, number>;
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** Two plans with the same fingerprint do the same to the same rows. */
export function fingerprintOf({ rows }: IntakePlan): string {
  return createHash('sha256').update(canonicalJson(rows)).digest('hex');
}
