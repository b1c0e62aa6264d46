import { type Level, OFF, type Problem, type Rota } from '../../model/index.js';
import { newViolations } from '../compare.js';
import { type Hop } from './cover-changes.js';
import { type Cell, type LineTrials } from './line-trials.js';
import { whyRuledOut, type RuledOut } from './ruled-out.js';
import { type FoundSwap, SwapSearch } from './swap-search.js';

/** A shift that goes from one person to another. */
export interface SwapHop {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly dayIndex: number;
  readonly shiftTypeId: string;
}

/** What a swap does to one person; costs are negative where it gets better for them. */
export interface PersonEffect {
  readonly personId: string;
  /** Soft rules of contract and unit, fair shares of nights, weekends and bank holidays, and wishes. */
  readonly rules: number;
  readonly fairness: number;
  readonly requests: number;
  /** What soft and advisory rules newly say, and what they no longer say. */
  readonly introduced: readonly { readonly rule: string; readonly level: Level; readonly message: string }[];
  readonly resolved: readonly { readonly rule: string; readonly level: Level; readonly message: string }[];
}

export interface SwapOption {
  readonly kind: 'give-away' | 'direct' | 'chain';
  /** The offered shift first; each goes to the person who gives the next one. */
  readonly hops: readonly SwapHop[];
  /** Everything together: less is better, below 0 the rota gains by it. */
  readonly cost: number;
  readonly cover: number;
  readonly effects: readonly PersonEffect[];
}

export interface SwapSuggestions {
  /** Best first. */
  readonly options: readonly SwapOption[];
  /** How many legal ones there are, of the kind asked for. */
  readonly total: number;
  /** People who cannot take the offered shift in any of these ways, and why. */
  readonly ruledOut: readonly RuledOut[];
}

export interface SwapLimits {
  /** Shifts before this day stay where they are. */
  readonly fromDay: number;
  /** So many options are told in full; Infinity for all. */
  readonly limit: number;
  /** Only these are told and counted; left out: all. Who is ruled out is ruled out of every kind. */
  readonly kind?: SwapOption['kind'];
}

const KINDS = ['give-away', 'direct', 'chain'] as const;
const FAIR = 'rota.fair-';

/**
 * Every legal way to hand an offered shift on, ranked by what it does to rules, cover, fairness and wishes: somebody takes it, swaps for
 * it, or three pass shifts round. Legal: nobody newly breaks a hard rule and no cover line becomes shorter than it is.
 *
 * @throws RangeError when the person is unknown or has no shift on the day.
 */
export function findSwaps(
  problem: Problem,
  rota: Rota,
  offered: { readonly personId: string; readonly dayIndex: number },
  { fromDay, limit, kind }: SwapLimits,
): SwapSuggestions {
  const owner = problem.people.findIndex(({ id }) => id === offered.personId);
  if (owner < 0) throw new RangeError(`person "${offered.personId}" is not in the problem`);
  if ((rota.cells[owner]?.[offered.dayIndex] ?? OFF) === OFF) {
    throw new RangeError(`person "${offered.personId}" has no shift on day ${offered.dayIndex}`);
  }
  const search = new SwapSearch(problem, rota, owner, offered.dayIndex, fromDay);
  const found = search.find().sort(byWorth);
  const takers = new Set(found.map(({ hops }) => hops[0]!.to));
  const told = kind === undefined ? found : found.filter(({ hops }) => kindOf(hops) === kind);
  return {
    options: told.slice(0, limit).map((swap) => optionOf(problem, search, swap)),
    total: told.length,
    ruledOut: problem.people.flatMap((_, index) =>
      index === owner || takers.has(index) ? [] : [whyRuledOut(problem, search, index)],
    ),
  };
}

/** The cheapest first; among equals the one that fewest have to agree to, and then in the order of the rota. */
function byWorth(one: FoundSwap, other: FoundSwap): number {
  if (Math.abs(one.cost - other.cost) > 1e-9) return one.cost - other.cost;
  if (one.hops.length !== other.hops.length) return one.hops.length - other.hops.length;
  for (const [k, hop] of one.hops.entries()) {
    const than = other.hops[k]!;
    const order = hop.to - than.to || hop.day - than.day || hop.cell - than.cell;
    if (order !== 0) return order;
  }
  return 0;
}

function optionOf(problem: Problem, search: SwapSearch, { hops, cost }: FoundSwap): SwapOption {
  const people = [...new Set(hops.flatMap(({ from, to }) => [from, to]))];
  return {
    kind: kindOf(hops),
    hops: hops.map((hop) => hopOf(problem, hop)),
    cost,
    cover: search.cover.costOf(hops) ?? 0,
    effects: people.map((person) =>
      effectOn(problem.people[person]!.id, search.trials[person]!, cellsAfter(hops, person)),
    ),
  };
}

function kindOf(hops: readonly Hop[]): SwapOption['kind'] {
  return KINDS[hops.length - 1]!;
}

function hopOf(problem: Problem, { from, to, day, cell }: Hop): SwapHop {
  return {
    fromPersonId: problem.people[from]!.id,
    toPersonId: problem.people[to]!.id,
    dayIndex: day,
    shiftTypeId: problem.shiftTypes[cell]!.id,
  };
}

/** What a person gives first, then what they get: a shift of the same day replaces the one given. */
function cellsAfter(hops: readonly Hop[], person: number): Cell[] {
  return [
    ...hops.filter(({ from }) => from === person).map(({ day }) => ({ day, cell: OFF })),
    ...hops.filter(({ to }) => to === person).map(({ day, cell }) => ({ day, cell })),
  ];
}

function effectOn(personId: string, trials: LineTrials, changed: readonly Cell[]): PersonEffect {
  const before = trials.standing;
  const after = trials.violationsWith(changed);
  const told = ({ rule, level, message }: (typeof after)[number]): PersonEffect['introduced'][number] => ({
    rule,
    level,
    message,
  });
  const costOf = (violations: typeof before, fair: boolean): number =>
    violations.filter(({ rule }) => rule.startsWith(FAIR) === fair).reduce((sum, { cost }) => sum + cost, 0);
  return {
    personId,
    rules: costOf(after, false) - costOf(before, false),
    fairness: costOf(after, true) - costOf(before, true),
    requests: trials.requestCostWith(changed) - trials.requestCostWith([]),
    introduced: newViolations(before, after).map(told),
    resolved: newViolations(after, before).map(told),
  };
}
