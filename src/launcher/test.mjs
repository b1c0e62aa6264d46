// @ts-check
/** `npm test`: installs and builds what is missing, runs every test (arguments are passed on), and counts. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, Explained, main, root, say, tool } from './steps.mjs';

await main(() => {
  ensureInstalled();
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'rw-report-'));
  try {
    const report = join(folder, 'report.json');
    const { status, signal } = spawnSync(
      process.execPath,
      [
        tool('vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=./test/support/loud-reporter.ts',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...process.argv.slice(2),
      ],
      { cwd: root, stdio: 'inherit' },
    );
    if (existsSync(report)) say(summary(JSON.parse(readFileSync(report, 'utf8'))));
    if (status !== 0)
      throw new Explained(signal ? `The tests were ended by ${signal}.` : 'Not every test passed.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * A file that could not even be read has no failed tests of its own, and counts as one.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 */
function summary({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const skipped = numPendingTests + numTodoTests;
  return `${numPassedTests} passed, ${numFailedTests + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
