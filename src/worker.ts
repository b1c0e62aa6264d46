import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { AppModule, type AppResources } from './app.module.js';
import { NestLogger } from './common/logger.js';
import { JobQueue } from './jobs/job-queue.js';
import { Sweeper } from './jobs/sweeper.js';

/** The service without its HTTP side, not yet working. */
export async function createWorkerApp(
  resources: AppResources,
  logger: Logger,
): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.forRoot(resources), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
}

/** Makes this process take jobs. Call when the application is initialised and its features have registered theirs. */
export function startWorking(app: INestApplicationContext): void {
  app.get(JobQueue).start();
  app.get(Sweeper).start();
}
