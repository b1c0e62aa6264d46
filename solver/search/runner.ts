import { type Highs } from 'highs';
import { Portfolio } from './portfolio.js';
import { REPORT_EVERY_MS, type ThreadNews, type WorkerMessage, type WorkerTask } from './protocol.js';

export interface RunnerPorts {
  readonly nowMs: () => number;
  readonly post: (message: WorkerMessage) => void;
  /** What other threads found since the last call. */
  readonly receive: () => readonly ThreadNews[];
}

/** Runs one portfolio to its limit; `slice` returns control now and then so that a caller without a thread of its own can breathe. */
export class Runner {
  private readonly portfolio: Portfolio;
  private readonly stop: Int32Array;
  private reported = 0;
  private reportedAtMs = 0;
  private boundReportedAtMs = Number.NEGATIVE_INFINITY;
  private reportedBound = Number.NEGATIVE_INFINITY;

  constructor(
    highs: Highs,
    private readonly task: WorkerTask,
    private readonly ports: RunnerPorts,
  ) {
    this.stop = new Int32Array(task.stop);
    const { problem, seed, role, thread, work } = task;
    this.portfolio = new Portfolio(highs, problem, seed, role, {
      warmStart: task.warmStart ?? undefined,
      work,
      thread,
    });
  }

  /** Works until the limit or for about `sliceMs`; true when the search has ended. */
  slice(sliceMs: number): boolean {
    const until = this.ports.nowMs() + sliceMs;
    for (;;) {
      const now = this.ports.nowMs();
      const by = this.endedBy(now);
      if (by !== null) {
        this.portfolio.finish();
        this.report(now, true);
        this.ports.post({ kind: 'ended', by });
        this.portfolio.dispose();
        return true;
      }
      if (now >= until) return false;
      this.portfolio.step(this.progress(now));
      this.hear();
      this.report(this.ports.nowMs(), false);
    }
  }

  private endedBy(now: number): 'time' | 'work' | 'stopped' | 'proven-optimal' | null {
    if (Atomics.load(this.stop, 0) !== 0) return 'stopped';
    if (this.portfolio.proven) return 'proven-optimal';
    if (this.task.work !== null && this.portfolio.work >= this.task.work) return 'work';
    return this.task.clock !== null && now >= this.task.clock.endMs ? 'time' : null;
  }

  private progress(now: number): number {
    const { clock, work } = this.task;
    if (clock === null) return work === null ? 0 : Math.min(1, this.portfolio.work / Math.max(1, work));
    return Math.min(1, (now - clock.startMs) / Math.max(1, clock.endMs - clock.startMs));
  }

  private hear(): void {
    for (const news of this.ports.receive()) {
      if (news.kind === 'rota') this.portfolio.adopt(news.incumbent);
      else this.portfolio.useRoot(news.root);
    }
  }

  /** A proof can be large, so that bounds that rise often wait for each other. */
  private reportBound(now: number, last: boolean): void {
    const { bound } = this.portfolio;
    if (bound === null || bound <= this.reportedBound) return;
    if (!last && !this.portfolio.proven && now - this.boundReportedAtMs < REPORT_EVERY_MS) return;
    const proof = this.portfolio.certificate();
    if (proof === null) return;
    this.reportedBound = bound;
    this.boundReportedAtMs = now;
    this.ports.post({ kind: 'bound', bound, proof, atMs: now });
  }

  private report(now: number, last: boolean): void {
    const { portfolio, ports } = this;
    this.reportBound(now, last);
    const root = portfolio.takeSharedRoot();
    if (root !== null) ports.post({ kind: 'root', root });
    if (portfolio.improvements === this.reported) return;
    if (!last && now - this.reportedAtMs < REPORT_EVERY_MS) return;
    this.reported = portfolio.improvements;
    this.reportedAtMs = now;
    ports.post({ kind: 'rota', ...portfolio.best, atMs: now });
  }
}
