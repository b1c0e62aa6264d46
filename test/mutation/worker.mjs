// @ts-check
/** The thread of `quick-runner.mjs`: loads the specs once, then runs what it is asked to, with the mutant that it is asked for. */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { beginFile, tests } from './vitest-shim.mjs';

/** @typedef {{ activeMutant?: string | undefined, hitCount?: number | undefined, hitLimit?: number | undefined, currentTestId?: string | undefined, mutantCoverage?: object }} Switches */

/** @typedef {{ id: string, name: string, status: number, timeSpentMs: number, failureMessage?: string }} Result */

/** @type {Record<string, Switches>} */
const globals = /** @type {never} */ (globalThis);
const switches = (globals[workerData.namespace] ??= {});

if (workerData.activeMutant !== undefined) switches.activeMutant = workerData.activeMutant;
/** @type {unknown} */
let loadError = null;
try {
  for (const spec of workerData.specs) {
    beginFile(spec);
    await import(pathToFileURL(spec).href);
  }
} catch (error) {
  loadError = error;
}

parentPort?.on(
  'message',
  async (/** @type {import('./quick-runner.mjs').Order} */ { tests: wanted, activeMutant, hitLimit }) => {
    const chosen = wanted === undefined ? undefined : new Set(wanted);
    switches.activeMutant = activeMutant;
    switches.hitCount = activeMutant === undefined ? undefined : 0;
    switches.hitLimit = hitLimit;
    /** @type {Result[]} */
    const results =
      loadError === null ? [] : [failed('loading the specs', 'loading the specs', loadError, 0)];
    for (const { id, name, run } of results.length > 0 ? [] : tests) {
      if (chosen !== undefined && !chosen.has(id)) continue;
      switches.currentTestId = activeMutant === undefined ? id : undefined;
      const begun = performance.now();
      try {
        await run();
        results.push({ id, name, status: 0, timeSpentMs: performance.now() - begun });
      } catch (error) {
        results.push(failed(id, name, error, performance.now() - begun));
        // The first that notices is enough.
        if (activeMutant !== undefined) break;
      } finally {
        switches.currentTestId = undefined;
      }
    }
    const { hitCount, mutantCoverage } = switches;
    switches.activeMutant = undefined;
    switches.hitCount = undefined;
    parentPort?.postMessage({ tests: results, hitCount, mutantCoverage });
  },
);

/**
 * @param {string} id
 * @param {string} name
 * @param {unknown} error
 * @param {number} timeSpentMs
 */
function failed(id, name, error, timeSpentMs) {
  const failureMessage = error instanceof Error ? error.message : String(error);
  return { id, name, status: 1, failureMessage, timeSpentMs };
}
