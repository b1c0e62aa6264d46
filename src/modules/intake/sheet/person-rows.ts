import { type KnownSheet } from './columns.js';
import { type CellProblem, RowReader } from './field-values.js';
import { type Identifiers, isNobody, readIdentifiers } from './placement-rows.js';

/** What the deanery says of a person. */
export interface PersonRow {
  readonly row: number;
  readonly surname: string | null;
  readonly forenames: string | null;
  readonly email: string | null;
  readonly ids: Identifiers;
  readonly problems: readonly CellProblem[];
}

/** Reads rows of people; every problem of a row is kept. */
export function readPersonRows({ table, places }: KnownSheet): PersonRow[] {
  return table.rows.map(({ number, cells }) => {
    const reader = new RowReader((key) => cells[places.get(key) ?? -1] ?? '');
    const ids = readIdentifiers(reader);
    if (isNobody(ids) && reader.problems.length === 0) {
      reader.refuse(
        'gmc',
        'Nothing says who this is; give a GMC, GDC or public health number, or the TIS person id.',
      );
    }
    return {
      row: number,
      surname: reader.text('surname', 100),
      forenames: reader.text('forenames', 100),
      email: reader.email(),
      ids,
      problems: reader.problems,
    };
  });
}
