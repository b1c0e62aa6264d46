import { type IntakePreview } from '../modules/intake/intakes.service.js';
import { type PlannedRow, ROW_STATES, type RowState } from '../modules/intake/plan/plan-types.js';

const HEADINGS: Readonly<Record<Exclude<RowState, 'unchanged'>, string>> = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Removed, because the sheet does not list them any more',
  refused: 'Refused',
};

/** What sheets would do, for people: the numbers, then every row that is not unchanged. */
export function previewInWords({ summary, rows }: IntakePreview): string[] {
  const counts = (of: 'placements' | 'people'): string =>
    ROW_STATES.map((state) => `${summary[of][state]} ${state}`).join(', ');
  return [
    `Placements: ${counts('placements')}`,
    `People: ${counts('people')}`,
    `Gaps: ${summary.gaps}. Without a mail address: ${summary.addressMissing}.`,
    ...summary.notes,
    ...summary.unmapped.map(
      ({ postPrefix, sites, rows: count }) =>
        `No unit has the posts that begin with ${postPrefix} (${sites.join('; ')}): ${count} rows`,
    ),
    ...(['refused', 'removed', 'changed', 'added'] as const).flatMap((state) => {
      const own = rows.filter((row) => row.state === state);
      return own.length === 0 ? [] : ['', `${HEADINGS[state]}:`, ...own.flatMap(rowInWords)];
    }),
    '',
  ];
}

function rowInWords(row: PlannedRow): string[] {
  const { sheet, row: number, name, post, from, to, unitName, problems, changes, notes } = row;
  const where = number === null ? 'not in the sheet' : `${sheet}, row ${number}`;
  const what = [name ?? 'nobody', post, from === null ? null : `${from} to ${to ?? 'open'}`, unitName];
  return [
    `  ${where}: ${what.filter((each) => each !== null).join(', ')}`,
    ...problems.map(({ column, value, message }) => `    ${column} "${value}": ${message}`),
    ...changes.map(({ field, from: was, to: is }) => `    ${field}: ${was ?? 'none'} → ${is ?? 'none'}`),
    ...notes.map((note) => `    ${note}`),
  ];
}
