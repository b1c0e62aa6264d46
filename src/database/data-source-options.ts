import type { PoolConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';
import { PreparingClient } from './preparing-client.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

const connectionsPerProcess = 12;

/** The one description of the data source, for the service, migrations, seeds and tests. */
export function dataSourceOptions(
  connection: PoolConfig,
  onPoolError: (error: Error) => void = () => undefined,
): DataSourceOptions {
  return {
    type: 'postgres',
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolErrorHandler: onPoolError,
    extra: { max: connectionsPerProcess, Client: PreparingClient, pipeline: true, ...connection },
  };
}
