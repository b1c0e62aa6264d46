import { type Problem, type Rota } from '../model/index.js';

/** What a search thread is given. */
export interface WorkerTask {
  readonly problem: Problem;
  readonly seed: number;
  /** Wall-clock end of the search as milliseconds since the epoch, and its length; null when limited by work. */
  readonly clock: { readonly startMs: number; readonly endMs: number } | null;
  readonly work: number | null;
  readonly warmStart: Rota | null;
  /** One Int32: not 0 means stop. */
  readonly stop: SharedArrayBuffer;
}

/** What a search thread says: a better rota, and that it has ended. */
export type WorkerMessage =
  | {
      readonly kind: 'rota';
      readonly rota: Rota;
      readonly hard: number;
      readonly objective: number;
      readonly atMs: number;
    }
  | { readonly kind: 'ended'; readonly by: 'time' | 'work' | 'stopped' };

/** What the driver tells the threads: a rota of another one. */
export interface IncumbentMessage {
  readonly rota: Rota;
  readonly hard: number;
  readonly objective: number;
}

/** A rota is reported at most this often by each thread. */
export const REPORT_EVERY_MS = 100;
