import { coverStates } from '../constraints/cover.js';
import { LineJudge, requestMet } from '../constraints/judge.js';
import { type Level, OFF, type Problem, type Rota } from '../model/index.js';

/** What one rule costs in a rota, and who carries it. */
export interface RuleCost {
  /** A rule's code; `rota.request` for wishes that are not met. */
  readonly rule: string;
  readonly level: Level;
  readonly breaches: number;
  /** 0 for a hard or advisory rule. */
  readonly cost: number;
  /** Who carries it, dearest first. */
  readonly people: readonly { readonly personId: string; readonly breaches: number; readonly cost: number }[];
}

export interface PersonCost {
  readonly personId: string;
  readonly cost: number;
  readonly rules: readonly { readonly rule: string; readonly breaches: number; readonly cost: number }[];
}

export interface CoverCost {
  /** Name of the line, over all days. */
  readonly name: string;
  readonly days: number;
  readonly short: number;
  readonly cost: number;
}

/** Where the objective of a rota comes from: by rule, by person and by cover line, dearest first. The parts add up to the objective. */
export interface CostBreakdown {
  readonly byRule: readonly RuleCost[];
  readonly byPerson: readonly PersonCost[];
  readonly byCover: readonly CoverCost[];
}

interface Charge {
  readonly rule: string;
  readonly level: Level;
  readonly personId: string;
  readonly cost: number;
}

export function costBreakdown(problem: Problem, rota: Rota): CostBreakdown {
  const charges = problem.people.flatMap((_, person) => chargesOf(problem, rota, person));
  const byRule = [...grouped(charges, ({ rule, level }) => `${rule} ${level}`).values()].map(
    (own): RuleCost => ({
      rule: own[0]!.rule,
      level: own[0]!.level,
      breaches: own.length,
      cost: total(own),
      people: [...grouped(own, ({ personId }) => personId)]
        .map(([personId, theirs]) => ({ personId, breaches: theirs.length, cost: total(theirs) }))
        .sort(dearest),
    }),
  );
  const byPerson = [...grouped(charges, ({ personId }) => personId)].map(([personId, own]): PersonCost => ({
    personId,
    cost: total(own),
    rules: [...grouped(own, ({ rule }) => rule)]
      .map(([rule, theirs]) => ({ rule, breaches: theirs.length, cost: total(theirs) }))
      .sort(dearest),
  }));
  return {
    byRule: byRule.sort(dearest),
    byPerson: byPerson.sort(dearest),
    byCover: coverCosts(problem, rota),
  };
}

function chargesOf(problem: Problem, rota: Rota, index: number): Charge[] {
  const person = problem.people[index]!;
  const cells = rota.cells[index] ?? [];
  const rules = new LineJudge(problem, person)
    .violations(cells)
    .map(({ rule, level, cost }): Charge => ({ rule, level, personId: person.id, cost }));
  const wishes = person.requests
    .filter((request) => !requestMet(problem, request, cells[request.dayIndex] ?? OFF))
    .map(({ weight }): Charge => ({
      rule: 'rota.request',
      level: 'soft',
      personId: person.id,
      cost: weight,
    }));
  return [...rules, ...wishes];
}

function coverCosts(problem: Problem, rota: Rota): CoverCost[] {
  const costly = coverStates(problem, rota).filter(({ cost }) => cost > 0);
  return [...grouped(costly, ({ line }) => line.name)]
    .map(([name, states]) => ({
      name,
      days: states.length,
      short: states.reduce((sum, { short }) => sum + short, 0),
      cost: total(states),
    }))
    .sort(dearest);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const total = (items: readonly { readonly cost: number }[]): number =>
  items.reduce((sum, { cost }) => sum + cost, 0);

const dearest = (one: { readonly cost: number }, other: { readonly cost: number }): number =>
  other.cost - one.cost;
