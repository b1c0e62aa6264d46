import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../jobs/job-queue.js';
import { type CheckResult, type HealthDto } from './health.dto.js';
import { DatabasePing } from './database-ping.repository.js';

const patienceMs = 3000;

/** Whether this process can do its work now. Says which part cannot, and nothing else: anybody may ask. */
@Injectable()
export class HealthService {
  constructor(
    private readonly database: DatabasePing,
    private readonly queue: JobQueue,
  ) {}

  async look(): Promise<HealthDto> {
    const [database, queue] = await Promise.all([
      resultOf(this.database.ping()),
      resultOf(this.queue.check()),
    ]);
    return { status: database === 'ok' && queue === 'ok' ? 'ok' : 'failing', checks: { database, queue } };
  }
}

async function resultOf(check: Promise<unknown>): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve('failing'), patienceMs);
  });
  const result = check.then(
    (): CheckResult => 'ok',
    (): CheckResult => 'failing',
  );
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
