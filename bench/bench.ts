/**
 * `npm run bench -- curtois-qu|inrc2|hospital [--seconds N] [--instances a,b] [--seed a,b] [--threads N] [--resume] [--results FOLDER]`,
 * or `npm run bench -- workers [--units N] [--work N] [--results FOLDER]`
 */
import { BenchUsageError, parseBenchOptions, parseWorkersOptions } from './harness/options.js';
import { runSeries } from './harness/series.js';
import { curtoisQu } from './sets/curtois-qu.js';
import { hospital } from './sets/hospital.js';
import { inrc2 } from './sets/inrc2.js';

const sets = [curtoisQu, inrc2, hospital];

try {
  const [command, ...rest] = process.argv.slice(2);
  process.exitCode = command === 'workers' ? await workers(rest) : series(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchUsageError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}

function series(args: readonly string[]): number {
  const options = parseBenchOptions(
    args,
    sets.map(({ name }) => name),
  );
  return runSeries(
    sets.find(({ name }) => name === options.set)!,
    options,
  );
}

/** The service is loaded for this one alone: a series of the solver's needs none of it. */
async function workers(args: readonly string[]): Promise<number> {
  const options = parseWorkersOptions(args);
  const { benchWorkers } = await import('./workers.js');
  return benchWorkers({ ...options, people: 8 });
}
