import { runMigrations as migrateQueue } from 'bullmq';
import pg, { type PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';

/** Any number: what matters is that all processes of the service lock the same one. */
const bootLock = 7_214_405_131;

/**
 * Runs `work` in one process at a time among all that use this database. Others wait; a lock of a killed process
 * goes with its connection.
 */
export async function withBootLock<T>(
  connection: PoolConfig,
  work: (session: pg.Client) => Promise<T>,
): Promise<T> {
  const session = new pg.Client(connection);
  await session.connect();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [bootLock]);
    return await work(session);
  } finally {
    await session.end();
  }
}

/** Brings the tables of the service up to date, and those of the queue where it lives in the same database. */
export async function migrate(
  connection: PoolConfig,
  session: pg.Client,
  { withQueue }: { withQueue: boolean },
): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions({ ...connection, max: 2 }));
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
  if (withQueue) await migrateQueue(session);
}
