import { overrideFaults } from '../../../../solver/explain/index.js';
import { type ConstraintData } from '../../../../solver/model/index.js';
import {
  catalogue,
  compilePack,
  findPack,
  type FullTimeShare,
  type RuleContext,
  type RuleOverrides,
} from '../../../../solver/rules/index.js';
import { type RotaClock } from './rota-clock.js';
import { type PersonInput, type RotaInput } from './rota-input.js';

/** What is fair for a person in this rota, and what they bring from before. */
export interface Shares {
  readonly fullTimeShare: FullTimeShare;
  readonly carried: FullTimeShare;
}

/** Rules that hold whatever the contract. */
const ROTA_PACK = 'rota';
const DAYS_PER_WEEK = 7;

/** The unit's own settings of rules, apart from those that make no sense, which are noted. */
export function usableOverrides(input: RotaInput, note: (text: string) => void): RuleOverrides {
  const usable = Object.entries(input.overrides).filter(([code, { parameters = {} }]) => {
    const [fault] = overrideFaults(code, parameters);
    if (fault !== undefined) note(`${input.unitName}'s own setting of a rule is left out: ${fault.message}`);
    return fault === undefined;
  });
  return Object.fromEntries(usable);
}

/**
 * What binds a person: the pack of their contract that was in force on the rota's first day, and the rules of every rota.
 *
 * @param overrides usable ones.
 * @throws RuleError for a contract that nobody knows.
 */
export function compileContract(
  input: RotaInput,
  clock: RotaClock,
  person: PersonInput,
  overrides: RuleOverrides,
  shares: Shares | undefined,
): ConstraintData[] {
  const placement = placementsHere(input, person)[0];
  const context: RuleContext = {
    wte: totalWte(input, person),
    days: clock.days,
    creditedMin: creditedMin(input, clock, person),
    knownFromDay: knownFromDay(input, clock, person),
    ...shares,
  };
  // Rules about wards bind no person.
  const own = Object.entries(overrides).filter(
    ([code]) => catalogue.has(code) && !code.startsWith(`${ROTA_PACK}.`),
  );
  // A unit switches a rule of its own on by setting it.
  const units = Object.entries({ ...contractedHours(context, placement), ...overrides })
    .filter(([code]) => code.startsWith(`${ROTA_PACK}.`))
    .map(([code, override]) => [code, { ...override, enabled: true }] as const);
  const rotaRules = compilePack(
    findPack(ROTA_PACK, input.rota.firstDate),
    context,
    Object.fromEntries(units),
  );
  if (placement === undefined) return rotaRules;
  const pack = findPack(placement.contractCode, input.rota.firstDate);
  const weeklyH = placement.fullTimeMinPerWeek / 60;
  const hours = { 'afc.contracted-hours': { parameters: { weeklyH } } };
  return [...compilePack(pack, context, { ...hours, ...Object.fromEntries(own) }), ...rotaRules];
}

/** Averages look back over work that is recorded, but not over what was worked before the placement here began. */
function knownFromDay(input: RotaInput, clock: RotaClock, person: PersonInput): number {
  const here = placementsHere(input, person)[0];
  const placed = here === undefined ? 0 : clock.dayIndex(here.firstDate);
  const worked = person.work.filter(({ kind }) => kind !== 'off').map(({ date }) => clock.dayIndex(date));
  return Math.min(0, Math.max(placed, Math.min(0, ...worked)));
}

/** Agenda for Change has a rule of its own for contracted hours; other contracts are held to theirs by the rule of every rota. */
function contractedHours(
  { days, wte, creditedMin = 0 }: RuleContext,
  placement: PersonInput['placements'][number] | undefined,
): RuleOverrides {
  if (placement === undefined || placement.contractCode.startsWith('afc')) return {};
  const weeks = days.length / DAYS_PER_WEEK;
  const dueMin = Math.max(0, placement.fullTimeMinPerWeek * wte * weeks - creditedMin);
  const weeklyH = dueMin / weeks / 60;
  return { 'rota.hours': { parameters: { minWeeklyH: weeklyH, maxWeeklyH: weeklyH, proRata: false } } };
}

/** Placements in the rota's unit, by first date. */
export function placementsHere(input: RotaInput, person: PersonInput): PersonInput['placements'] {
  return person.placements
    .filter((placement) => placement.unitId === input.rota.unitId)
    .toSorted((a, b) => a.firstDate.localeCompare(b.firstDate));
}

/** Work in other units counts in the person's hours, so their share of full time there counts in the limits. */
export function totalWte(input: RotaInput, person: PersonInput): number {
  const here = placementsHere(input, person)[0];
  if (here === undefined) return 1;
  const from = here.firstDate > input.rota.firstDate ? here.firstDate : input.rota.firstDate;
  const sum = person.placements
    .filter((placement) => placement === here || placement.unitId !== here.unitId)
    .filter((placement) => placement.firstDate <= from && (placement.lastDate ?? from) >= from)
    .reduce((total, placement) => total + placement.wte, 0);
  return Math.min(1, Math.round(sum * 1000) / 1000);
}

/** Contracted minutes of days on which nothing is owed: paid leave, and days outside the placement. */
function creditedMin(input: RotaInput, clock: RotaClock, person: PersonInput): number {
  const placements = placementsHere(input, person);
  const usual = placements[0];
  if (usual === undefined) return 0;
  const perDay = (usual.fullTimeMinPerWeek * totalWte(input, person)) / DAYS_PER_WEEK;
  const free = clock.days.filter(({ date }) => {
    const placed = placements.some(
      ({ firstDate, lastDate }) => firstDate <= date && (lastDate ?? date) >= date,
    );
    return (
      !placed || person.absences.some(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate)
    );
  });
  return Math.round(free.length * perDay);
}
