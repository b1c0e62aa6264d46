import { type JobName } from '../../jobs/job-queue.js';

export const RUN_JOBS: JobName<{ runId: string }> = 'approval-runs';

/** @param attempts how many workers have taken the run up before; @param state in which it waits */
export function runJobId({
  id,
  attempts,
  version,
}: {
  id: string;
  attempts: number;
  version: number;
}): string {
  return `approval-run-${id}-${version}-${attempts}`;
}
