import { type Level } from '../../../../solver/model/index.js';
import { type RotaViolation } from './judge.js';
import { ruleInWords } from './rule-in-words.js';

/** How many breaches there are of each level. */
export interface LevelCounts {
  readonly hard: number;
  readonly soft: number;
  readonly advisory: number;
}

const RANK: Readonly<Record<Level, number>> = { hard: 0, soft: 1, advisory: 2 };

/** Hard ones first, then those that go furthest past their limit, then the earliest. */
export function worstFirst<Found extends RotaViolation>(violations: readonly Found[]): Found[] {
  return violations.toSorted(
    (a, b) => RANK[a.level] - RANK[b.level] || excess(b) - excess(a) || a.fromDate.localeCompare(b.fromDate),
  );
}

/** How far past the limit, as a share of it, so that minutes and weekends can be compared. */
function excess({ margin, limit }: RotaViolation): number {
  return Math.abs(margin) / Math.max(1, Math.abs(limit));
}

export function countLevels(violations: readonly RotaViolation[]): LevelCounts {
  const count = (level: Level): number => violations.filter((violation) => violation.level === level).length;
  return { hard: count('hard'), soft: count('soft'), advisory: count('advisory') };
}

/** Orders groups of breaches: most hard ones first, then soft, then advisory. */
export function byLevels(a: LevelCounts, b: LevelCounts): number {
  return b.hard - a.hard || b.soft - a.soft || b.advisory - a.advisory;
}

/** The rules that are broken, worst first. */
export function countByRule(
  violations: readonly RotaViolation[],
): (LevelCounts & { rule: string; name: string; clause: string | null })[] {
  const rules = [...new Set(violations.map(({ rule }) => rule))];
  return rules
    .map((rule) => ({
      rule,
      ...ruleInWords(rule),
      ...countLevels(violations.filter((violation) => violation.rule === rule)),
    }))
    .toSorted((a, b) => byLevels(a, b) || a.rule.localeCompare(b.rule));
}

/**
 * Each week of a rota; a breach counts in the week in which it begins, or in the first where it begins earlier.
 *
 * @param days dates in order, with their weekdays (0 = Monday).
 */
export function countByWeek(
  violations: readonly RotaViolation[],
  days: readonly { readonly date: string; readonly weekday: number }[],
): (LevelCounts & { firstDate: string })[] {
  const starts = days.filter(({ weekday }, index) => index === 0 || weekday === 0).map(({ date }) => date);
  return starts.map((firstDate, week) => {
    const next = starts[week + 1];
    const inWeek = violations.filter(
      ({ fromDate }) => (week === 0 || fromDate >= firstDate) && (next === undefined || fromDate < next),
    );
    return { firstDate, ...countLevels(inWeek) };
  });
}
