// @ts-check
/**
 * What has to be there before anything of the project can run: packages, compiled code, the built portal. Plain
 * JavaScript without dependencies, because it runs first.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A failure that has been explained to the reader; nothing is to be added but an exit code. */
export class Explained extends Error {}

/** @param {string} line */
export const say = (line) => console.log(line);

/** Installs the packages of the lock file unless they are there already. */
export function ensureInstalled() {
  const lock = hashOf(readFileSync(join(root, 'package-lock.json')));
  const stamp = join(root, 'node_modules/.rotawright-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!existsSync(stamp) && isInstalledByNpm()) {
    writeFileSync(stamp, lock);
    return;
  }
  say('Installing packages (npm ci)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']);
  writeFileSync(stamp, lock);
}

/** `npm ci` by hand leaves a copy of the lock that is at least as new as ours. */
function isInstalledByNpm() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || !existsSync(join(root, 'node_modules/typescript'))) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** @typedef {{ name: string, sources: string[], build: () => void }} BuildStep */

/** @type {BuildStep} */
const serviceStep = {
  name: 'service',
  sources: ['src', 'solver', 'seeds', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
  build: buildService,
};

/** @type {BuildStep} */
const portalStep = {
  name: 'portal',
  sources: ['portal', 'solver', 'src/launcher/steps.mjs', 'dist/openapi.json', 'package-lock.json'],
  build: buildPortal,
};

/**
 * Builds what is older than its sources. What is built already needs no right to write.
 * @returns {boolean} whether anything was built
 */
export function ensureBuilt() {
  const steps = existsSync(join(root, 'portal/vite.config.ts')) ? [serviceStep, portalStep] : [serviceStep];
  if (steps.every(isBuilt)) return false;
  withBuildLock(() => {
    for (const step of steps) if (!isBuilt(step)) build(step);
  });
  return true;
}

/** @param {BuildStep} step */
function isBuilt({ name, sources }) {
  const stamp = stampOf(name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(sources);
}

/** @param {BuildStep} step */
function build({ name, sources, build: buildIt }) {
  say(`Building the ${name}`);
  rmSync(stampOf(name), { force: true });
  const state = fingerprint(sources);
  buildIt();
  writeFileSync(stampOf(name), state);
}

/** @param {string} name */
function stampOf(name) {
  return join(root, `dist/.built-${name}`);
}

function buildService() {
  run(process.execPath, [tool('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json']);
  copyAssets();
  describeApi();
}

/** tsc leaves behind whatever is not TypeScript. */
function copyAssets() {
  for (const folder of ['src', 'solver', 'seeds']) {
    for (const file of filesIn(join(root, folder))) {
      if (/\.(tsx?|[cm]js|md)$/.test(file)) continue;
      const target = join(root, 'dist', relative(root, file));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(file, target);
    }
  }
}

/** The OpenAPI document, and from it the types of the portal's client. */
function describeApi() {
  if (!existsSync(join(root, 'dist/src/openapi.js'))) return;
  const document = capture(process.execPath, ['dist/src/openapi.js']);
  const target = join(root, 'dist/openapi.json');
  if (!existsSync(target) || readFileSync(target, 'utf8') !== document) writeFileSync(target, document);
}

function buildPortal() {
  const generated = join(root, 'portal/src/api/generated');
  mkdirSync(generated, { recursive: true });
  cpSync(join(root, 'dist/openapi.json'), join(generated, 'openapi.json'));
  run(
    process.execPath,
    [
      tool('openapi-typescript', 'bin/cli.js'),
      join(generated, 'openapi.json'),
      '--output',
      join(generated, 'schema.ts'),
    ],
    { quiet: true },
  );
  const draft = join(root, 'dist/portal.new');
  rmSync(draft, { recursive: true, force: true });
  run(process.execPath, [
    tool('vite', 'bin/vite.js'),
    'build',
    '--config',
    'portal/vite.config.ts',
    '--outDir',
    draft,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]);
  rmSync(join(root, 'dist/portal'), { recursive: true, force: true });
  renameSync(draft, join(root, 'dist/portal'));
}

/**
 * Changes whenever a source changes, appears or goes.
 * @param {string[]} sources
 */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesIn(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} every file below it, sorted; generated files left out
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !['generated', 'node_modules'].includes(name) && !/\.spec\.tsx?$/.test(name))
    .flatMap((name) => filesIn(join(path, name)));
}

/**
 * Of several processes that start at once, one builds and the others wait.
 * @param {() => void} work
 */
function withBuildLock(work) {
  const lock = join(root, 'dist/.building');
  const deadline = Date.now() + 300_000;
  while (!lockFor(lock)) {
    if (isAbandoned(lock) || Date.now() > deadline) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function lockFor(lock) {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST') return false;
    throw new Explained(`The project has to be built, and this user may not write here (${message}).`);
  }
}

/** @param {string} lock */
function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid === process.pid || !Number.isInteger(pid) || pid <= 0) return true;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/**
 * @param {string} name package
 * @param {string} script path of its command inside the package
 */
export function tool(name, script) {
  return join(root, 'node_modules', name, script);
}

/**
 * Runs a program of the build and stops everything when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean }} [options]
 */
export function run(command, args, { quiet = false } = {}) {
  const { status, error, signal, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  if (status === 0) return;
  if (quiet && stderr) process.stderr.write(stderr);
  throw new Explained(
    `${nameOf(command, args)} failed (${error?.message ?? signal ?? `exit code ${status}`}).`,
  );
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function capture(command, args) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout.toString();
  throw new Explained(`${nameOf(command, args)} failed (exit code ${status}).`);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function nameOf(command, args) {
  return [command === process.execPath ? 'node' : command, ...args.map((arg) => relative(root, arg) || arg)]
    .slice(0, 3)
    .join(' ');
}

/** @param {Buffer} content */
function hashOf(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The service explains what is wrong with a setting; a stack would only hide it.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function explaining(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === 'SettingError') throw new Explained(error.message);
    throw error;
  }
}

/**
 * Runs a command of the launcher: an explained failure ends it with one line.
 * @param {() => Promise<void> | void} command
 */
export async function main(command) {
  try {
    await command();
  } catch (error) {
    if (error instanceof Explained) console.error(error.message);
    else console.error(error);
    process.exit(1);
  }
}
