import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';

/** Knows every entity and no database. */
class DescribedDataSource extends DataSource {
  override async initialize(): Promise<this> {
    await this.buildMetadatas();
    return this;
  }
}

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
            const dataSource = connect ? new DataSource(options) : new DescribedDataSource(options);
            return dataSource.initialize();
          },
        }),
      ],
    };
  }
}
