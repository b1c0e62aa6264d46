import { type MessagePort } from 'node:worker_threads';
import { type Problem, type Rota } from '../model/index.js';
import { type BoundProof } from './columns/bound-proof.js';
import { type SharedRoot } from './columns/column-search.js';
import { type Share } from './columns/window-sweep.js';
import { type Incumbent, type Role } from './portfolio.js';

/** What a search thread is given. */
export interface WorkerTask {
  readonly problem: Problem;
  readonly seed: number;
  readonly role: Role;
  /** Which of the threads this is. */
  readonly thread: Share;
  /** Wall-clock end of the search as milliseconds since the epoch, and its length; null when limited by work. */
  readonly clock: { readonly startMs: number; readonly endMs: number } | null;
  readonly work: number | null;
  readonly warmStart: Rota | null;
  /** One Int32: not 0 means stop. */
  readonly stop: SharedArrayBuffer;
}

/** A task, and the port over which a thread speaks of it. */
export interface WorkerOrder {
  readonly task: WorkerTask;
  readonly port: MessagePort;
}

/** What a search thread says: a better rota, a better bound, the root for the others, and last that it has ended. */
export type WorkerMessage =
  | (Incumbent & { readonly kind: 'rota'; readonly atMs: number })
  | { readonly kind: 'bound'; readonly bound: number; readonly proof: BoundProof; readonly atMs: number }
  | { readonly kind: 'root'; readonly root: SharedRoot }
  | { readonly kind: 'ended'; readonly by: 'time' | 'work' | 'stopped' | 'proven-optimal' };

/** What the driver tells the threads: a rota, or the root, of another one. */
export type ThreadNews =
  | { readonly kind: 'rota'; readonly incumbent: Incumbent }
  | { readonly kind: 'root'; readonly root: SharedRoot };

/** A rota of the annealing is reported at most this often by each thread. */
export const REPORT_EVERY_MS = 100;
