import { type PersonInput, type RotaInput } from '../problem/rota-input.js';
import { type PublishedShift } from './publication-diff.js';

/** Whether what a person works in the rota differs from what is published of them. */
export function hasUnpublishedWork(
  { rota }: RotaInput,
  { person, work }: PersonInput,
  published: readonly PublishedShift[],
): boolean {
  const standing = work
    .filter(({ rotaId, kind }) => rotaId === rota.id && kind !== 'off')
    .map(({ id, date, code, startsAt, endsAt }) => shown(id, date, code, startsAt, endsAt));
  const known = published
    .filter(({ personId }) => personId === person.id)
    .map(({ assignmentId, date, shiftCode, startsAt, endsAt }) =>
      shown(assignmentId, date, shiftCode, startsAt, endsAt),
    );
  return standing.toSorted().join() !== known.toSorted().join();
}

function shown(id: string, date: string, code: string, startsAt: Date, endsAt: Date): string {
  return [id, date, code, startsAt.toISOString(), endsAt.toISOString()].join(' ');
}
