/** `npm run bench -- curtois-qu [--seconds N] [--seed N] [--threads N] [--instances 1,2,…]` */
import { parseArgs } from 'node:util';
import { benchCurtoisQu } from './curtois-qu.js';
import { benchWorkers } from './workers.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    instances: { type: 'string' },
    units: { type: 'string', default: '40' },
    work: { type: 'string', default: '150' },
  },
});
const [set] = positionals;
if (set === 'workers' && positionals.length === 1) {
  process.exitCode = await benchWorkers({
    units: Number(values.units),
    work: Number(values.work),
    people: 8,
  });
} else if (set !== 'curtois-qu' || positionals.length > 1) {
  console.error(
    `bench: name one set of instances; known are curtois-qu and workers, not "${positionals.join(' ')}"`,
  );
  process.exitCode = 2;
} else {
  const wanted = values.instances?.split(',').map(Number);
  const numbers = {
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    threads: Number(values.threads),
  };
  const wrong = Object.entries(numbers).find(([, value]) => !(value > 0));
  if (wrong !== undefined || wanted?.some((instance) => !Number.isInteger(instance)) === true) {
    console.error('bench: --seconds, --seed, --threads and --instances take numbers above 0');
    process.exitCode = 2;
  } else
    process.exitCode = benchCurtoisQu({ ...numbers, ...(wanted === undefined ? {} : { instances: wanted }) });
}
