import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Specs that take long, or notice least: they come last. */
const LAST = ['agreement', 'cycle', 'template', 'contradictions', 'catalogue'];

class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      LAST.findIndex((name) => moduleId.endsWith(`/${name}.spec.ts`));
    return Promise.resolve(
      files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)),
    );
  }
}

/** What `npm run mutation` runs against each mutant: the tests of the rules and of the constraints that they compile to. */
export default defineConfig({
  test: {
    include: ['solver/{rules,constraints}/**/*.spec.ts', 'solver/explain/template/**/*.spec.ts'],
    env: { ROTAWRIGHT_RANDOM_LINES: '16' },
    testTimeout: 20_000,
    // Each mutant gets a worker of its own as it is; a worker a spec file would take most of the time.
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
});
