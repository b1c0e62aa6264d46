// @ts-check
/** What the specs use of Vitest, for a thread that runs the same tests over and over: registers tests, and compares as Vitest does. */
import { readFileSync } from 'node:fs';
import { format } from 'node:util';

/** @typedef {{ id: string, name: string, file: string, run: () => unknown }} Test */

// Vitest's own expect asks what test it is in; here nobody needs to know.
Reflect.set(globalThis, '__vitest_worker__', { filepath: '', config: {}, current: undefined });
const vitest = await import('vitest');

export const { expect } = vitest;
expect.extend({
  toMatchFileSnapshot(/** @type {string} */ text, /** @type {string} */ path) {
    return { pass: readFileSync(path, 'utf8') === text, message: () => `is not what ${path} says` };
  },
});

/** @type {Test[]} */
export const tests = [];
/** @type {string[]} */
const suites = [];
let file = '';

/** @param {string} name tests that come now are this file's */
export function beginFile(name) {
  file = name;
}

/**
 * @param {string} name
 * @param {unknown[]} rest options, the function and a timeout in any order
 */
export function describe(name, ...rest) {
  suites.push(name);
  functionOf(rest)();
  suites.pop();
}

/**
 * @param {string} name
 * @param {unknown[]} rest
 */
export function it(name, ...rest) {
  const full = [...suites, name].join(' ');
  const same = tests.filter((test) => test.file === file && test.name === full).length;
  const id = `${file}#${full}${same === 0 ? '' : ` (${same + 1})`}`;
  tests.push({ id, name: full, file, run: functionOf(rest) });
}

describe.each = each(describe);
it.each = each(it);

/** @param {(name: string, ...rest: unknown[]) => void} one */
function each(one) {
  return (/** @type {readonly unknown[]} */ rows) =>
    (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) => {
      for (const row of rows) {
        const values = Array.isArray(row) ? row : [row];
        const holes = name.match(/%[sdifjoOc]/g)?.length ?? 0;
        one(format(name, ...values.slice(0, holes)), () => functionOf(rest)(...values));
      }
    };
}

/**
 * @param {unknown[]} rest
 * @returns {(...values: unknown[]) => unknown}
 */
function functionOf(rest) {
  const found = rest.find((value) => typeof value === 'function');
  if (found === undefined) throw new Error(`a test of ${file} has no function`);
  return /** @type {(...values: unknown[]) => unknown} */ (found);
}
