import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

export interface BenchOptions {
  readonly set: string;
  readonly seconds: number;
  readonly seeds: readonly number[];
  readonly threads: number;
  /** null: all that are at hand. */
  readonly instances: readonly string[] | null;
  /** Runs that are recorded already are not made again. */
  readonly resume: boolean;
  /** Folder of the results. */
  readonly results: string;
}

export interface WorkersBenchOptions {
  readonly units: number;
  /** Solver steps a fill. */
  readonly work: number;
  /** Folder of the results. */
  readonly results: string;
}

/** A command line that cannot be followed. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
}

/** @throws BenchUsageError naming the option and its value. */
export function parseBenchOptions(args: readonly string[], sets: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args, seriesOptions);
  const [set] = positionals;
  if (set === undefined || positionals.length > 1 || !sets.includes(set)) {
    throw new BenchUsageError(
      `name one set of instances, of ${sets.join(', ')}, or workers${positionals.length === 0 ? '' : `; not "${positionals.join(' ')}"`}`,
    );
  }
  return {
    set,
    seconds: above0(values.seconds, '--seconds'),
    seeds: values.seed.split(',').map((seed) => whole(seed, '--seed', 0)),
    threads: whole(values.threads, '--threads', 1),
    instances: values.instances?.split(',').map((id) => id.trim()) ?? null,
    resume: values.resume,
    results: values.results,
  };
}

/** @throws BenchUsageError naming the option and its value. */
export function parseWorkersOptions(args: readonly string[]): WorkersBenchOptions {
  const { values, positionals } = parse(args, workersOptions);
  if (positionals.length > 0) {
    throw new BenchUsageError(`workers takes options alone, not "${positionals.join(' ')}"`);
  }
  return {
    units: whole(values.units, '--units', 1),
    work: whole(values.work, '--work', 1),
    results: values.results,
  };
}

const resultsOption = { type: 'string', default: join('bench', 'results') } as const;

const seriesOptions = {
  seconds: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
  threads: { type: 'string', default: '2' },
  instances: { type: 'string' },
  resume: { type: 'boolean', default: false },
  results: resultsOption,
} as const;

const workersOptions = {
  units: { type: 'string', default: '40' },
  work: { type: 'string', default: '20000' },
  results: resultsOption,
} as const;

function parse<const O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new BenchUsageError((error as Error).message);
  }
}

function above0(value: string, option: string): number {
  const number = Number(value);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new BenchUsageError(`${option} must be a number above 0, not "${value}"`);
}

function whole(value: string, option: string, least: number): number {
  if (/^\d+$/.test(value) && Number(value) >= least) return Number(value);
  throw new BenchUsageError(`${option} must be a whole number of at least ${least}, not "${value}"`);
}
