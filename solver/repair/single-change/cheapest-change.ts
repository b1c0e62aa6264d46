import { coverStates } from '../../constraints/cover.js';
import { type CellChange } from '../../explain/index.js';
import { type CoverLine, OFF, type Problem, type Rota } from '../../model/index.js';
import { Judge } from '../../search/index.js';
import { Ledger, type Trial } from './ledger.js';
import { MoveFinder } from './moves.js';
import { type ChangePrices, type Mend, type SingleChange, usualPrices } from './single-change.js';
import { worldChange } from './world-changes.js';

export interface CheapestChangeOptions {
  readonly prices?: ChangePrices;
  /** Days before this one stay as they stand. */
  readonly fromDay?: number;
  /** How many of the cheapest are told for each place. */
  readonly keep?: number;
}

/** An unfilled place with the cheapest single changes that would fill it. */
export interface MendedPlace {
  readonly lineId: string;
  readonly dayIndex: number;
  readonly short: number;
  /** Cheapest first; empty: no single change fills it. */
  readonly mends: readonly Mend[];
  /** Single changes that fill it, out of which these are the cheapest. */
  readonly found: number;
}

const USUAL_KEEP = 3;

/**
 * For each place below its minimum the cheapest single changes that would fill it. All changes of the kinds in `SingleChange` are
 * tried, each by judging the whole rota anew in the problem that it makes: the place is filled by one more, no hard rule is
 * broken that was not, and no other cover line is further short.
 */
export function cheapestChanges(
  problem: Problem,
  rota: Rota,
  options: CheapestChangeOptions = {},
): MendedPlace[] {
  const ledger = new Ledger(problem, rota);
  const judge = new Judge(problem);
  const standing = judge.evaluate(rota);
  return coverStates(problem, rota)
    .filter(({ line, short }) => line.measure.kind === 'count' && short > 0)
    .filter(({ line }) => line.dayIndex >= (options.fromDay ?? 0))
    .map(({ line, short }) => {
      const mends = mendsOf(ledger, line, options).sort((one, other) => one.cost - other.cost);
      const proven: Mend[] = [];
      for (const mend of mends) {
        if (proven.length === (options.keep ?? USUAL_KEEP)) break;
        if (isProven(mend, rota, standing.hardViolations, line)) proven.push(mend);
      }
      return { lineId: line.id, dayIndex: line.dayIndex, short, mends: proven, found: mends.length };
    });
}

/** @param gain what the changed problem charges less for the rota than the problem as it is. */
type MendMaker = (
  change: SingleChange,
  trials: readonly Trial[],
  changed: Problem,
  price: number,
  gain?: number,
) => Mend;

function mendsOf(ledger: Ledger, line: CoverLine, options: CheapestChangeOptions): Mend[] {
  const { problem } = ledger;
  const prices = options.prices ?? usualPrices;
  const worth = line.measure.kind === 'count' ? Math.max(1, line.measure.underMinimumWeight) : 1;
  const finder = new MoveFinder(ledger, options.fromDay ?? 0);
  const members = new Set(line.personIds);
  const types = line.shiftTypeIds
    .map((id) => problem.shiftTypes.findIndex((type) => type.id === id))
    .filter((type) => type >= 0);
  return problem.people.flatMap((person, index) => {
    if (types.includes(ledger.cell(index, line.dayIndex)) && members.has(person.id)) return [];
    return types.flatMap((cell): Mend[] => {
      const place: Trial = { person: index, day: line.dayIndex, cell };
      const mend: MendMaker = (change, trials, changed, price, gain = 0) => {
        const objectiveChange = ledger.objectiveChange(trials) - gain;
        return {
          change,
          personId: person.id,
          shiftTypeId: problem.shiftTypes[cell]!.id,
          cells: trials.map((trial) => cellChange(problem, trial)),
          price: price * worth,
          objectiveChange,
          cost: objectiveChange + price * worth,
          changedProblem: changed,
        };
      };
      if (!members.has(person.id)) return substitutes(ledger, line, place, prices, mend);
      const moves = finder
        .find(place)
        .map(({ change, trials }) => mend(change, trials, problem, (trials.length - 1) * prices.assignment));
      const world = worldChange(ledger, place);
      if (world === null || !ledger.coverHolds([place])) return moves;
      const price =
        world.change.kind === 'lift-block'
          ? prices.liftBlock
          : prices.relaxRule + prices.relaxRuleStep * world.steps;
      return [...moves, mend(world.change, [place], world.changedProblem, price)];
    });
  });
}

/** Somebody whom the line does not ask for works the shift, or already does, and counts. */
function substitutes(
  ledger: Ledger,
  line: CoverLine,
  place: Trial,
  prices: ChangePrices,
  mend: MendMaker,
): Mend[] {
  const { problem } = ledger;
  const current = ledger.cell(place.person, place.day);
  if (current !== OFF && current !== place.cell) return [];
  if (current === OFF && (ledger.newHard(place.person, [place]).length > 0 || !ledger.coverHolds([place])))
    return [];
  const personIds = [...line.personIds, problem.people[place.person]!.id];
  const cover = problem.cover.map((other) => (other === line ? { ...line, personIds } : other));
  const change: SingleChange = { kind: 'substitute', filterLabel: line.filterLabel };
  const trials = current === OFF ? [place] : [];
  const costOf = (asked: CoverLine): number =>
    coverStates({ ...problem, cover: [asked] }, ledger.with(trials))[0]!.cost;
  const gain = costOf(line) - costOf({ ...line, personIds });
  return [mend(change, trials, { ...problem, cover }, prices.substitute, gain)];
}

function cellChange(problem: Problem, { person, day, cell }: Trial): CellChange {
  return {
    personId: problem.people[person]!.id,
    dayIndex: day,
    shiftTypeId: problem.shiftTypes[cell]?.id ?? null,
  };
}

/** The whole rota judged once more, in the problem in which the change holds. */
function isProven(mend: Mend, rota: Rota, hardBefore: number, line: CoverLine): boolean {
  const { changedProblem, cells } = mend;
  const rows = rota.cells.map((row) => [...row]);
  for (const { personId, dayIndex, shiftTypeId } of cells) {
    const person = changedProblem.people.findIndex(({ id }) => id === personId);
    rows[person]![dayIndex] = changedProblem.shiftTypes.findIndex(({ id }) => id === shiftTypeId);
  }
  const judged = new Judge(changedProblem).evaluate({ cells: rows });
  const shortOf = (problem: Problem, stand: Rota): number =>
    coverStates(problem, stand).find((state) => state.line.id === line.id)?.short ?? 0;
  const filled =
    shortOf(changedProblem, { cells: rows }) < shortOf({ ...changedProblem, cover: [line] }, rota);
  return filled && judged.hardViolations <= hardBefore;
}
