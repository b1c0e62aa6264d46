import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import cookieParser from 'cookie-parser';
import { type NextFunction, type Request, type Response } from 'express';
import { buildOpenApi } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

const API_PREFIX = 'api/v1';
/** Longer than proxies keep a connection for another request: whoever closes first must not be the one who is asked next. */
const KEEP_CONNECTIONS_MS = 75_000;
/** Health is asked by machines of the house; SCIM has a path of its own, by its standard. */
const OUTSIDE_PREFIX = ['health', 'scim/v2/{*path}'];

/**
 * Makes a Nest application answer as the API does: prefix, validation, errors, cookies, and the OpenAPI document at
 * `/api/openapi.json`. Call it once, before `app.init()` or `app.listen()`.
 *
 * @returns the OpenAPI document.
 */
export function configureApp(app: NestExpressApplication): OpenAPIObject {
  app.getHttpServer().keepAliveTimeout = KEEP_CONNECTIONS_MS;
  // Versions are the ETags here; Express would add hashes of bodies, which say nothing about versions.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(cookieParser());
  app.setGlobalPrefix(API_PREFIX, { exclude: OUTSIDE_PREFIX });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const document = buildOpenApi(app);
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    response.json(document);
  });
  return document;
}
