import { formatPeriod } from '../common/dates';
import { type IntakeRow, type RowFilter } from './types';

export const FILTERS: readonly { readonly filter: RowFilter; readonly label: string }[] = [
  { filter: 'changes', label: 'All that changes or is refused' },
  { filter: 'refused', label: 'Refused' },
  { filter: 'added', label: 'Added' },
  { filter: 'changed', label: 'Changed' },
  { filter: 'removed', label: 'Removed' },
  { filter: 'unchanged', label: 'Unchanged' },
];

export const STATE_WORDS: Readonly<Record<IntakeRow['state'], string>> = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Removed',
  unchanged: 'Unchanged',
  refused: 'Refused',
};

/** "Row 12", or that it is not in the sheet. */
export function rowName({ sheet, row }: IntakeRow): string {
  if (row === null) return 'Not in the sheet';
  return sheet === 'people' ? `People, row ${row}` : `Row ${row}`;
}

export function whoWords({ name, kind, sheet }: IntakeRow): string {
  if (name !== null) return name;
  if (kind === 'hold') return 'Gap (HOLD)';
  if (kind === 'recruit') return 'Gap (RECRUIT)';
  return sheet === 'people' ? 'Somebody' : 'Nobody that can be read';
}

export function placeWords({ post, from, to, unitName, line }: IntakeRow): string[] {
  return [
    post,
    from !== null && to !== null ? formatPeriod(from, to) : null,
    unitName === null ? null : [unitName, line].filter((part) => part !== null).join(', '),
  ].filter((part) => part !== null);
}

/** Everything that there is to say of a row, a sentence each. */
export function reasons({ problems, changes, notes, addressMissing }: IntakeRow): string[] {
  return [
    ...problems.map(
      ({ column, value, message }) => `${column}${value === '' ? '' : ` “${value}”`}: ${message}`,
    ),
    ...changes.map(({ field, from, to }) => `${field}: ${from ?? 'nothing'} becomes ${to ?? 'nothing'}.`),
    ...(addressMissing ? ['The mail address is missing; ask for it.'] : []),
    ...notes,
  ];
}
