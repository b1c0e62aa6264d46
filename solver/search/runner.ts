import { Engine } from './engine.js';
import { type IncumbentMessage, REPORT_EVERY_MS, type WorkerMessage, type WorkerTask } from './protocol.js';

/** Rotas of other threads are looked at only once the search has cooled, so that the threads explore apart first. */
const ADOPT_FROM = 0.6;
const ADOPT_EVERY = 0.05;

export interface RunnerPorts {
  readonly nowMs: () => number;
  readonly post: (message: WorkerMessage) => void;
  /** The newest rota of another thread since the last call, if any. */
  readonly receive: () => IncumbentMessage | null;
}

/** Runs one engine to its limit; `slice` returns control now and then so that a caller without a thread of its own can breathe. */
export class Runner {
  private readonly engine: Engine;
  private readonly stop: Int32Array;
  private reported = 0;
  private reportedAtMs = 0;
  private nextAdoption = ADOPT_FROM;

  constructor(
    private readonly task: WorkerTask,
    private readonly ports: RunnerPorts,
  ) {
    this.stop = new Int32Array(task.stop);
    this.engine = new Engine(task.problem, task.seed, task.warmStart ?? undefined);
  }

  /** Works until the limit or for about `sliceMs`; true when the search has ended. */
  slice(sliceMs: number): boolean {
    const until = this.ports.nowMs() + sliceMs;
    for (;;) {
      const now = this.ports.nowMs();
      const by = this.endedBy(now);
      if (by !== null) {
        this.engine.finish();
        this.report(now);
        this.ports.post({ kind: 'ended', by });
        return true;
      }
      if (now >= until) return false;
      const progress = this.progress(now);
      this.engine.step(progress);
      this.adopt(progress);
      if (this.reportedAtMs === 0 || now - this.reportedAtMs >= REPORT_EVERY_MS)
        this.report(this.ports.nowMs());
    }
  }

  private endedBy(now: number): 'time' | 'work' | 'stopped' | null {
    if (Atomics.load(this.stop, 0) !== 0) return 'stopped';
    if (this.task.work !== null && this.engine.steps >= this.task.work) return 'work';
    return this.task.clock !== null && now >= this.task.clock.endMs ? 'time' : null;
  }

  private progress(now: number): number {
    const { clock, work } = this.task;
    if (clock === null) return work === null ? 0 : this.engine.steps / Math.max(1, work);
    return Math.min(1, (now - clock.startMs) / Math.max(1, clock.endMs - clock.startMs));
  }

  private adopt(progress: number): void {
    if (this.task.clock === null || progress < this.nextAdoption) return;
    this.nextAdoption = progress + ADOPT_EVERY;
    const other = this.ports.receive();
    if (other !== null) this.engine.adopt(other.rota, other.hard, other.objective);
  }

  private report(now: number): void {
    const { engine } = this;
    if (engine.improvements === this.reported) return;
    this.reported = engine.improvements;
    this.reportedAtMs = now;
    const { best: rota, bestHard: hard, bestObjective: objective } = engine;
    this.ports.post({ kind: 'rota', rota, hard, objective, atMs: now });
  }
}
