import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Problem, type Rota } from '../model/index.js';
import { type SolveOptions, type SolveProgress, type SolveResult } from './api.js';
import { type Evaluation, Judge } from './evaluate.js';
import { type BoundProof } from './columns/bound-proof.js';
import { loadHighs } from './columns/master.js';
import { type ThreadNews, type WorkerMessage, type WorkerTask } from './protocol.js';
import { Portfolio } from './portfolio.js';
import { Runner } from './runner.js';
import { type BusyThread, SearchThreads } from './threads.js';
import { unavoidableCost } from './unavoidable-cost.js';

/** No rota could be made: what stood in the way. */
export class SolveError extends Error {
  override readonly name = 'SolveError';
}

const PROGRESS_EVERY_MS = 100;
const SLICE_MS = 40;
/** Threads that are in the middle of something get this long to end it. */
const GRACE_MS = 400;
const SEED_STRIDE = 7919;
/** Null where the compiled worker is not at hand. */
const searchThreads = threadsOf(fileURLToPath(new URL('./worker.js', import.meta.url)));
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
  const threads = Math.max(1, Math.floor(options.threads));
  const tasks = Array.from({ length: threads }, (_, k) => run.task(k, threads));
  const stop = (): void => {
    run.stop();
  };
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    if (searchThreads === null) await runHere(tasks[0]!, run);
    else await runThreads(searchThreads, tasks, run, options);
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
  return run.result();
}

function threadsOf(worker: string): SearchThreads | null {
  return existsSync(worker) ? new SearchThreads(worker) : null;
}

/** The same search in the caller's thread, without a break: a seed and a number of steps always give the same rota. */
export async function solveByWork(
  problem: Problem,
  { seed, work, warmStart }: { seed: number; work: number; warmStart?: Rota },
): Promise<Rota> {
  const portfolio = new Portfolio(await loadHighs(), problem, seed, 'alone', { warmStart, work });
  while (portfolio.work < work && !portfolio.proven) portfolio.step(portfolio.work / work);
  portfolio.dispose();
  return portfolio.best.rota;
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
  private lowerBound: number;
  private proof: BoundProof | null = null;
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

  task(index: number, threads: number): WorkerTask {
    const { seconds, work, seed, warmStart } = this.options;
    return {
      problem: this.problem,
      seed: seed + index * SEED_STRIDE,
      role: threads < 2 ? 'alone' : index === 0 ? 'lead' : 'follow',
      thread: { index, count: threads },
      clock: seconds === undefined ? null : { startMs: this.startMs, endMs: this.startMs + seconds * 1000 },
      work: work ?? null,
      warmStart: warmStart ?? null,
      stop: this.stopFlag,
    };
  }

  stop(): void {
    Atomics.store(new Int32Array(this.stopFlag), 0, 1);
  }

  /** Takes in a message; returns what the other threads should hear of it. */
  take(message: WorkerMessage): ThreadNews | null {
    switch (message.kind) {
      case 'root':
        return message;
      case 'bound':
        this.takeBound(message.bound, message.proof);
        return null;
      case 'ended':
        this.takeEnd(message.by);
        return null;
      case 'rota':
        return this.takeRota(message);
    }
  }

  private takeEnd(by: SolveResult['ended']): void {
    // What one thread has proven, the others need not look for.
    if (by === 'proven-optimal') {
      this.flush(performance.timeOrigin + performance.now());
      this.stop();
    }
    if (this.ended !== 'proven-optimal')
      this.ended = this.ended === null || by === 'stopped' ? by : this.ended;
  }

  private takeBound(bound: number, proof: BoundProof): void {
    if (bound <= this.lowerBound) return;
    this.lowerBound = bound;
    this.proof = proof;
    const now = performance.timeOrigin + performance.now();
    this.flush(now);
    if (this.best === null || this.isProven()) return;
    if (now - this.lastProgressMs < PROGRESS_EVERY_MS) return;
    this.lastProgressMs = now;
    this.options.onProgress?.(this.progress(this.best, now));
  }

  private takeRota(message: Extract<WorkerMessage, { kind: 'rota' }>): ThreadNews | null {
    const { rota, hard, objective } = message;
    if (hard > this.claim.hard || (hard === this.claim.hard && objective >= this.claim.objective))
      return null;
    this.claim = { hard, objective };
    this.pending = message;
    const now = performance.timeOrigin + performance.now();
    if (now - this.lastProgressMs >= PROGRESS_EVERY_MS) this.flush(now);
    return { kind: 'rota', incumbent: { rota, hard, objective } };
  }

  /**
   * Calls back when the threads should long have ended: a single solve of a large linear programme can outlast the limit, and
   * what was found is here already. Returns how to call it off.
   */
  whenOverdue(act: () => void): () => void {
    let since: number | null = null;
    const timer = setInterval(() => {
      const now = performance.timeOrigin + performance.now();
      const { seconds } = this.options;
      const over =
        Atomics.load(new Int32Array(this.stopFlag), 0) !== 0 ||
        (seconds !== undefined && now >= this.startMs + seconds * 1000);
      if (!over) return;
      since ??= now;
      if (now - since < GRACE_MS || this.claim.hard === Number.POSITIVE_INFINITY) return;
      clearInterval(timer);
      act();
    }, 50);
    return () => {
      clearInterval(timer);
    };
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
      boundProof: this.proof,
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
    this.isProven();
  }

  /** The best rota costs what every rota costs at least: the search ends. */
  private isProven(): boolean {
    if (this.best === null) return false;
    const { hardViolations, objective } = this.best.evaluation;
    if (hardViolations > 0 || objective > this.lowerBound + PROVEN_WITHIN * Math.max(1, objective))
      return false;
    this.ended = 'proven-optimal';
    this.stop();
    return true;
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
  threads: SearchThreads,
  tasks: readonly WorkerTask[],
  run: SolveRun,
  { memoryMb }: SolveOptions,
): Promise<void> {
  const failures: Error[] = [];
  const working: BusyThread[] = [];
  const overdue = run.whenOverdue(() => {
    for (const thread of working) thread.terminate();
  });
  const ends = tasks.map(
    async (task, own) =>
      new Promise<void>((resolve) => {
        const events = {
          message: (message: WorkerMessage): void => {
            const news = run.take(message);
            if (news === null) return;
            for (const [other, thread] of working.entries()) if (other !== own) thread.tell(news);
          },
          ended: resolve,
          failed: (error: Error): void => {
            failures.push(error);
            resolve();
          },
        };
        working.push(threads.assign(task, events, memoryMb));
      }),
  );
  await Promise.all(ends);
  overdue();
  if (failures.length < tasks.length) return;
  throw new SolveError(
    `every search thread failed: ${failures[0]!.message}` +
      (memoryMb === undefined ? '' : ` (memory limit ${memoryMb} MB a thread)`),
  );
}

async function runHere(task: WorkerTask, run: SolveRun): Promise<void> {
  const runner = new Runner(await loadHighs(), task, {
    nowMs: () => performance.timeOrigin + performance.now(),
    post: (message) => {
      run.take(message);
    },
    receive: () => [],
  });
  while (!runner.slice(SLICE_MS)) await new Promise((resolve) => setImmediate(resolve));
}
