import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { createLogger } from './common/logger.js';
import { checkPortFree, portTaken } from './common/port.js';
import type { AppConfig } from './config/config.js';
import { prepareDataFolder } from './config/data-folder.js';
import { loadConfig } from './config/load-config.js';
import { openDatabase, type OpenDatabase } from './database/connection.js';
import { dataSourceOptions } from './database/data-source-options.js';
import { isEmptyDatabase } from './database/is-empty.js';
import { migrate, withBootLock } from './database/migrate.js';
import { checkRedis } from './jobs/queue-backend.js';
import { MailTransport } from './mail/mail-transport.js';
import { checkSmtp } from './mail/smtp.adapter.js';
import { MetricsServer } from './modules/operations/metrics-server.js';
import { createWebApp } from './web.js';
import { createWorkerApp, startWorking } from './worker.js';

/** What one process is there for: to answer requests, to run jobs, or both. */
export type Role = 'all' | 'web' | 'worker';

/** Fills an empty database with the demo hospital. */
export type DemoLoader = (
  dataSource: DataSource,
  context: { readonly dataFolder: string; readonly log: (line: string) => void },
) => Promise<void>;

export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The composition root passes it in, because the service itself knows nothing of the demo. */
  readonly loadDemo?: DemoLoader;
  /** Log plain lines for a person at a terminal. */
  readonly plainLog: boolean;
  /** Told in a line each what happens until the service is ready. */
  readonly announce: (line: string) => void;
}

export interface RunningService {
  readonly config: AppConfig;
  /** Where mails go, for people. */
  readonly mailDestination: string;
  /** Ends in order: requests, jobs, connections, and at last the embedded database. */
  stop(): Promise<void>;
}

const portalFolder = fileURLToPath(new URL('../portal', import.meta.url));

/**
 * Starts the service.
 *
 * @throws SettingError when a setting, or what it points to, cannot be used.
 */
export async function startService(role: Role, options: StartOptions): Promise<RunningService> {
  const config = loadConfig(options.env);
  prepareDataFolder(config.dataFolder);
  if (role !== 'worker') await checkPortFree('PORT', config.port, config.listenHost);
  if (config.metricsPort !== undefined) {
    await checkPortFree('METRICS_PORT', config.metricsPort, config.listenHost);
  }
  const logger = createLogger(config.logLevel, { plain: options.plainLog });
  await Promise.all([
    config.redisUrl === undefined ? undefined : checkRedis(config.redisUrl),
    config.smtpUrl === undefined ? undefined : checkSmtp(config.smtpUrl),
  ]);
  const database = await openDatabase(config, options.announce);
  try {
    await prepareDatabase(config, database, options);
    const app = await startApplication(role, config, database, logger);
    return {
      config,
      mailDestination: app.get(MailTransport).destination,
      stop: async () => {
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Migrations and the demo, in one process at a time however many start at once. */
async function prepareDatabase(
  config: AppConfig,
  { connection }: OpenDatabase,
  { loadDemo, announce }: StartOptions,
): Promise<void> {
  await withBootLock(connection, async (session) => {
    await migrate(connection, session, { withQueue: config.redisUrl === undefined });
    if (!config.demo || loadDemo === undefined) return;
    const dataSource = new DataSource(dataSourceOptions({ ...connection, max: 2 }));
    await dataSource.initialize();
    try {
      if (!(await isEmptyDatabase(dataSource))) return;
      announce('Loading the demo hospital');
      await loadDemo(dataSource, { dataFolder: config.dataFolder, log: announce });
    } finally {
      await dataSource.destroy();
    }
  });
}

async function startApplication(
  role: Role,
  config: AppConfig,
  { connection }: OpenDatabase,
  logger: Logger,
): Promise<INestApplicationContext> {
  const resources = { config, connection };
  const app =
    role === 'worker'
      ? await createWorkerApp(resources, logger)
      : await createWebApp(resources, logger, portalFolder);
  try {
    if ('listen' in app) await listen(app as NestExpressApplication, config);
    await app.get(MetricsServer).listen();
    if (role !== 'web') startWorking(app);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function listen(app: NestExpressApplication, { port, listenHost }: AppConfig): Promise<void> {
  try {
    await (listenHost === undefined ? app.listen(port) : app.listen(port, listenHost));
  } catch (error) {
    throw portTaken(error, 'PORT', port);
  }
}
