import { type AssignmentEntity } from '../rotas/assignment.entity.js';
import { type AssignmentChange } from '../rotas/problem/changed-input.js';
import { shiftInstants } from '../rotas/problem/rota-clock.js';
import { type RotaInput } from '../rotas/problem/rota-input.js';

/** A shift as the audit has it. */
export interface AuditedShift {
  readonly personId: string;
  readonly shiftTypeId: string;
  readonly date: string;
}

export interface AuditedChange {
  readonly id: string;
  readonly before: AuditedShift | null;
}

/**
 * The changes that lead from a rota as it stands back to what it was before some changes of its audit.
 *
 * @param newestFirst all changes since then.
 */
export function undo(
  input: RotaInput,
  standing: readonly AssignmentEntity[],
  newestFirst: readonly AuditedChange[],
): AssignmentChange[] {
  const now = new Map(standing.map((row) => [row.id, row]));
  const then = new Map<string, AuditedShift | null>();
  for (const { id, before } of newestFirst) then.set(id, before);
  return [...then].flatMap(([id, shift]) => {
    const before = now.get(id) ?? null;
    const after = shift === null ? null : asAssignment(input, id, shift);
    return before === null && after === null ? [] : [{ before, after }];
  });
}

/** Null for a shift type that is gone. */
function asAssignment(
  input: RotaInput,
  id: string,
  { personId, shiftTypeId, date }: AuditedShift,
): AssignmentChange['after'] {
  const type = input.shiftTypes.find((each) => each.id === shiftTypeId);
  if (type === undefined) return null;
  const times = shiftInstants(date, type, input.timeZone);
  const rest = { pinned: false, source: 'manual' as const, overrideReason: null };
  return { id, rotaId: input.rota.id, personId, shiftTypeId, date, ...times, ...rest };
}
