import type { NestExpressApplication } from '@nestjs/platform-express';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { createLogger } from '../../src/common/logger.js';
import type { AppConfig } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { MetricsServer } from '../../src/modules/operations/metrics-server.js';
import { createWebApp } from '../../src/web.js';
import { startWorking } from '../../src/worker.js';
import { freshDatabase } from './fresh-database.js';

export interface TestServer {
  /** Origin without a trailing slash. */
  readonly url: string;
  readonly app: NestExpressApplication;
  readonly config: AppConfig;
  /** A data source of the test's own on the same database. */
  readonly dataSource: DataSource;
  /** How others reach that database. */
  readonly connection: PoolConfig;
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** Settings beside ROTAWRIGHT_DATA. A free port unless one is named. REDIS_URL of the test run holds unless overridden. */
  readonly env?: Readonly<Record<string, string>>;
  /** Also run jobs and sweeps. */
  readonly work?: boolean;
  /** Folder of the built portal, to serve it. */
  readonly portalFolder?: string;
}

/** The whole service in this process, on a free port and a fresh database. */
export async function startTestServer({
  env,
  work,
  portalFolder,
}: TestServerOptions = {}): Promise<TestServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-data-'));
  const port = env?.PORT === undefined ? await freePort() : Number(env.PORT);
  const config = loadConfig({
    PORT: String(port),
    ROTAWRIGHT_DATA: dataFolder,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    // Most tests are about something else than the codes of coordinators.
    SECOND_STEP: 'offered',
    ...(process.env.REDIS_URL && { REDIS_URL: process.env.REDIS_URL }),
    ...env,
  });
  const database = await freshDatabase();
  const app = await createWebApp(
    { config, connection: database.connection },
    createLogger(config.logLevel, { plain: true }),
    portalFolder,
  );
  await app.listen(port, '127.0.0.1');
  await app.get(MetricsServer).listen();
  if (work) startWorking(app);
  return {
    url: `http://localhost:${port}`,
    app,
    config,
    dataSource: database.dataSource,
    connection: database.connection,
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
