import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Instances, judge and what is known of them lie beside the project, not in it. */
const BENCHMARKS = join('..', 'shared', 'benchmarks');
const JUDGE = join(BENCHMARKS, 'check_curtois_qu.py');
const RESULTS = join('bench', 'results');

/** Best known objective of each instance of up to 56 days that is at hand. */
const BEST_KNOWN: ReadonlyMap<number, number> = new Map([
  [1, 607],
  [2, 828],
  [3, 1001],
  [4, 1716],
  [5, 1143],
  [6, 1950],
  [7, 1056],
  [9, 439],
  [11, 3443],
  [13, 1348],
  [15, 3829],
  [17, 5746],
]);

export interface BenchOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly threads: number;
  readonly instances?: readonly number[];
}

interface Row {
  readonly instance: number;
  readonly objective: number | null;
  readonly hard: number | null;
  readonly timeToBest: number;
  readonly peakMemoryMb: number;
  readonly exit: number;
}

/** Solves the instances one after another, has the judge verify each rota, and writes the table; returns the exit status. */
export function benchCurtoisQu(options: BenchOptions): number {
  if (!existsSync(JUDGE)) {
    console.log(`SKIPPED: the judge ${JUDGE} is not here, and no result counts without it.`);
    return 0;
  }
  const wanted = options.instances ?? [...BEST_KNOWN.keys()];
  const missing = wanted.filter((instance) => !existsSync(fileOf(instance)));
  if (missing.length > 0) console.log(`SKIPPED, not here: ${missing.map(fileOf).join(', ')}`);
  // Read before the runs: what is edited meanwhile is not what was measured.
  const revision = readRevision();
  const folder = mkdtempSync(join(tmpdir(), 'rotawright-bench-'));
  try {
    const rows = wanted
      .filter((instance) => !missing.includes(instance))
      .map((instance) => run(instance, folder, options));
    if (rows.length === 0) return 0;
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'curtois-qu.md'), table(rows, options, revision));
    return rows.every((row) => row.hard === 0) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fileOf(instance: number): string {
  return join(BENCHMARKS, 'curtois-qu', `Instance${instance}.txt`);
}

function run(instance: number, folder: string, { seconds, seed, threads }: BenchOptions): Row {
  const out = join(folder, `${instance}.tsv`);
  const limits = ['--seconds', String(seconds), '--seed', String(seed), '--threads', String(threads)];
  const args = ['dist/solver/cli.js', 'solve', fileOf(instance), ...limits, '--out', out, '--json'];
  const solved = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = parseSummary(solved.stdout);
  const judged = spawnSync('python3', [JUDGE, fileOf(instance), out], { encoding: 'utf8' });
  const verdict = /objective (\d+) .*hard violations (\d+)/.exec(judged.stdout);
  const row: Row = {
    instance,
    objective: verdict === null ? null : Number(verdict[1]),
    hard: verdict === null ? null : Number(verdict[2]),
    ...said,
    exit: solved.status ?? -1,
  };
  console.log(
    `${instance}: objective ${row.objective}, hard violations ${row.hard}, best known ${BEST_KNOWN.get(instance)}`,
  );
  return row;
}

function parseSummary(text: string): { timeToBest: number; peakMemoryMb: number } {
  try {
    const { timeToBest, peakMemoryMb } = JSON.parse(text) as { timeToBest: number; peakMemoryMb: number };
    return { timeToBest, peakMemoryMb };
  } catch {
    return { timeToBest: Number.NaN, peakMemoryMb: Number.NaN };
  }
}

function readRevision(): string {
  const git = (...args: string[]): string => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', 'solver') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}

function table(rows: readonly Row[], { seconds, seed, threads }: BenchOptions, revision: string): string {
  const processors = cpus();
  const lines = rows.map(({ instance, objective, hard, timeToBest, peakMemoryMb }) => {
    const best = BEST_KNOWN.get(instance);
    const gap =
      best === undefined || objective === null ? '' : `${(((objective - best) / best) * 100).toFixed(1)} %`;
    return `| ${instance} | ${objective ?? 'unreadable'} | ${hard ?? 'unreadable'} | ${best ?? ''} | ${gap} | ${timeToBest.toFixed(1)} | ${peakMemoryMb} |`;
  });
  return `# Curtois & Qu

\`npm run bench -- curtois-qu --seconds ${seconds} --seed ${seed} --threads ${threads}\`

Objectives and hard violations are the judge's. Machine: ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'},
Node ${process.versions.node}. Commit ${revision}.

| instance | objective | hard violations | best known | above best known | time to best, s | peak memory, MB |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
