// @ts-check
/**
 * Runs the specs against mutants for Stryker, many times as fast as a runner that starts afresh for each: the specs are loaded once into
 * a thread, and a mutant is switched on for the tests that reach it. Mutants of what runs while modules load get a thread of their own.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import ts from 'typescript';

const SHIM = new URL('./vitest-shim.mjs', import.meta.url).href;
const FOLDERS = ['rules', 'constraints', 'explain/template'];
/** What is quick and notices much comes first, what tries random lines or takes long comes last. */
const LAST = ['catalogue', 'faces', 'cycle', 'template', 'agreement', 'contradictions'];

/** @typedef {import('@stryker-mutator/api/test-runner').DryRunResult} DryRunResult */
/** @typedef {import('@stryker-mutator/api/test-runner').MutantRunOptions} MutantRunOptions */
/** @typedef {{ tests?: string[] | undefined, activeMutant?: string, hitLimit?: number | undefined }} Order */
/** @typedef {{ tests: import('@stryker-mutator/api/test-runner').TestResult[], hitCount: number, mutantCoverage: import('@stryker-mutator/api/core').MutantCoverage }} Answer */

class QuickRunner {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {string[]} */
  #specs = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const sources = readdirSync('solver', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join('solver', file));
    sources.forEach(transpile);
    const folder = (/** @type {string} */ file) =>
      FOLDERS.findIndex((name) => file.startsWith(join('solver', name)));
    const rank = (/** @type {string} */ file) => {
      const last = LAST.findIndex((name) => file.endsWith(`/${name}.spec.ts`));
      return last < 0 ? folder(file) - FOLDERS.length : last;
    };
    this.#specs = sources
      .filter((file) => file.endsWith('.spec.ts') && folder(file) >= 0)
      .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
      .map((file) => join(process.cwd(), file.replace(/ts$/, 'js')));
    this.#worker = this.#start();
    // What modules remember between tests has to come from code without mutants, so everything runs once.
    await ask(this.#worker, {});
  }

  /** @returns {Promise<DryRunResult>} */
  async dryRun() {
    const { tests, mutantCoverage } = await ask(this.#loaded(), {});
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  /**
   * One that never ends is ended by Stryker, with this process; the next process begins with `init`.
   *
   * @param {MutantRunOptions} options
   */
  async mutantRun({ testFilter: tests, hitLimit, activeMutant: { id }, mutantActivation }) {
    const isStatic = mutantActivation === 'static';
    const worker = isStatic ? this.#start(id) : this.#loaded();
    const answer = await ask(worker, { tests, activeMutant: id, hitLimit });
    if (isStatic) await worker.terminate();
    const limit = determineHitLimitReached(answer.hitCount, hitLimit);
    return toMutantRunResult(limit ?? { status: DryRunStatus.Complete, ...answer });
  }

  async dispose() {
    await this.#worker?.terminate();
  }

  /** @param {string} [activeMutant] one that is on already while modules load */
  #start(activeMutant) {
    return new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { namespace: INSTRUMENTER_CONSTANTS.NAMESPACE, specs: this.#specs, activeMutant },
      env: { ROTAWRIGHT_RANDOM_LINES: '20', ...process.env },
    });
  }

  #loaded() {
    if (this.#worker === null) throw new Error('the specs have not been loaded');
    return this.#worker;
  }
}

/** @param {string} file */
function transpile(file) {
  const target = file.replace(/ts$/, 'js');
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(file).mtimeMs) return;
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      verbatimModuleSyntax: true,
    },
  });
  writeFileSync(target, outputText.replace(/from (['"])vitest\1/g, `from '${SHIM}'`));
}

/**
 * @param {Worker} worker
 * @param {Order} order
 * @returns {Promise<Answer>}
 */
function ask(worker, order) {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer) => {
      worker.off('error', reject);
      resolve(answer);
    });
    worker.postMessage(order);
  });
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'quick', QuickRunner)];
