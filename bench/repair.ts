/**
 * One person of the demo's emergency department after another is sick for the week in which they work most; the rota is
 * repaired, and beside it stands the fewest changes that an exact solve proves.
 *
 *   npx tsc -p bench && node dist/bench/repair.js [SECONDS [PEOPLE [EXACT_SECONDS]]]
 */
import { readFileSync } from 'node:fs';
import { readProblemJson, readRotaJson } from '../solver/formats/problem-json.js';
import { OFF, type Problem, type Rota } from '../solver/model/index.js';
import {
  type Absence,
  type FewestChanges,
  fewestChanges,
  repair,
  type Repair,
  withAbsences,
} from '../solver/repair/index.js';

const WEEK = 7;
const SEED = 1;
const THREADS = 2;

const seconds = Number(process.argv[2] ?? 5);
const people = Number(process.argv[3] ?? 28);
const exactSeconds = Number(process.argv[4] ?? 60);

const problem = readProblemJson(readFileSync('bench/fixtures/ed-28.json', 'utf8'), 'ed-28');
const standing = readRotaJson(problem, readFileSync('bench/fixtures/rotas/ed-28.json', 'utf8'));

console.log(
  '| sick | shifts lost | short before | short after | changes | fewest | proven | people | s | exact s | rounds | cuts |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
let worst = 0;
for (const absence of problem.people
  .slice(0, people)
  .map((_, index) => busiestWeek(problem, standing, index))) {
  const changed = withAbsences(problem, [absence]);
  const mended = await repair(changed, standing, { seconds, seed: SEED, threads: THREADS });
  const fewest = await fewestChanges(changed, standing, {
    seconds: exactSeconds,
    nowMs: () => performance.now(),
  });
  worst = Math.max(worst, mended.changes.length / Math.max(1, mended.lost.length));
  console.log(row(absence, mended, fewest));
}
console.log(`\nAt most ${worst.toFixed(2)} changed assignments for each shift lost.`);

function busiestWeek({ days, people: all }: Problem, rota: Rota, person: number): Absence {
  const worked = (from: number): number =>
    rota.cells[person]!.slice(from, from + WEEK).filter((cell) => cell !== OFF).length;
  const starts = days.slice(0, days.length - WEEK + 1).map(({ index }) => index);
  const fromDay = starts.reduce((best, from) => (worked(from) > worked(best) ? from : best), 0);
  return { personId: all[person]!.id, fromDay, toDay: fromDay + WEEK - 1, code: 'sickness', reason: 'away' };
}

function row({ personId, fromDay }: Absence, mended: Repair, fewest: FewestChanges): string {
  const cells = [
    `${personId} from day ${fromDay}`,
    mended.lost.length,
    mended.unrepaired.unfilled,
    `${mended.evaluation.unfilled} (least ${fewest.unfilled})`,
    mended.changes.length,
    fewest.changes ?? `at least ${fewest.lowerBound}`,
    fewest.proven ? 'yes' : 'no',
    mended.peopleChanged,
    mended.search.seconds.toFixed(1),
    fewest.seconds.toFixed(1),
    fewest.rounds,
    fewest.cuts,
  ];
  return `| ${cells.join(' | ')} |`;
}
