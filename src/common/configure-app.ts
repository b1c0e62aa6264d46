import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import cookieParser from 'cookie-parser';
import { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { type ApiSettings } from './api-settings.js';
import { buildOpenApi } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

export const API_PREFIX = 'api/v1';

/** Routes outside the prefix. */
export interface AppPaths {
  /** Served without the prefix, for example `['health']`. */
  readonly outsidePrefix?: readonly string[];
}

/**
 * Makes a Nest application answer as the API does: prefix, validation, errors, cookies, security headers, and the
 * OpenAPI document at `/api/openapi.json`. Call it once, before `app.init()` or `app.listen()`.
 *
 * @returns the OpenAPI document.
 */
export function configureApp(
  app: NestExpressApplication,
  settings: ApiSettings,
  { outsidePrefix = ['health'] }: AppPaths = {},
): OpenAPIObject {
  app.set('trust proxy', settings.trustedProxies);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(securityHeaders(settings));
  app.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(cookieParser());
  app.useBodyParser('json', { limit: '1mb' });
  app.setGlobalPrefix(API_PREFIX, { exclude: [...outsidePrefix] });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const document = buildOpenApi(app);
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    response.json(document);
  });
  return document;
}

function securityHeaders({ publicUrl }: ApiSettings): ReturnType<typeof helmet> {
  const isHttps = publicUrl.startsWith('https:');
  return helmet({
    strictTransportSecurity: isHttps,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // uPlot and the windowed table set sizes as inline styles.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: isHttps ? [] : null,
      },
    },
  });
}
