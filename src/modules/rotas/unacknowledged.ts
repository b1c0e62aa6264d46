import { judgeRota, type RotaViolation } from './problem/judge.js';
import { type RotaSnapshot } from './rota-reader.service.js';

/** Breaches of hard rules in a rota for which nobody has given a reason. */
export function unacknowledged(snapshot: RotaSnapshot): RotaViolation[] {
  return judgeRota(snapshot.built, snapshot.standing).filter(
    (violation) => violation.level === 'hard' && !isAcknowledged(snapshot, violation),
  );
}

/** A coordinator gave a reason with one of its shifts. */
function isAcknowledged(
  { assignments }: RotaSnapshot,
  { personId, fromDate, toDate }: RotaViolation,
): boolean {
  return assignments.some(
    (row) =>
      row.personId === personId && row.overrideReason !== null && fromDate <= row.date && row.date <= toDate,
  );
}
