import { Module, type DynamicModule } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';

/** Provides the TypeORM DataSource of the service. Migrations have run before it is made. */
@Module({})
export class DatabaseModule {
  /** @param connect false builds the entities' metadata without a database, as the OpenAPI document needs it. */
  static forRoot(connection: PoolConfig, connect = true): DynamicModule {
    const logger = new Logger('Database');
    const options = dataSourceOptions(connection, (error) =>
      logger.warn(`a connection was lost: ${error.message}`),
    );
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...options, retryAttempts: 0 }),
          dataSourceFactory: async () => {
            const dataSource = new DataSource(options);
            return connect ? dataSource.initialize() : dataSource;
          },
        }),
      ],
    };
  }
}
