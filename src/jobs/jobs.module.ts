import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { CONFIG, type AppConfig } from '../config/config.js';
import { BullJobQueue } from './bull-job-queue.js';
import { JobQueue } from './job-queue.js';
import { postgresQueueBackend, redisQueueBackend } from './queue-backend.js';
import { Sweeper } from './sweeper.js';

/** Provides {@link JobQueue} and {@link Sweeper} everywhere. */
@Global()
@Module({})
export class JobsModule {
  static forRoot(connection: PoolConfig): DynamicModule {
    return {
      module: JobsModule,
      providers: [
        Sweeper,
        {
          provide: JobQueue,
          inject: [CONFIG, DataSource],
          useFactory: async ({ redisUrl }: AppConfig, dataSource: DataSource) =>
            new BullJobQueue(
              (onError) =>
                redisUrl === undefined
                  ? postgresQueueBackend(connection, onError)
                  : redisQueueBackend(redisUrl, onError),
              `rotawright-${await databaseName(dataSource)}`,
            ),
        },
      ],
      exports: [JobQueue, Sweeper],
    };
  }
}

async function databaseName(dataSource: DataSource): Promise<string> {
  if (!dataSource.isInitialized) return 'none';
  const rows = await dataSource.query<[{ name: string }]>('SELECT current_database() AS name');
  return rows[0].name;
}
