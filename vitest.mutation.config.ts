import { defineConfig } from 'vitest/config';

/** What `npm run mutation` runs against each mutant: the tests of the rules and of the constraints that they compile to. */
export default defineConfig({
  test: {
    include: ['solver/{rules,constraints}/**/*.spec.ts', 'solver/explain/template/**/*.spec.ts'],
    env: { ROTAWRIGHT_RANDOM_LINES: '16' },
    testTimeout: 20_000,
  },
});
