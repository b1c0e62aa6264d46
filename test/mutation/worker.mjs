// @ts-check
/** The thread of `quick-runner.mjs`: loads the specs once, then runs what it is asked to, with the mutant that it is asked for. */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { beginFile, tests } from './vitest-shim.mjs';

/** @typedef {{ activeMutant?: string | undefined, hitCount?: number | undefined, hitLimit?: number | undefined, currentTestId?: string | undefined, mutantCoverage?: object }} Switches */

/** @typedef {{ id: string, name: string, status: number, timeSpentMs: number, failureMessage?: string }} Result */

const FAILED = 1;

/** @type {Record<string, Switches>} */
const globals = /** @type {never} */ (globalThis);
const switches = (globals[workerData.namespace] ??= {});

if (workerData.activeMutant !== undefined) switches.activeMutant = workerData.activeMutant;
/** Specs that are loaded already: the first order loads them, each before its tests. */
const loaded = new Set();

parentPort?.on(
  'message',
  async (/** @type {import('./quick-runner.mjs').Order} */ { tests: wanted, activeMutant, hitLimit }) => {
    const chosen = wanted === undefined ? undefined : new Set(wanted);
    switches.activeMutant = activeMutant;
    switches.hitCount = activeMutant === undefined ? undefined : 0;
    switches.hitLimit = hitLimit;
    /** @type {Result[]} */
    const results = [];
    for (const spec of workerData.specs) {
      await runSpec(spec, results, (id) => chosen?.has(id) !== false, activeMutant === undefined);
      // The first that notices a mutant is enough.
      if (activeMutant !== undefined && results.at(-1)?.status === FAILED) break;
    }
    const { hitCount, mutantCoverage } = switches;
    switches.activeMutant = undefined;
    switches.hitCount = undefined;
    parentPort?.postMessage({ tests: results, hitCount, mutantCoverage });
  },
);

/**
 * @param {string} spec
 * @param {Result[]} results where the results of its tests are put
 * @param {(id: string) => boolean} isChosen
 * @param {boolean} isDry coverage is noted by test, and a failure is no reason to stop
 */
async function runSpec(spec, results, isChosen, isDry) {
  try {
    if (!loaded.has(spec)) {
      beginFile(spec);
      await import(pathToFileURL(spec).href);
      loaded.add(spec);
    }
  } catch (error) {
    results.push(failed(`${spec}#loads`, 'loads', error, 0));
    return;
  }
  for (const { id, name, file, run } of tests) {
    if (file !== spec || !isChosen(id)) continue;
    switches.currentTestId = isDry ? id : undefined;
    const begun = performance.now();
    try {
      await run();
      results.push({ id, name, status: 0, timeSpentMs: performance.now() - begun });
    } catch (error) {
      results.push(failed(id, name, error, performance.now() - begun));
      if (!isDry) return;
    } finally {
      switches.currentTestId = undefined;
    }
  }
}

/**
 * @param {string} id
 * @param {string} name
 * @param {unknown} error
 * @param {number} timeSpentMs
 */
function failed(id, name, error, timeSpentMs) {
  const failureMessage = error instanceof Error ? error.message : String(error);
  return { id, name, status: FAILED, failureMessage, timeSpentMs };
}
