import type { PoolConfig } from 'pg';
import { prepareDataFolder } from '../config/data-folder.js';
import type { AppConfig } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import { backup } from '../database/backup/backup.js';
import { restore } from '../database/backup/restore.js';
import { openDatabase } from '../database/connection.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** `npm run backup -- FILE`: works beside a running service. */
export async function backupCommand(
  env: Environment,
  file: string,
  log: (line: string) => void,
): Promise<void> {
  await withDatabase(env, log, async (connection) => {
    const rows = await backup(connection, file, new Date());
    log(`${rows} rows are in ${file}. It holds personal data: keep it as safe as the database.`);
  });
}

/** `npm run restore -- FILE`: into an empty data folder or database. */
export async function restoreCommand(
  env: Environment,
  file: string,
  log: (line: string) => void,
): Promise<void> {
  await withDatabase(env, log, async (connection, { redisUrl }) => {
    const rows = await restore(connection, file, { withQueue: redisUrl === undefined });
    log(`${rows} rows are restored from ${file}. Everybody has to sign in again.`);
  });
}

async function withDatabase(
  env: Environment,
  log: (line: string) => void,
  work: (connection: PoolConfig, config: AppConfig) => Promise<void>,
): Promise<void> {
  const config = loadConfig(env);
  prepareDataFolder(config.dataFolder);
  const database = await openDatabase(config, log);
  try {
    await work(database.connection, config);
  } finally {
    await database.close();
  }
}
