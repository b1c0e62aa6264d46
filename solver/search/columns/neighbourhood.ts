import { type Random } from '../random.js';
import { ColumnPool } from './column.js';
import { type ColumnModel, type Scope } from './generator.js';
import { isWithin, type Window } from './line-pricer.js';
import { type Standing } from './standing.js';
import { WINDOW_FROM_DAYS } from './window-sweep.js';

const WINDOW_DAYS = [14, 28, 42, 56] as const;

/** What neighbourhoods are chosen by: the rota that stands, and the duals of the best bound by cover row, once there are any. */
export interface Surroundings {
  readonly standing: Standing;
  readonly duals: Float64Array | null;
}

/** What of a rota is set free. */
export interface Opening {
  readonly people: readonly number[];
  /** null: all days. */
  readonly window: Window | null;
}

/** Chooses some people of a rota, on all days or within a window; everything else stays. */
export function chooseNeighbourhood(
  model: ColumnModel,
  surroundings: Surroundings,
  random: Random,
  size: number,
): Opening {
  const window = chooseWindow(model.rows.dayCount, random);
  const scale = window === null ? 1 : Math.sqrt(model.rows.dayCount / (window.to - window.from));
  const count = Math.min(model.pricers.length, Math.max(2, Math.round(size * scale)));
  return { people: choosePeople(model, surroundings, random, count, window), window };
}

/** The part of a rota that is open, and a model in which it alone is looked at: its columns hold nothing of other days. */
export function openPart(
  model: ColumnModel,
  standing: Standing,
  { people, window }: Opening,
): { readonly model: ColumnModel; readonly scope: Scope } {
  const others = Float64Array.from(standing.sums);
  for (const person of people) {
    const { rows, values } = standing.columns[person]!;
    rows.forEach((row, at) => (others[row]! -= values[at]!));
  }
  const scope = { people, allowed: people.map(() => null), others };
  if (window === null) return { model, scope };
  const pricers = [...model.pricers];
  for (const person of people)
    pricers[person] = pricers[person]!.within(standing.columns[person]!.tokens, window);
  return { model: { ...model, pricers, pool: new ColumnPool(model.rows, pricers, window) }, scope };
}

function chooseWindow(dayCount: number, random: Random): Window | null {
  if (dayCount < WINDOW_FROM_DAYS) return null;
  const length = random.pick(WINDOW_DAYS);
  const from = random.below(dayCount - length + 7) - 3;
  return { from: Math.max(0, from), to: Math.min(dayCount, from + length) };
}

function choosePeople(
  model: ColumnModel,
  { standing, duals }: Surroundings,
  random: Random,
  count: number,
  window: Window | null,
): number[] {
  const everyone = model.pricers.map((_, person) => person);
  const draw = random.next();
  if (draw < 0.3) return random.shuffle(everyone).slice(0, count);
  const weights =
    draw < 0.65 || duals === null
      ? weightsByCover(model, standing, random, window)
      : weightsByReducedCost(model, standing, duals);
  return everyone
    .map((person) => ({ person, key: -Math.log(1 - random.next()) / weights[person]! }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ person }) => person);
}

/** People who could mend, or who bear, one of the dear cover rows. */
function weightsByCover(
  model: ColumnModel,
  { sums, columns }: Standing,
  random: Random,
  window: Window | null,
): Float64Array {
  const { rows, pricers } = model;
  const weights = new Float64Array(pricers.length).fill(0.05);
  const dear: number[] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    const day = rows.dayOf[row]!;
    if (window !== null && !isWithin(window, day)) continue;
    if (rows.cost(row, sums[row]!) > 0) dear.push(row);
  }
  if (dear.length === 0) return weights;
  const row = random.pick(dear);
  const day = rows.dayOf[row]!;
  pricers.forEach(({ person: { options } }, person) => {
    const token = columns[person]!.tokens[day]!;
    if (rows.touches(person, day, token, row)) weights[person] = 1;
    else if (options[day]!.some((option) => rows.touches(person, day, option, row))) weights[person] = 0.5;
  });
  return weights;
}

/** People whose line is dear under the root's duals: it is there that the rota lies above the bound. */
function weightsByReducedCost(model: ColumnModel, { columns }: Standing, duals: Float64Array): Float64Array {
  const reduced = columns.map(({ cost, rows, values, person }) => {
    let value = cost;
    rows.forEach((row, at) => (value -= duals[row]! * values[at]!));
    return value - model.pricers[person]!.rootCost;
  });
  const most = Math.max(1e-6, ...reduced);
  return Float64Array.from(reduced, (value) => 0.05 + Math.max(0, value) / most);
}
