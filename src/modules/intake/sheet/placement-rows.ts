import { type KnownSheet } from './columns.js';
import { type CellProblem, RowReader } from './field-values.js';
import { type SheetRow } from './sheet-table.js';

/** Numbers by which the deanery knows somebody; the first that is there is the key. */
export interface Identifiers {
  readonly gmc: string | null;
  readonly gdc: string | null;
  readonly publicHealth: string | null;
  readonly tisPerson: string | null;
}

/** What a placement is: somebody in a post, a gap, or somebody away. */
export type PlacementKind = 'in-post' | 'hold' | 'recruit' | 'out-of-programme' | 'parental-leave';

/** What a row says of a placement. */
export interface PlacementFacts {
  readonly post: string;
  readonly from: string;
  /** Last day. */
  readonly to: string;
  readonly kind: PlacementKind;
  readonly wteThousandths: number;
  readonly gradeCode: string;
  readonly site: string;
  readonly specialty: string;
  readonly tisPlacement: string | null;
}

export interface PlacementRow {
  readonly row: number;
  /** Null for a gap. */
  readonly surname: string | null;
  readonly forenames: string | null;
  readonly email: string | null;
  readonly ids: Identifiers;
  /** The post as far as it can be read, also of a row with problems. */
  readonly post: string | null;
  /** The deanery has withdrawn it: it is to be taken out. */
  readonly withdrawn: boolean;
  /** Null when there are problems. */
  readonly facts: PlacementFacts | null;
  readonly problems: readonly CellProblem[];
}

export interface KnownGrade {
  readonly code: string;
  readonly name: string;
}

const GAPS: Readonly<Record<string, PlacementKind>> = { hold: 'hold', recruit: 'recruit' };
const STATUSES = /^(current|future|past|approved|proposed|draft|delete|deleted|withdrawn)$/i;
const WITHDRAWN = /^(delete|deleted|withdrawn)$/i;

/** Reads rows of placements; every problem of a row is kept. @param grades that the hospital knows */
export function readPlacementRows(sheet: KnownSheet, grades: readonly KnownGrade[]): PlacementRow[] {
  const gradeOf = gradeFinder(grades);
  return sheet.table.rows.map((row) => readRow(row, sheet, gradeOf));
}

function readRow(
  { number, cells }: SheetRow,
  { places }: KnownSheet,
  gradeOf: (text: string) => string | null,
): PlacementRow {
  const reader = new RowReader((key) => cells[places.get(key) ?? -1] ?? '');
  const ids = readIdentifiers(reader);
  const surname = reader.text('surname', 100);
  const kind = readKind(reader, surname);
  const post = reader.neededText('post', 80)?.toUpperCase() ?? null;
  const status = reader.neededText('status');
  if (status !== null && !STATUSES.test(status)) {
    reader.refuse(
      'status',
      `"${status}" is no status of a placement; use Current, Future, Past, Approved, Proposed, Draft or Delete.`,
    );
  }
  checkWho(reader, kind, surname, ids);
  const facts = readFacts(reader, post, kind, gradeOf);
  const gap = kind === 'hold' || kind === 'recruit';
  return {
    row: number,
    surname: gap ? null : surname,
    forenames: gap ? null : reader.text('forenames', 100),
    email: gap ? null : reader.email(),
    ids,
    post,
    withdrawn: status !== null && WITHDRAWN.test(status),
    facts: reader.problems.length === 0 ? facts : null,
    problems: reader.problems,
  };
}

export function readIdentifiers(reader: RowReader): Identifiers {
  return {
    gmc: reader.gmc(),
    gdc: reader.number('gdc'),
    publicHealth: reader.number('publicHealth'),
    tisPerson: reader.number('tisPerson'),
  };
}

export function isNobody({ gmc, gdc, publicHealth, tisPerson }: Identifiers): boolean {
  return gmc === null && gdc === null && publicHealth === null && tisPerson === null;
}

/** A placeholder may also stand where the surname does. */
function readKind(reader: RowReader, surname: string | null): PlacementKind | null {
  const text = reader.neededText('type');
  const placeholder = GAPS[surname?.toLowerCase() ?? ''];
  if (placeholder !== undefined) return placeholder;
  if (text === null) return null;
  const kind = kindOf(text.toLowerCase());
  if (kind !== null) return kind;
  return reader.refuse(
    'type',
    `"${text}" is no type of placement that is known; use In Post, HOLD, RECRUIT, Parental Leave or one of OOPC, OOPE, OOPP, OOPR and OOPT.`,
  );
}

function kindOf(type: string): PlacementKind | null {
  if (GAPS[type] !== undefined) return GAPS[type];
  if (/^in[ -]?post\b/.test(type)) return 'in-post';
  if (/^oop[a-z]?\b|^out[ -]of[ -]programme\b/.test(type)) return 'out-of-programme';
  return /^(parental|maternity|paternity|adoption|shared parental) leave\b/.test(type)
    ? 'parental-leave'
    : null;
}

function checkWho(
  reader: RowReader,
  kind: PlacementKind | null,
  surname: string | null,
  ids: Identifiers,
): void {
  if (kind === null) return;
  const nobody = isNobody(ids);
  if (kind === 'hold' || kind === 'recruit') {
    const named = surname !== null && GAPS[surname.toLowerCase()] === undefined;
    if (named || !nobody) {
      reader.refuse(
        'type',
        `A row of ${kind.toUpperCase()} is a gap, but this one names somebody; set the type to In Post, or leave out who it is.`,
      );
    }
    return;
  }
  if (surname === null && !reader.refused('surname')) reader.refuse('surname', 'Surname is missing.');
  if (nobody && !reader.refused('gmc')) {
    reader.refuse(
      'gmc',
      'Nothing says who this is; give a GMC, GDC or public health number, or the TIS person id.',
    );
  }
}

function readFacts(
  reader: RowReader,
  post: string | null,
  kind: PlacementKind | null,
  gradeOf: (text: string) => string | null,
): PlacementFacts | null {
  const [from, to] = [reader.date('from'), reader.date('to')];
  if (from !== null && to !== null && to < from) {
    reader.refuse('to', 'The placement ends before it begins; correct one of the dates.');
  }
  const wteThousandths = reader.wteThousandths();
  const grade = reader.neededText('grade');
  const gradeCode = grade === null ? null : gradeOf(grade);
  if (grade !== null && gradeCode === null) {
    reader.refuse(
      'grade',
      `"${grade}" is no grade that is known here; correct it, or have the grade set up first.`,
    );
  }
  const away = kind === 'out-of-programme' || kind === 'parental-leave';
  const site = away ? (reader.text('site') ?? '') : reader.neededText('site');
  const specialty = reader.neededText('specialty');
  const tisPlacement = reader.number('tisPlacement');
  if (post === null || kind === null || from === null || to === null || wteThousandths === null) return null;
  if (gradeCode === null || site === null || specialty === null) return null;
  return { post, from, to, kind, wteThousandths, gradeCode, site, specialty, tisPlacement };
}

/** A grade by its code or name; `FY2` is `F2`, whichever of them the hospital has. */
function gradeFinder(grades: readonly KnownGrade[]): (text: string) => string | null {
  const known = new Map<string, string>();
  for (const { code, name } of grades) {
    known.set(code.toLowerCase(), code);
    known.set(plain(name), code);
    known.set(abbreviated(name), code);
  }
  return (text) =>
    known.get(text.toLowerCase()) ?? known.get(plain(text)) ?? known.get(abbreviated(text)) ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** `Foundation Year 2`, `Foundation 2` and `FY2` are all `f2`. */
function abbreviated(name: string): string {
  return plain(name)
    .replace(/^foundation(?:year)?(?=\d)|^fy(?=\d)/, 'f')
    .replace(/^specialtytraining(?:year)?(?=\d)|^specialty(?=\d)/, 'st')
    .replace(/^coretraining(?:year)?(?=\d)/, 'ct');
}
