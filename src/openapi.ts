import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { configureApp } from './common/configure-app.js';
import { loadConfig } from './config/load-config.js';

/**
 * Writes the OpenAPI document to standard output, for the portal's client. Needs no database: the service is put
 * together but never started.
 */
const app = await NestFactory.create<NestExpressApplication>(
  AppModule.forRoot({ config: loadConfig({}), connection: {}, connect: false }),
  { logger: false, abortOnError: false },
);
process.stdout.write(`${JSON.stringify(configureApp(app), undefined, 2)}\n`);
