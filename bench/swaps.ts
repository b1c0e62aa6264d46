/**
 * How long the swap finder takes: every legal hand-over, swap and chain of three for one offered shift.
 *
 *   npx tsc -p bench && node dist/bench/swaps.js [PEOPLE [SHIFTS [SEED]]]
 */
import { findSwaps } from '../solver/explain/index.js';
import { OFF } from '../solver/model/index.js';
import { solveByWork } from '../solver/search/index.js';
import { hospitalProblem } from '../solver/search/hospital.testing.js';
import { Random } from '../solver/search/random.js';

const DAYS = 28;
const GOAL_MS = 300;
const SHOWN = 50;

const people = Number(process.argv[2] ?? 60);
const count = Number(process.argv[3] ?? 100);
const seed = Number(process.argv[4] ?? 1);

const problem = hospitalProblem({ doctors: people, dayCount: DAYS, seed });
const rota = await solveByWork(problem, { seed, work: people });
const random = new Random(seed);
const times: number[] = [];
const cpuTimes: number[] = [];
const totals: number[] = [];
while (times.length < count) {
  const person = random.below(people);
  const dayIndex = random.below(DAYS);
  if (rota.cells[person]![dayIndex] === OFF) continue;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const { total } = findSwaps(
    problem,
    rota,
    { personId: problem.people[person]!.id, dayIndex },
    { fromDay: 0, limit: SHOWN },
  );
  times.push(performance.now() - begun);
  const { user, system } = process.cpuUsage(cpu);
  cpuTimes.push((user + system) / 1000);
  totals.push(total);
}
const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
console.log(`${count} offered shifts, ${people} people, ${DAYS} days, seed ${seed}`);
console.log(`ways found: median ${at(totals, 0.5)}, most ${at(totals, 1)}`);
console.log(
  `ms: median ${at(times, 0.5).toFixed(0)}, p95 ${at(times, 0.95).toFixed(0)}, worst ${at(times, 1).toFixed(0)} (goal ${GOAL_MS})`,
);
console.log(
  `ms of processor time, the collector's threads included: median ${at(cpuTimes, 0.5).toFixed(0)}, p95 ${at(cpuTimes, 0.95).toFixed(0)}, worst ${at(cpuTimes, 1).toFixed(0)}`,
);
process.exitCode = at(times, 1) <= GOAL_MS ? 0 : 1;
