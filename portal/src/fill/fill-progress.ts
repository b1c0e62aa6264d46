/** One step of a fill, as the service tells it. A lower objective is better; it compares at equal rule breaks. */
export interface FillPoint {
  seq: number;
  elapsedMs: number;
  objective: number;
  hardViolations: number;
  unfilled: number;
  lowerBound: number | null;
}

export interface FillProgress {
  points: readonly FillPoint[];
  /** When the rota last got better, in milliseconds since the fill's start; null: no rota yet. */
  lastGainMs: number | null;
}

export const NO_PROGRESS: FillProgress = { points: [], lastGainMs: null };

/** Adds a step. One that was told before (after a lost connection) changes nothing. */
export function progressReducer(progress: FillProgress, point: FillPoint): FillProgress {
  const last = progress.points.at(-1);
  if (last !== undefined && point.seq <= last.seq) return progress;
  const gained = last === undefined || isBetter(point, last);
  return {
    points: [...progress.points, point],
    lastGainMs: gained ? point.elapsedMs : progress.lastGainMs,
  };
}

function isBetter(point: FillPoint, than: FillPoint): boolean {
  if (point.hardViolations !== than.hardViolations) return point.hardViolations < than.hardViolations;
  return point.objective < than.objective;
}

/**
 * How far the score may at most be from the best there is, in words.
 * @param lowerBound no rota can score less; null: nothing is proven.
 */
export function gapWords(objective: number | null, lowerBound: number | null): string {
  if (lowerBound === null || objective === null) return 'No proof yet';
  const bound = `no rota can score below ${formatScore(lowerBound)}`;
  if (objective <= lowerBound) return `Proven best: ${bound}`;
  // A weak bound makes a percentage that tells nobody anything.
  if (objective > 2 * lowerBound) return `${formatScore(objective - lowerBound)} at most: ${bound}`;
  return `${(((objective - lowerBound) / lowerBound) * 100).toFixed(1)} % at most: ${bound}`;
}

const score = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export function formatScore(value: number): string {
  return score.format(value);
}

/** "12 s" */
export function formatSeconds(ms: number): string {
  return `${Math.max(0, Math.floor(ms / 1000))} s`;
}
