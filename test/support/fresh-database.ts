import { randomBytes } from 'node:crypto';
import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { serviceConnection } from '../../src/database/connection.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { connectionTo, withAdmin } from './database-server.js';

export interface FreshDatabase {
  /** As the service itself would connect. */
  readonly connection: PoolConfig;
  readonly dataSource: DataSource;
  /** Ends the connections and drops the database. */
  drop(): Promise<void>;
}

/** A migrated and empty database of the caller's own. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('databaseServer');
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
  await withAdmin(server, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${server.owner} TEMPLATE ${server.template}`);
  });
  const connection = serviceConnection(connectionTo(server, name));
  const dataSource = await new DataSource(dataSourceOptions(connection)).initialize();
  return {
    connection,
    dataSource,
    drop: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await withAdmin(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
