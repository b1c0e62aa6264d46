import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { type AppConfig } from '../config/config.js';
import { prepareDataFolder } from '../config/data-folder.js';
import { loadConfig } from '../config/load-config.js';
import { openDatabase } from '../database/connection.js';
import { migrate, withBootLock } from '../database/migrate.js';

/**
 * Does something with the services of the portal, on the database that the service uses. The service may be running.
 *
 * @param log told what a patient reader would like to know.
 * @throws SettingError for a setting that does not hold.
 */
export async function withServices<T>(
  log: (line: string) => void,
  work: (app: INestApplicationContext, config: AppConfig) => Promise<T>,
): Promise<T> {
  const config = loadConfig(process.env);
  prepareDataFolder(config.dataFolder);
  const database = await openDatabase(config, log);
  try {
    const { connection } = database;
    const withQueue = config.redisUrl === undefined;
    await withBootLock(connection, async (session) => migrate(connection, session, { withQueue }));
    const app = await NestFactory.createApplicationContext(AppModule.forRoot({ config, connection }), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(app, config);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}
