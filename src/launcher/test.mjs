// @ts-check
/** `npm test`: installs and builds what is missing, runs every test (arguments are passed on), and counts. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, Explained, main, root, say, tool } from './steps.mjs';

const namedSkips = 20;

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
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...process.argv.slice(2),
      ],
      { cwd: root, stdio: 'inherit' },
    );
    if (existsSync(report)) tell(JSON.parse(readFileSync(report, 'utf8')));
    if (status !== 0)
      throw new Explained(signal ? `The tests were ended by ${signal}.` : 'Not every test passed.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] | null }} TestResult
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, message: string, assertionResults: TestResult[] }[] }} Report
 */

/**
 * What a reader must not miss in a long output: why no browser ran, what was left out, and the count.
 * @param {Report} report
 */
function tell(report) {
  const messages = report.testResults.flatMap(({ message, assertionResults }) => [
    message,
    ...assertionResults.flatMap(({ failureMessages }) => failureMessages ?? []),
  ]);
  const found = messages.flatMap(
    (message) => /The browser tests could not run: .*/.exec(message ?? '') ?? [],
  );
  for (const line of new Set(found)) say(`\n!! ${line}\n`);
  const skipped = report.testResults
    .filter(({ status }) => status !== 'failed')
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'skipped');
  // More of them are those that the reader's own filter left out.
  if (skipped.length <= namedSkips) for (const { fullName } of skipped) say(`Skipped: ${fullName}`);
  say(summary(report));
}

/**
 * A file that could not even be read has no failed tests of its own, and counts as one.
 * @param {Report} report
 */
function summary({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const skipped = numPendingTests + numTodoTests;
  return `${numPassedTests} passed, ${numFailedTests + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
