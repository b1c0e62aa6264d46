import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { AppModule, type AppResources } from './app.module.js';
import { configureApp } from './common/configure-app.js';
import { httpLogger } from './common/http-logger.js';
import { httpMetrics } from './common/http-metrics.js';
import { NestLogger } from './common/logger.js';
import { Metrics } from './common/metrics.js';
import { servePortal } from './common/serve-portal.js';
import type { AppConfig } from './config/config.js';

/** Larger than any change of a rota; files go by routes that set their own limit. */
const bodyLimit = '1mb';
const formLimit = '64kb';
const logoutPath = '/api/v1/sign-in/provider/logout';

/** The service with its HTTP side, not yet listening. The same for `npm start` and for tests. */
export async function createWebApp(
  resources: AppResources,
  logger: Logger,
  portalFolder?: string,
): Promise<NestExpressApplication> {
  const { config } = resources;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(resources), {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
    // Browsers keep connections and event streams open; they must not hold up the end.
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  app.use(securityHeaders(config));
  app.use(httpLogger(logger));
  app.use(httpMetrics(app.get(Metrics)));
  app.useBodyParser('json', { limit: bodyLimit, type: ['application/json', 'application/*+json'] });
  // Of forms there is one alone: what a provider of sign-ins sends. No page of another site can post one elsewhere.
  app.useBodyParser('urlencoded', { limit: formLimit, extended: false, type: isLogoutForm });
  configureApp(app);
  if (portalFolder !== undefined) servePortal(app, portalFolder);
  return app;
}

function isLogoutForm({ url, headers }: IncomingMessage): boolean {
  return (
    url === logoutPath && headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  );
}

function securityHeaders({ publicUrl }: AppConfig): ReturnType<typeof helmet> {
  const secure = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        // On plain localhost there is nothing to upgrade to.
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
