import { type JobName } from '../../jobs/job-queue.js';

export const FILL_JOBS: JobName<{ fillId: string }> = 'fills';

/** @param attempts how many workers have taken the fill up before. */
export function fillJobId(fillId: string, attempts: number): string {
  return `fill-${fillId}-${attempts}`;
}
