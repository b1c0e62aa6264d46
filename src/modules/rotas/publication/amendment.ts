import { type AssignmentChange } from '../problem/changed-input.js';
import { type RotaInput } from '../problem/rota-input.js';
import { type PublishedShift } from './publication-diff.js';

/** What an amendment says: shifts as they are from now on, and those that are nobody's any more. */
export interface AmendedShifts {
  readonly shifts: readonly PublishedShift[];
  readonly withdrawn: readonly PublishedShift[];
  /** All that the people touched work now. */
  readonly after: readonly PublishedShift[];
}

/**
 * What changes make of the published shifts of the people whom they touch.
 *
 * @param before all published shifts of these people in the rota.
 */
export function amendedShifts(
  input: RotaInput,
  before: readonly PublishedShift[],
  changes: readonly AssignmentChange[],
): AmendedShifts {
  const after = new Map(before.map((shift) => [shift.assignmentId, shift]));
  const withdrawn: PublishedShift[] = [];
  const shifts: PublishedShift[] = [];
  for (const change of changes) {
    const id = (change.before ?? change.after)!.id;
    const published = after.get(id);
    const now = publishedAs(input, change);
    if (now !== null) {
      after.set(id, now);
      shifts.push(now);
    } else if (published !== undefined) {
      after.delete(id);
      withdrawn.push({ ...published, sequence: published.sequence + 1 });
    }
  }
  const replaced = [...after.values()].filter((old) => isReplaced(old, shifts));
  for (const old of replaced) {
    after.delete(old.assignmentId);
    withdrawn.push({ ...old, sequence: old.sequence + 1 });
  }
  return { shifts, withdrawn, after: [...after.values()] };
}

/** Another shift has come into its cell: it was taken away before, which nobody has published yet. */
function isReplaced(old: PublishedShift, shifts: readonly PublishedShift[]): boolean {
  const ids = new Set(shifts.map(({ assignmentId }) => assignmentId));
  return (
    !ids.has(old.assignmentId) &&
    shifts.some(({ personId, date }) => personId === old.personId && date === old.date)
  );
}

function publishedAs(input: RotaInput, { before, after }: AssignmentChange): PublishedShift | null {
  const type = input.shiftTypes.find(({ id }) => id === after?.shiftTypeId);
  if (after === null || type === undefined || type.kind === 'off') return null;
  return {
    assignmentId: after.id,
    sequence: (before?.version ?? 0) + 1,
    personId: after.personId,
    date: after.date,
    shiftCode: type.code,
    shiftName: type.name,
    startsAt: after.startsAt,
    endsAt: after.endsAt,
  };
}
