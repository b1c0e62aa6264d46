import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Problem, type Rota } from '../model/index.js';
import { type SolveOptions, type SolveProgress, type SolveResult } from './api.js';
import { Engine } from './engine.js';
import { type Evaluation, Judge } from './evaluate.js';
import { type IncumbentMessage, type WorkerMessage, type WorkerTask } from './protocol.js';
import { Runner } from './runner.js';
import { unavoidableCost } from './unavoidable-cost.js';

/** No rota could be made: what stood in the way. */
export class SolveError extends Error {
  override readonly name = 'SolveError';
}

const PROGRESS_EVERY_MS = 100;
const SLICE_MS = 40;
const SEED_STRIDE = 7919;
/** Sums of weights that are no whole numbers differ in their last digits. */
const PROVEN_WITHIN = 1e-9;

/**
 * Searches for the best rota that it can find within the limits, in `threads` worker threads. Where the compiled worker is not at
 * hand (TypeScript run from source) one search runs in the caller's thread, in slices that leave room for timers and signals.
 *
 * @throws SolveError when no thread could deliver a rota (out of memory).
 * @throws RangeError for options that make no sense.
 */
export async function solve(problem: Problem, options: SolveOptions): Promise<SolveResult> {
  checkOptions(problem, options);
  const run = new SolveRun(problem, options);
  const worker = fileURLToPath(new URL('./worker.js', import.meta.url));
  const threads = Math.max(1, Math.floor(options.threads));
  const tasks = Array.from({ length: threads }, (_, k) => run.task(k));
  const stop = (): void => {
    run.stop();
  };
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    if (existsSync(worker)) await runThreads(worker, tasks, run, options);
    else await runHere(tasks[0]!, run);
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
  return run.result();
}

/** The same search in the caller's thread, without a break: a seed and a number of steps always give the same rota. */
export function solveByWork(
  problem: Problem,
  options: { seed: number; work: number; warmStart?: Rota },
): Rota {
  const engine = new Engine(problem, options.seed, options.warmStart);
  while (engine.steps < options.work) engine.step(engine.steps / options.work);
  return engine.best;
}

function checkOptions(problem: Problem, { seconds, work, threads, seed, warmStart }: SolveOptions): void {
  if ((seconds === undefined) === (work === undefined)) {
    throw new RangeError('exactly one of seconds and work limits a search');
  }
  const limit = seconds ?? work ?? 0;
  if (!(limit > 0)) throw new RangeError(`a search needs a limit above 0, not ${limit}`);
  if (!(threads >= 1)) throw new RangeError(`a search needs at least one thread, not ${threads}`);
  if (!Number.isInteger(seed)) throw new RangeError(`seed ${seed} is not a whole number`);
  if (warmStart !== undefined && warmStart.cells.length !== problem.people.length) {
    throw new RangeError(
      `the warm start has ${warmStart.cells.length} people; the problem has ${problem.people.length}`,
    );
  }
}

/** The state of one call of `solve`: the best rota so far, as the judge sees it. */
class SolveRun {
  readonly startMs = performance.timeOrigin + performance.now();
  private readonly judge: Judge;
  private readonly lowerBound: number;
  private readonly stopFlag = new SharedArrayBuffer(4);
  private best: { rota: Rota; evaluation: Evaluation; atMs: number } | null = null;
  /** What the threads claim for the best rota; only better claims are judged. */
  private claim = { hard: Number.POSITIVE_INFINITY, objective: Number.POSITIVE_INFINITY };
  private pending: Extract<WorkerMessage, { kind: 'rota' }> | null = null;
  private lastProgressMs = 0;
  private ended: SolveResult['ended'] | null = null;

  constructor(
    private readonly problem: Problem,
    private readonly options: SolveOptions,
  ) {
    this.judge = new Judge(problem);
    this.lowerBound = unavoidableCost(problem);
  }

  task(index: number): WorkerTask {
    const { seconds, work, seed, warmStart } = this.options;
    return {
      problem: this.problem,
      seed: seed + index * SEED_STRIDE,
      clock: seconds === undefined ? null : { startMs: this.startMs, endMs: this.startMs + seconds * 1000 },
      work: work ?? null,
      warmStart: warmStart ?? null,
      stop: this.stopFlag,
    };
  }

  stop(): void {
    Atomics.store(new Int32Array(this.stopFlag), 0, 1);
  }

  /** Takes in a message; returns the rota when it is the best of all threads, to be passed on to the others. */
  take(message: WorkerMessage): IncumbentMessage | null {
    if (message.kind === 'ended') {
      if (this.ended !== 'proven-optimal')
        this.ended = this.ended === null || message.by === 'stopped' ? message.by : this.ended;
      return null;
    }
    const { hard, objective } = message;
    if (hard > this.claim.hard || (hard === this.claim.hard && objective >= this.claim.objective))
      return null;
    this.claim = { hard, objective };
    this.pending = message;
    const now = performance.timeOrigin + performance.now();
    if (now - this.lastProgressMs >= PROGRESS_EVERY_MS) this.flush(now);
    return { rota: message.rota, hard, objective };
  }

  result(): SolveResult {
    const now = performance.timeOrigin + performance.now();
    this.flush(now);
    if (this.best === null) throw new SolveError('the search ended before any rota could be made');
    return {
      ...this.progress(this.best, now),
      seconds: (now - this.startMs) / 1000,
      timeToBestSeconds: (this.best.atMs - this.startMs) / 1000,
      seed: this.options.seed,
      threads: this.options.threads,
      ended: this.ended ?? 'stopped',
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  }

  /** Judges the newest rota; only what the judge finds better counts. */
  private flush(now: number): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    const evaluation = this.judge.evaluate(pending.rota);
    if (this.best !== null && !isBetter(evaluation, this.best.evaluation)) return;
    this.best = { rota: pending.rota, evaluation, atMs: pending.atMs };
    this.lastProgressMs = now;
    this.options.onProgress?.(this.progress(this.best, now));
    if (evaluation.hardViolations > 0 || evaluation.objective > this.lowerBound + PROVEN_WITHIN) return;
    this.ended = 'proven-optimal';
    this.stop();
  }

  private progress(best: { rota: Rota; evaluation: Evaluation }, now: number): SolveProgress {
    const { objective, hardViolations, unfilled } = best.evaluation;
    return {
      elapsedMs: now - this.startMs,
      objective,
      hardViolations,
      unfilled,
      lowerBound: this.lowerBound,
      rota: best.rota,
    };
  }
}

/** The newer of two rotas is at least as good by the search's finer count of hard breaches; the judge has the last word on having any. */
function isBetter(newer: Evaluation, older: Evaluation): boolean {
  if (newer.hardViolations > 0 && older.hardViolations > 0) return true;
  if (newer.hardViolations !== older.hardViolations) return newer.hardViolations < older.hardViolations;
  return newer.objective < older.objective;
}

async function runThreads(
  file: string,
  tasks: readonly WorkerTask[],
  run: SolveRun,
  options: SolveOptions,
): Promise<void> {
  const limits =
    options.memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: options.memoryMb } };
  const workers = tasks.map((workerData) => new Worker(file, { workerData, ...limits }));
  const failures: Error[] = [];
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve) => {
          worker.on('message', (message: WorkerMessage) => {
            const incumbent = run.take(message);
            if (incumbent === null) return;
            for (const other of workers) if (other !== worker) other.postMessage(incumbent);
          });
          worker.on('error', (error: Error) => failures.push(error));
          worker.on('exit', () => {
            resolve();
          });
        }),
    ),
  );
  if (failures.length < workers.length) return;
  throw new SolveError(
    `every search thread failed: ${failures[0]!.message}` +
      (options.memoryMb === undefined ? '' : ` (memory limit ${options.memoryMb} MB a thread)`),
  );
}

async function runHere(task: WorkerTask, run: SolveRun): Promise<void> {
  const runner = new Runner(task, {
    nowMs: () => performance.timeOrigin + performance.now(),
    post: (message) => {
      run.take(message);
    },
    receive: () => null,
  });
  while (!runner.slice(SLICE_MS)) await new Promise((resolve) => setImmediate(resolve));
}
