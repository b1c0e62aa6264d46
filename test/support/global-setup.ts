import 'reflect-metadata';
import type { TestProject } from 'vitest/node';
import { startDatabaseServer, type TestDatabaseServer } from './database-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: TestDatabaseServer;
  }
}

/** One database server for all whole-system tests; each test file copies its own database from a migrated one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startDatabaseServer();
  project.provide('databaseServer', server);
  return stop;
}
