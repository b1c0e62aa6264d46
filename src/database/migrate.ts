import { runMigrations as migrateQueue } from 'bullmq';
import type pg from 'pg';
import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';
import { migrations } from './migrations/index.js';
import { withSession } from './session.js';

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
  return withSession(connection, async (session) => {
    await session.query('SELECT pg_advisory_lock($1)', [bootLock]);
    return work(session);
  });
}

export interface MigrateOptions {
  /** Also the tables of the queue, where it lives in the same database. */
  readonly withQueue: boolean;
  /** Run these and no later ones; all unless given. */
  readonly only?: typeof migrations;
}

/** Brings the tables up to date. Call it under the boot lock, with the session that holds it. */
export async function migrate(
  connection: PoolConfig,
  session: pg.Client,
  { withQueue, only = migrations }: MigrateOptions,
): Promise<void> {
  const dataSource = new DataSource({ ...dataSourceOptions({ ...connection, max: 2 }), migrations: only });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
  if (withQueue) await migrateQueue(session);
}
