import { newViolations } from '../compare.js';
import { dayName } from '../../constraints/violation.js';
import { OFF, type Problem } from '../../model/index.js';
import { type SwapSearch } from './swap-search.js';

/** Why somebody cannot take an offered shift, whatever they would give for it. */
export interface RuledOut {
  readonly personId: string;
  readonly reasons: readonly { readonly rule: string; readonly message: string }[];
}

/** The hard rules that taking the shift would break, or what else is in the way. */
export function whyRuledOut(problem: Problem, search: SwapSearch, index: number): RuledOut {
  const person = problem.people[index]!;
  const trials = search.trials[index]!;
  const { day, cell } = search.offered;
  const reasons: { rule: string; message: string }[] = [];
  const current = problem.shiftTypes[trials.cellOn(day)];
  if (current !== undefined) {
    const on = dayName(trials.judge.context, day);
    reasons.push({
      rule: 'rota.already-working',
      message: `${person.name} already works ${current.code} on ${on}.`,
    });
  }
  const after = trials.violationsWith([{ day, cell }]);
  for (const { rule, level, message } of newViolations(trials.standing, after)) {
    if (level === 'hard') reasons.push({ rule, message });
  }
  for (const name of search.cover.shortened([search.firstHop(index)])) {
    reasons.push({
      rule: 'rota.cover',
      message: `"${name}" would be short: ${person.name} does not count there.`,
    });
  }
  if (reasons.length === 0) reasons.push(...ownersReasons(search));
  if (reasons.length > 0) return { personId: person.id, reasons };
  const message = `${person.name} could take it, but no shift of theirs fits whoever would get it.`;
  return { personId: person.id, reasons: [{ rule: 'rota.no-exchange', message }] };
}

/** What giving the shift away would break for its owner. */
function ownersReasons(search: SwapSearch): { rule: string; message: string }[] {
  const trials = search.trials[search.owner]!;
  const after = trials.violationsWith([{ day: search.offered.day, cell: OFF }]);
  return newViolations(trials.standing, after)
    .filter(({ level }) => level === 'hard')
    .map(({ rule, message }) => ({ rule, message }));
}
