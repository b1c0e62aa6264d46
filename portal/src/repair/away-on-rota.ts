import { type Grid } from '../api/types';

/** Somebody who is away on days on which the rota has them working. */
export interface AwayOnRota {
  readonly personId: string;
  readonly displayName: string;
  readonly kind: string;
  /** Days of their shifts that somebody else has to work. */
  readonly dates: readonly string[];
}

/** Who is away on days of theirs from a day on, in the order of the rota. */
export function awayOnRota(
  { people, assignments }: Pick<Grid, 'people' | 'assignments'>,
  from: string,
): AwayOnRota[] {
  return people.flatMap(({ id, displayName, absences }) => {
    const own = assignments.filter(({ personId, date }) => personId === id && date >= from);
    return absences.flatMap(({ kind, firstDate, lastDate }) => {
      const dates = own.map(({ date }) => date).filter((date) => firstDate <= date && date <= lastDate);
      return dates.length === 0 ? [] : [{ personId: id, displayName, kind, dates: dates.sort() }];
    });
  });
}
