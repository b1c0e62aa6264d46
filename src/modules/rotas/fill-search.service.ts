import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Problem, type Rota } from '../../../solver/model/index.js';
import { repairProblem, undoIdleChanges } from '../../../solver/repair/index.js';
import { Judge, solve, type SolveProgress } from '../../../solver/search/index.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type FillOutcome } from './fill-applier.service.js';
import { FillSignalsRepository } from './fill-signals.repository.js';
import { type FillBaseline, type FillEntity, type FilledCell } from './fill.entity.js';
import { FillsRepository, type Lease } from './fills.repository.js';
import { buildProblem, type BuiltProblem } from './problem/problem-builder.js';
import { cellsOfRota, rotaOfCells } from './problem/rota-cells.js';
import { RotaReader } from './rota-reader.service.js';

const HEARTBEAT_MS = 500;
const PROGRESS_MS = 250;
/** The solver keeps its own time; should it ever not, it is told to stop. */
const GRACE_MS = 3000;

type Ending = 'stop' | 'lost' | 'shutdown' | 'overdue';

/** Runs the solver for a fill, keeps its best rota in the fill's row, and listens for a stop. */
@Injectable()
export class FillSearch {
  constructor(
    private readonly fills: FillsRepository,
    private readonly signals: FillSignalsRepository,
    private readonly reader: RotaReader,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * @param shutdown aborts when this process is about to end: the fill is then handed back.
   * @returns null when another worker goes on with it.
   */
  async run(fill: FillEntity, lease: Lease, shutdown: AbortSignal): Promise<FillOutcome | null> {
    const { input, assignments, standing } = await this.reader.snapshot(fill.rotaId);
    await this.fills.setBaseline(lease, baselineOf(assignments));
    const built = buildProblem(input, fill.keep);
    const target = fill.keep === 'most' ? repairTarget(fill, built, standing) : fillTarget(built, standing);
    const found = fill.best === null ? null : rotaOfCells(built.problem, built.clock, fill.best);
    const run = new SearchRun(this.fills, fill, lease, target);
    const unsubscribe = this.signals.subscribe(fill.id, () => void run.beat());
    const onShutdown = (): void => run.end('shutdown');
    shutdown.addEventListener('abort', onShutdown, { once: true });
    if (shutdown.aborted) onShutdown();
    try {
      return await run.search(found ?? target.start, this.config.solver);
    } finally {
      unsubscribe();
      shutdown.removeEventListener('abort', onShutdown);
    }
  }
}

/** What is searched, and how a rota that was found is told. */
interface SearchTarget {
  readonly built: BuiltProblem;
  readonly problem: Problem;
  readonly start: Rota;
  readonly tell: (progress: SolveProgress) => SolveProgress;
  readonly finish: (rota: Rota) => Rota;
}

function fillTarget(built: BuiltProblem, start: Rota): SearchTarget {
  return { built, problem: built.problem, start, tell: (progress) => progress, finish: (rota) => rota };
}

/** Coordinators see what the rota itself costs; the costs of changes, and the bound with them, are the search's own. */
function repairTarget(fill: FillEntity, built: BuiltProblem, standing: Rota): SearchTarget {
  const fromDay = fill.fromDate === null ? 0 : built.clock.dayIndex(fill.fromDate);
  const { problem, start } = repairProblem(built.problem, standing, { fromDay });
  const judge = new Judge(built.problem);
  return {
    built,
    problem,
    start,
    tell: (progress) => {
      const { objective, hardViolations, unfilled } = judge.evaluate(progress.rota);
      return { ...progress, objective, hardViolations, unfilled, lowerBound: null };
    },
    finish: (rota) => undoIdleChanges(problem, start, rota),
  };
}

function baselineOf(
  assignments: readonly { id: string; version: number; personId: string; date: string }[],
): FillBaseline {
  return Object.fromEntries(
    assignments.map(({ id, version, personId, date }) => [id, { version, personId, date }]),
  );
}

/** One worker's share of a fill. */
class SearchRun {
  private readonly logger = new Logger('Fills');
  private readonly abort = new AbortController();
  private readonly startedAt = performance.now();
  private ending: Ending | null = null;
  private best: readonly FilledCell[] | null;
  private unsaved: SolveProgress | null = null;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly fills: FillsRepository,
    private readonly fill: FillEntity,
    private readonly lease: Lease,
    private readonly target: SearchTarget,
  ) {
    this.best = fill.best;
  }

  async search(warmStart: Rota, limits: AppConfig['solver']): Promise<FillOutcome | null> {
    const remainingMs = Math.max(0, this.fill.seconds * 1000 - this.fill.spentMs);
    const timers = [
      setInterval(() => void this.beat(), HEARTBEAT_MS),
      setInterval(() => this.save(), PROGRESS_MS),
      setTimeout(() => this.end('overdue'), remainingMs + GRACE_MS),
    ];
    let error: string | null = null;
    try {
      const result = await solve(this.target.problem, {
        ...(this.fill.work === null ? { seconds: remainingMs / 1000 } : { work: this.fill.work }),
        seed: this.fill.seed,
        threads: limits.threads,
        memoryMb: limits.memoryMb,
        warmStart,
        signal: this.abort.signal,
        onProgress: (progress) => this.onProgress(progress),
      });
      this.unsaved = { ...result, rota: this.target.finish(result.rota) };
    } catch (thrown) {
      error = `The search ended early: ${(thrown as Error).message}`;
      this.logger.error(`fill ${this.fill.id}: ${(thrown as Error).message}`, (thrown as Error).stack);
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
    this.save();
    await this.saving;
    return this.outcome(error);
  }

  /** Says that this worker lives, and hears whether it should stop. */
  async beat(): Promise<void> {
    try {
      const state = await this.fills.heartbeat(this.lease, this.spentMs());
      if (state === null) this.end('lost');
      if (state === 'stopping') this.end('stop');
    } catch (error) {
      this.logger.warn(`fill ${this.fill.id}: no heartbeat: ${(error as Error).message}`);
    }
  }

  end(ending: Ending): void {
    this.ending ??= ending;
    this.abort.abort();
  }

  private onProgress(progress: SolveProgress): void {
    const first = this.best === null && this.unsaved === null;
    this.unsaved = progress;
    if (first) this.save();
  }

  /** Keeps the newest rota; while one is being written, the next one waits. */
  private save(): void {
    const progress = this.unsaved;
    if (progress === null) return;
    this.unsaved = null;
    const best = cellsOfRota(this.target.problem, progress.rota);
    this.best = best;
    const { objective, hardViolations, unfilled, lowerBound } = this.target.tell(progress);
    const stand = { spentMs: this.spentMs(), objective, hardViolations, unfilled, lowerBound, best };
    this.saving = this.saving
      .then(async () => {
        if (!(await this.fills.progress(this.lease, stand))) this.end('lost');
      })
      .catch((error: unknown) => {
        this.logger.warn(`fill ${this.fill.id}: progress not kept: ${(error as Error).message}`);
      });
  }

  private async outcome(error: string | null): Promise<FillOutcome | null> {
    if (this.ending === 'lost') return null;
    if (this.ending === 'shutdown') {
      await this.fills.release(this.lease, this.spentMs());
      return null;
    }
    return {
      state: this.ending === 'stop' ? 'stopped' : 'done',
      spentMs: this.spentMs(),
      best: this.best,
      error,
      notes: this.target.built.notes,
    };
  }

  private spentMs(): number {
    return Math.round(this.fill.spentMs + performance.now() - this.startedAt);
  }
}
