import { defineConfig } from 'vitest/config';

// Decorated classes need legacy decorators with metadata, as tsc emits them, for Nest and TypeORM.
const oxc = { decorator: { legacy: true, emitDecoratorMetadata: true } };

export default defineConfig({
  oxc,
  test: {
    // Whole-system tests start servers and databases; more files at once than cores only makes them time out.
    maxWorkers: 2,
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          include: ['{src,solver,seeds,portal,bench}/**/*.spec.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'dist/**'],
          setupFiles: ['test/support/reflect.ts'],
          // Searches do a fixed amount of work, however long a busy machine takes for it.
          testTimeout: 60_000,
        },
      },
      {
        oxc,
        test: {
          name: 'system',
          include: ['test/**/*.spec.ts'],
          setupFiles: ['test/support/reflect.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
