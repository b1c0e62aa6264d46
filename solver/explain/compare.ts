import { type Violation } from '../constraints/violation.js';

/** What makes two violations the same breach, however far it goes. */
export function breachOf({ personId, rule, kind, fromDay, toDay, limit }: Violation): string {
  return `${personId}|${rule}|${kind}|${fromDay}|${toDay}|${limit}`;
}

/**
 * Violations of `after` that are not in `before`, or that go further there. Each old violation answers for one new one at most,
 * so that a second breach of the same rule counts.
 */
export function newViolations(before: readonly Violation[], after: readonly Violation[]): Violation[] {
  const old = new Map<string, Violation[]>();
  for (const violation of before) {
    const breach = breachOf(violation);
    const known = old.get(breach);
    if (known === undefined) old.set(breach, [violation]);
    else known.push(violation);
  }
  return after.filter((violation) => {
    const same = old.get(breachOf(violation))?.shift();
    return same === undefined || violation.amount > same.amount || violation.margin < same.margin;
  });
}
