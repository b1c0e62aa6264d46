/** `npm run bench -- curtois-qu|inrc2|hospital [--seconds N] [--instances a,b] [--seed a,b] [--threads N] [--resume] [--results FOLDER]` */
import { BenchUsageError, parseBenchOptions } from './harness/options.js';
import { runSeries } from './harness/series.js';
import { curtoisQu } from './sets/curtois-qu.js';
import { hospital } from './sets/hospital.js';
import { inrc2 } from './sets/inrc2.js';

const sets = [curtoisQu, inrc2, hospital];

try {
  const options = parseBenchOptions(
    process.argv.slice(2),
    sets.map(({ name }) => name),
  );
  process.exitCode = runSeries(
    sets.find(({ name }) => name === options.set)!,
    options,
  );
} catch (error) {
  if (!(error instanceof BenchUsageError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
