import { type PayrollPerson } from '../api/types';
import { groupBy } from '../common/group-by';

type Noted = Pick<PayrollPerson, 'notes'>;

function byNote<Person extends Noted>(people: readonly Person[]): Map<string, Person[]> {
  const pairs = people.flatMap((person) => person.notes.map((note) => ({ note, person })));
  return new Map(
    [...groupBy(pairs, ({ note }) => note)].map(([note, own]) => [note, own.map(({ person }) => person)]),
  );
}

/** Notes that several people have, each once and with their number. */
export function sharedNotes(people: readonly Noted[]): string[] {
  return [...byNote(people)]
    .filter(([, own]) => own.length > 1)
    .map(([note, own]) => `${own.length} people: ${note}`);
}

/** How many notes each person has that nobody else has. */
export function ownNotes<Person extends Noted>(people: readonly Person[]): Map<Person, number> {
  const counts = new Map<Person, number>();
  for (const own of byNote(people).values()) {
    const [only] = own;
    if (own.length === 1 && only !== undefined) counts.set(only, (counts.get(only) ?? 0) + 1);
  }
  return counts;
}
