import { type LineCandidate } from '../../rotas/line-candidates.service.js';
import { type TrainingNeed } from '../line-allocation.entity.js';

/** Somebody who needs a line for the days of one placement. */
export interface Doctor extends LineCandidate {
  /** Person and first date: two placements, one after the other, need a line each. */
  readonly key: string;
  /** The part of the placement within the allocation. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** Thousandths of full time. */
  readonly share: number;
  /** Weekdays that they never work, 0 = Monday. */
  readonly daysOff: readonly number[];
}

/** Dates that somebody has asked to be away. */
export interface RequestedLeave {
  readonly personId: string;
  readonly firstDate: string;
  readonly lastDate: string;
}

/** A row of the deanery's sheet for the unit. */
export interface DeaneryPost {
  readonly personId: string | null;
  readonly post: string;
  readonly kind: string;
  /** To which the post is mapped; null: to none. */
  readonly line: string | null;
  readonly firstDate: string;
  readonly lastDate: string;
}

/** A line that somebody had last in one of the same templates. */
export interface LineBefore {
  readonly personId: string;
  readonly templateId: string;
  readonly lineName: string;
  readonly startWeek: number;
  readonly lastDate: string;
}

/** Days on which somebody has a line of the unit in another allocation. */
export interface LineElsewhere {
  readonly personId: string;
  readonly firstDate: string;
  readonly lastDate: string;
}

/** What is known beside the people themselves. */
export interface AllocationFacts {
  readonly requested: readonly RequestedLeave[];
  readonly posts: readonly DeaneryPost[];
  readonly before: readonly LineBefore[];
  readonly elsewhere: readonly LineElsewhere[];
  readonly needs: readonly TrainingNeed[];
}

/** Everybody who is placed in the unit within the days, once for each placement. */
export function doctorsOf(
  candidates: readonly LineCandidate[],
  firstDate: string,
  lastDate: string,
): Doctor[] {
  return candidates.flatMap((candidate) =>
    candidate.placements.flatMap((placement): Doctor[] => {
      const from = placement.firstDate > firstDate ? placement.firstDate : firstDate;
      const to = placement.lastDate !== null && placement.lastDate < lastDate ? placement.lastDate : lastDate;
      if (from > to) return [];
      return [
        {
          ...candidate,
          key: `${candidate.personId} ${from}`,
          firstDate: from,
          lastDate: to,
          share: Math.max(1, Math.round(placement.wte * 1000)),
          daysOff: fixedDaysOff(candidate, from, to),
        },
      ];
    }),
  );
}

/** Weekdays on which somebody cannot work the whole time long. */
function fixedDaysOff({ availability }: LineCandidate, from: string, to: string): number[] {
  const always = availability.filter(
    ({ kind, shiftKind, weekdays, firstDate, lastDate }) =>
      kind === 'cannot' && shiftKind === null && weekdays.length > 0 && firstDate <= from && lastDate >= to,
  );
  return [...new Set(always.flatMap(({ weekdays }) => weekdays))].toSorted((a, b) => a - b);
}
