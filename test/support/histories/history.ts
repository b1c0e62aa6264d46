import {
  faultsOfAudit,
  faultsOfPublished,
  faultsOfRest,
  faultsOfRules,
  faultsOfStanding,
  standingRows,
} from './checks.js';
import { Model } from './model.js';
import { type Known, operate } from './operations.js';
import { Random } from './random.js';
import { makeWorld, type Place } from './world.js';

const MOST_AT_ONCE = 4;
const CHECK_PUBLISHED_EVERY = 40;
const FAULTS_TOLD = 5;

export interface History {
  readonly seed: number;
  readonly operations: number;
  /** How often each operation ended how: `claim done`, `claim breaks-a-rule`. */
  readonly counts: ReadonlyMap<string, number>;
  /** What went wrong first; empty when nothing did. */
  readonly faults: readonly string[];
}

/**
 * Random claims, swaps, chains, edits, leave and sickness in a hospital of its own, up to four at the same moment, through the services
 * that HTTP calls. After each moment what stands is compared with what people were told.
 */
export async function tellHistory(
  hospital: Place,
  { seed, operations }: { seed: number; operations: number },
): Promise<History> {
  const world = await makeWorld(hospital, seed);
  const random = new Random(seed);
  const known: Known = { model: new Model(), versions: new Map(), vacancies: [], swaps: [], absences: [] };
  const counts = new Map<string, number>();
  for (let done = 0, moment = 0; done < operations; moment++) {
    const atOnce = Math.min(1 + random.below(MOST_AT_ONCE), operations - done);
    const outcomes = await Promise.all(
      Array.from({ length: atOnce }, async () => operate(world, known, random)),
    );
    done += atOnce;
    for (const { name, result } of outcomes)
      counts.set(`${name} ${result}`, (counts.get(`${name} ${result}`) ?? 0) + 1);
    const told = known.model.apply(outcomes.flatMap(({ effects }) => effects));
    const rows = await standingRows(world);
    const faults = [...told, ...faultsOfStanding(known.model, rows), ...faultsOfRest(rows)];
    if (moment % CHECK_PUBLISHED_EVERY === 0) faults.push(...(await faultsOfPublished(world, known.model)));
    if (faults.length > 0) return over(seed, done, counts, faults);
    for (const { id, version } of rows) known.versions.set(id, version);
  }
  const rows = await standingRows(world);
  const faults = [
    ...(await faultsOfPublished(world, known.model)),
    ...(await faultsOfAudit(world, rows)),
    ...(await faultsOfRules(world, rows, known.model)),
  ];
  return over(seed, operations, counts, faults);
}

function over(
  seed: number,
  operations: number,
  counts: History['counts'],
  faults: readonly string[],
): History {
  return { seed, operations, counts, faults: faults.slice(0, FAULTS_TOLD) };
}
