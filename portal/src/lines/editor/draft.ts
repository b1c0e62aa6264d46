import { type Place } from '../../grid/use-grid-navigation';

export const DAYS = 7;
export const MOST_LINES = 60;
export const MOST_WEEKS = 52;

/** A line that is being drawn. */
export interface DraftLine {
  /** Stays the same while names come and go. */
  readonly key: string;
  readonly name: string;
  /** Share of full time, as it is typed: "0.6". */
  readonly wte: string;
  /** Codes of shift types, seven a week from Monday on; empty: off. */
  readonly cells: readonly string[];
}

/** Lines of the same length. The grid has a row for each week of each line. */
export type Draft = readonly DraftLine[];

/** Corners of a rectangle of cells, in any order. */
export interface Range {
  readonly from: Place;
  readonly to: Place;
}

export function weeksIn(draft: Draft): number {
  return (draft[0]?.cells.length ?? DAYS) / DAYS;
}

/** Which line, and which of its cells, stands at a place of the grid. */
export function cellAt(draft: Draft, { row, column }: Place): { line: number; day: number } {
  const weeks = weeksIn(draft);
  return { line: Math.floor(row / weeks), day: (row % weeks) * DAYS + column };
}

export function codeAt(draft: Draft, place: Place): string {
  const { line, day } = cellAt(draft, place);
  return draft[line]?.cells[day] ?? '';
}

/** Top left and bottom right. */
export function ordered({ from, to }: Range): Range {
  return {
    from: { row: Math.min(from.row, to.row), column: Math.min(from.column, to.column) },
    to: { row: Math.max(from.row, to.row), column: Math.max(from.column, to.column) },
  };
}

export function isIn(range: Range, { row, column }: Place): boolean {
  const { from, to } = ordered(range);
  return from.row <= row && row <= to.row && from.column <= column && column <= to.column;
}

/** The cells of a rectangle, row by row. */
export function blockOf(draft: Draft, range: Range): string[][] {
  const { from, to } = ordered(range);
  return Array.from({ length: to.row - from.row + 1 }, (_, row) =>
    Array.from({ length: to.column - from.column + 1 }, (_cell, column) =>
      codeAt(draft, { row: from.row + row, column: from.column + column }),
    ),
  );
}

/** Whether a block with its top left cell at a place stays within the grid. */
export function fits(draft: Draft, at: Place, block: readonly (readonly string[])[]): boolean {
  const width = Math.max(...block.map((row) => row.length));
  return at.row + block.length <= draft.length * weeksIn(draft) && at.column + width <= DAYS;
}

/** The block over the cells whose top left one is given; what lies outside the grid is left out. */
export function withBlock(draft: Draft, at: Place, block: readonly (readonly string[])[]): Draft {
  const cells = draft.map((line) => [...line.cells]);
  for (const [down, codes] of block.entries()) {
    for (const [right, code] of codes.entries()) {
      const place = { row: at.row + down, column: at.column + right };
      if (place.column >= DAYS) continue;
      const { line, day } = cellAt(draft, place);
      const row = cells[line];
      if (row !== undefined) row[day] = code;
    }
  }
  return draft.map((line, index) => ({ ...line, cells: cells[index]! }));
}

/** The same code in every cell of a rectangle. */
export function filled(draft: Draft, range: Range, code: string): Draft {
  const { from } = ordered(range);
  return withBlock(
    draft,
    from,
    blockOf(draft, range).map((row) => row.map(() => code)),
  );
}

/** What spreadsheets copy and take. */
export function toTsv(block: readonly (readonly string[])[]): string {
  return block.map((row) => row.join('\t')).join('\n');
}

export function fromTsv(text: string): string[][] {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return rows.map((row) => row.split('\t').map((cell) => cell.trim()));
}

/** The unit's own spelling of a code; what it does not have stays as it was typed. */
export function spelled(typed: string, codes: readonly string[]): string {
  const code = typed.trim();
  if (code === '-' || codes.includes(code)) return code === '-' ? '' : code;
  const same = codes.filter((each) => each.toLowerCase() === code.toLowerCase());
  return same.length === 1 ? same[0]! : code;
}

/** A new line after another one, all off. */
export function withLine(draft: Draft, after: number): Draft {
  const line = newLine(
    draft,
    Array.from({ length: weeksIn(draft) * DAYS }, () => ''),
  );
  return draft.toSpliced(after + 1, 0, line);
}

/** A copy after the line that begins with its second week: the next person of the same cycle. */
export function withTurnedLine(draft: Draft, of: number): Draft {
  const { cells = [], wte = '1' } = draft[of] ?? {};
  return draft.toSpliced(of + 1, 0, {
    ...newLine(draft, [...cells.slice(DAYS), ...cells.slice(0, DAYS)]),
    wte,
  });
}

export function withoutLine(draft: Draft, at: number): Draft {
  return draft.toSpliced(at, 1);
}

/** A week more in every line, all off, after a week of the cycle. */
export function withWeek(draft: Draft, after: number): Draft {
  const week = Array.from({ length: DAYS }, () => '');
  return draft.map((line) => ({ ...line, cells: line.cells.toSpliced((after + 1) * DAYS, 0, ...week) }));
}

export function withoutWeek(draft: Draft, at: number): Draft {
  return draft.map((line) => ({ ...line, cells: line.cells.toSpliced(at * DAYS, DAYS) }));
}

export function withLineChanged(
  draft: Draft,
  at: number,
  change: Partial<Pick<DraftLine, 'name' | 'wte'>>,
): Draft {
  return draft.map((line, index) => (index === at ? { ...line, ...change } : line));
}

let made = 0;

/** Lines of a stored template or of a file as a draft. */
export function draftOf(
  lines: readonly { readonly name: string; readonly wte?: number; readonly cells: readonly string[] }[],
): Draft {
  return lines.map(({ name, wte = 1, cells }) => {
    made += 1;
    return { key: `line-${made}`, name, wte: String(wte), cells };
  });
}

/** One line of one week, all off. */
export function emptyDraft(): Draft {
  return draftOf([{ name: 'Line 1', cells: Array.from({ length: DAYS }, () => '') }]);
}

function newLine(draft: Draft, cells: readonly string[]): DraftLine {
  made += 1;
  const names = new Set(draft.map(({ name }) => name));
  let number = draft.length + 1;
  while (names.has(`Line ${number}`)) number += 1;
  return { key: `line-${made}`, name: `Line ${number}`, wte: '1', cells };
}

/** What is wrong with a line's name or share before anybody else needs to look. */
export function lineProblems({ name, wte }: DraftLine): string[] {
  const share = Number(wte);
  return [
    ...(name.trim() === '' ? ['A line has no name; give it one.'] : []),
    ...(wte.trim() !== '' && share >= 0.001 && share <= 1
      ? []
      : [`"${wte}" of ${name} is not a share of full time above 0 and at most 1, like 0.6.`]),
  ];
}

/** As the service takes them. */
export function linesOf(draft: Draft): { name: string; wte: number; cells: string[] }[] {
  return draft.map(({ name, wte, cells }) => ({ name: name.trim(), wte: Number(wte), cells: [...cells] }));
}
