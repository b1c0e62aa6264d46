import { conflict } from '../../../common/domain-error.js';
import { type PersonInput, type RotaInput } from '../problem/rota-input.js';
import { type PublishedShift } from './publication-diff.js';

/** Whether what a person works in the rota differs from what is published of them. */
function hasUnpublishedWork(
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

/**
 * What is judged is what stands; what people know is what was published. Nobody swaps what they do not know of.
 *
 * @throws DomainError 409 `rota-being-edited`
 */
export function assertPublished(
  inputs: readonly RotaInput[],
  published: ReadonlyMap<string, readonly PublishedShift[]>,
): void {
  for (const input of inputs) {
    const known = published.get(input.rota.id) ?? [];
    const found = input.people.find((each) => hasUnpublishedWork(input, each, known));
    if (found === undefined) continue;
    const { givenName, familyName } = found.person;
    throw conflict(
      'rota-being-edited',
      `The coordinator is changing ${givenName} ${familyName}'s shifts in "${input.rota.name}" and has not published that yet; try again when they have.`,
    );
  }
}
