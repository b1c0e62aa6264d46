import 'reflect-metadata';
import { createLogger } from './common/logger.js';
import { buildOpenApi } from './common/openapi.js';
import { loadConfig } from './config/load-config.js';
import { createWebApp } from './web.js';

/**
 * Writes the OpenAPI document to standard output, for the portal's client. Needs no database: the service is put
 * together but never started.
 */
const app = await createWebApp(
  { config: loadConfig({}), connection: {}, connect: false },
  createLogger('silent'),
);
process.stdout.write(`${JSON.stringify(buildOpenApi(app), undefined, 2)}\n`);
