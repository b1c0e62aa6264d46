import { type BoundProof } from './columns/bound-proof.js';
import { type Rota } from '../model/index.js';

/** What a search is told beside the problem. Exactly one of `seconds` and `work` limits it. */
export interface SolveOptions {
  /** Wall-clock limit. */
  readonly seconds?: number;
  /** Limit in solver steps: the same seed and work give the same rota, byte for byte (one thread). */
  readonly work?: number;
  readonly seed: number;
  readonly threads: number;
  /** Limit on the memory of each worker thread's heap. */
  readonly memoryMb?: number;
  /** A rota to start from. */
  readonly warmStart?: Rota;
  /** Aborting keeps the best rota so far and returns within a second. */
  readonly signal?: AbortSignal;
  /** Called for the first rota, for each better one, and when the bound rises; at most about ten times a second. */
  readonly onProgress?: (progress: SolveProgress) => void;
}

export interface SolveProgress {
  readonly elapsedMs: number;
  /** Weighted sum of soft violations, requests and cover; comparable only at equal `hardViolations`. */
  readonly objective: number;
  readonly hardViolations: number;
  /** People short of minimum cover, summed over all count lines. */
  readonly unfilled: number;
  /** No rota can be better than this; null: no proof yet. */
  readonly lowerBound: number | null;
  readonly rota: Rota;
}

export interface SolveResult extends SolveProgress {
  readonly seconds: number;
  readonly timeToBestSeconds: number;
  readonly seed: number;
  readonly threads: number;
  /** Why it ended. */
  readonly ended: 'time' | 'work' | 'stopped' | 'proven-optimal';
  readonly peakMemoryMb: number;
  /** Proves `lowerBound` (`checkBound`); null where the bound is not from column generation. */
  readonly boundProof: BoundProof | null;
}
