import { daysAfter, KINDS, type ReportKind } from './terms.js';

/** Fewer people than this could be told apart. */
export const FEWEST_REPORTERS = 5;
/** Of fewer doctors than this, five who have reported would be most of them. */
export const FEWEST_PLACED = 10;

/** Reports of one kind in one quarter of a unit, and from how many doctors. */
export interface KindCount {
  readonly kind: ReportKind;
  readonly reports: number;
  readonly people: number;
}

export interface QuarterCounts {
  readonly kinds: readonly KindCount[];
  /** Doctors who have reported anything. */
  readonly people: number;
  /** Doctors placed in the unit in the quarter. */
  readonly placed: number;
}

export interface ShownCounts {
  /** Null: so few that somebody could be told from it; none at all is not told apart from that. */
  readonly reports: number | null;
  /** Null: a kind has so few that it could be told whose they are, also by taking the others from the sum. */
  readonly kinds: readonly { readonly kind: ReportKind; readonly reports: number }[] | null;
}

/** What those may see who must not learn who has reported. */
export function shownCounts({ kinds, people, placed }: QuarterCounts): ShownCounts {
  if (people < FEWEST_REPORTERS || placed < FEWEST_PLACED) return { reports: null, kinds: null };
  const reports = kinds.reduce((sum, each) => sum + each.reports, 0);
  if (kinds.some((each) => each.reports > 0 && each.people < FEWEST_REPORTERS))
    return { reports, kinds: null };
  return {
    reports,
    kinds: KINDS.map((kind) => ({
      kind,
      reports: kinds.find((each) => each.kind === kind)?.reports ?? 0,
    })),
  };
}

/** A calendar quarter: `2026-Q1`, from its first day to its last. */
export interface Quarter {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The last quarters of which no more can be reported, newest first: what is shown of them does not change from day to day.
 *
 * @param lateDays so long after a day it can still be reported
 */
export function closedQuarters(today: string, lateDays: number, count: number): Quarter[] {
  const year = Number(today.slice(0, 4));
  const all = [0, 1, 2].flatMap((back) => [4, 3, 2, 1].map((number) => quarter(year - back, number)));
  return all.filter(({ to }) => daysAfter(to, lateDays) < today).slice(0, count);
}

function quarter(year: number, number: number): Quarter {
  const first = new Date(Date.UTC(year, (number - 1) * 3, 1));
  const last = new Date(Date.UTC(year, number * 3, 0));
  return {
    name: `${year}-Q${number}`,
    from: first.toISOString().slice(0, 10),
    to: last.toISOString().slice(0, 10),
  };
}
