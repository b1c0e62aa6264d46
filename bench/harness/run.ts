import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instance, type InstanceSet } from './instance-set.js';
import { type CurvePoint, type RunKey, type RunRecord } from './records.js';
import { type Revision } from './revision.js';

const CLI = 'dist/solver/cli.js';
/** A process that has not ended by then is killed, and the run has failed. */
const PATIENCE = { factor: 1.5, seconds: 120 } as const;
/** Points of a curve closer together than this share of the time are left out. */
const CURVE_STEP = 1.02;
const CURVE_STEP_SECONDS = 0.05;

/** What `solve --json` prints, as far as it is recorded. */
interface Summary {
  readonly objective: number;
  readonly lowerBound: number | null;
  readonly hardViolations: number;
  readonly timeToBest: number;
  readonly peakMemoryMb: number;
}

interface Trace {
  readonly seconds: number;
  readonly objective: number;
  readonly hardViolations: number;
  readonly lowerBound: number | null;
}

/** Solves an instance in a process of its own, so that its memory is its own, and has the judge verify what comes out. */
export function runOnce(set: InstanceSet, instance: Instance, key: RunKey, revision: Revision): RunRecord {
  const folder = mkdtempSync(join(tmpdir(), 'rotawright-bench-'));
  const started = { startedAt: new Date().toISOString(), load: Math.round(loadavg()[0]! * 100) / 100 };
  try {
    const out = join(folder, instance.outName);
    const traceFile = join(folder, 'trace.jsonl');
    const proofFile = join(folder, 'proof.json');
    const { summary, failure } = solve(instance, key, out, ['--trace', traceFile, '--proof', proofFile]);
    const verdict = summary === null ? null : set.judge(instance, out);
    const trace = readTrace(traceFile);
    return {
      ...key,
      ...revision,
      ...started,
      objective: verdict?.objective ?? null,
      hard: verdict?.hard ?? null,
      bound: summary?.lowerBound ?? null,
      firstCleanSeconds: trace.find(({ hardViolations }) => hardViolations === 0)?.seconds ?? null,
      bestSeconds: summary?.timeToBest ?? null,
      peakMemoryMb: summary?.peakMemoryMb ?? null,
      failure: failure ?? disagreement(summary, verdict) ?? unproven(instance, proofFile),
      curve: thin(trace),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function solve(
  instance: Instance,
  { seconds, seed, threads }: RunKey,
  out: string,
  more: readonly string[],
): { summary: Summary | null; failure: string | null } {
  const limits = ['--seconds', String(seconds), '--seed', String(seed), '--threads', String(threads)];
  const { stdout, stderr, status, error } = spawnSync(
    process.execPath,
    [CLI, 'solve', ...instance.args, ...limits, '--out', out, '--json', ...more],
    {
      encoding: 'utf8',
      timeout: (seconds * PATIENCE.factor + PATIENCE.seconds) * 1000,
      killSignal: 'SIGKILL',
    },
  );
  if (error !== undefined) return { summary: null, failure: `killed: ${error.message}` };
  // 1 says that a hard violation is left, and may come with a rota; without one it says why on the error stream.
  if (stdout.startsWith('{')) return { summary: JSON.parse(stdout) as Summary, failure: null };
  return { summary: null, failure: `exit status ${status ?? 'none'}: ${stderr.trim() || stdout.trim()}` };
}

/** The judge is the referee; where our own count differs from it there is a bug to be seen. */
function disagreement(
  summary: Summary | null,
  verdict: { objective: number; hard: number } | null,
): string | null {
  if (summary === null) return null;
  if (verdict === null) return 'the judge cannot read the rota';
  if ((summary.hardViolations === 0) !== (verdict.hard === 0)) {
    return `${summary.hardViolations} hard violations claimed, ${verdict.hard} judged`;
  }
  if (verdict.hard > 0 || Math.abs(summary.objective - verdict.objective) < 1e-6) return null;
  return `objective ${summary.objective} claimed, ${verdict.objective} judged`;
}

/** The bound counts when a checker that knows nothing of the search works it out from its proof. */
function unproven({ args }: Instance, proof: string): string | null {
  if (!existsSync(proof) || readFileSync(proof, 'utf8') === '') return null;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'check-bound', ...args, proof, '--json'],
    { encoding: 'utf8' },
  );
  return status === 0 ? null : `the bound's proof does not hold: ${stdout.trim()}${stderr.trim()}`;
}

function readTrace(file: string): Trace[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Trace);
}

/** Few enough points to be kept with the record; the first without hard violation, and the last, are always among them. */
function thin(trace: readonly Trace[]): CurvePoint[] {
  const firstClean = trace.findIndex(({ hardViolations }) => hardViolations === 0);
  let kept = Number.NEGATIVE_INFINITY;
  return trace.flatMap((point, index) => {
    const wanted =
      point.seconds >= kept * CURVE_STEP + CURVE_STEP_SECONDS ||
      index === firstClean ||
      index === trace.length - 1;
    if (!wanted) return [];
    kept = point.seconds;
    return [[point.seconds, point.objective, point.hardViolations, point.lowerBound]];
  });
}
