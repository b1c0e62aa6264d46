import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { apiSettings, AppModule, type AppResources } from './app.module.js';
import { configureApp } from './common/configure-app.js';
import { httpLogger } from './common/http-logger.js';
import { httpMetrics } from './common/http-metrics.js';
import { NestLogger } from './common/logger.js';
import { Metrics } from './common/metrics.js';
import { servePortal } from './common/serve-portal.js';

/** The service with its HTTP side, not yet listening. The same for `npm start` and for tests. */
export async function createWebApp(
  resources: AppResources,
  logger: Logger,
  portalFolder?: string,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(resources), {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
    // Browsers keep connections and event streams open; they must not hold up the end.
    forceCloseConnections: true,
  });
  app.use(httpLogger(logger));
  app.use(httpMetrics(app.get(Metrics)));
  configureApp(app, apiSettings(resources.config));
  if (portalFolder !== undefined) servePortal(app, portalFolder);
  return app;
}
