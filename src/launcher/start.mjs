// @ts-check
/**
 * `npm start`, `npm run start:web`, `npm run start:worker`: installs and builds what is missing, then starts the service
 * in this process. The one place that knows the service as well as the demo.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, explaining, Explained, main, root, say } from './steps.mjs';

const roles = /** @type {const} */ (['all', 'web', 'worker']);
const endWithinMs = 25_000;
const CTRL_C_COMES_WITHIN_MS = 300;

await main(async () => {
  const role = roles.find((known) => known === process.argv[2]);
  if (!role)
    throw new Explained(`start.mjs wants one of ${roles.join(', ')}, not ${process.argv[2] ?? 'nothing'}.`);
  ensureInstalled();
  ensureBuilt();
  const ending = awaitSignal();
  const service = await start(role).catch(async (error) => {
    // A terminal's Ctrl-C also ends what the start was waiting for, and may reach that first; that is no failure.
    await Promise.race([ending.promise, sleep(CTRL_C_COMES_WITHIN_MS)]);
    if (!ending.signalled) throw error;
    say('Ended before it was ready.');
    process.exit(0);
  });
  if (!ending.signalled) announceReady(role, service);
  await ending.promise;
  await end(service);
});

/**
 * @param {typeof roles[number]} role
 * @returns {Promise<import('../main.js').RunningService>}
 */
async function start(role) {
  /** @type {typeof import('../main.js')} */
  const { startService } = await import(built('src/main.js'));
  const loadDemo = await demoLoader();
  return explaining(() =>
    startService(role, { env: process.env, loadDemo, plainLog: process.stdout.isTTY, announce: say }),
  );
}

async function demoLoader() {
  if (!existsSync(join(root, 'dist/seeds/index.js'))) return undefined;
  const { loadDemo } = await import(built('seeds/index.js'));
  return loadDemo;
}

/** @param {string} path */
function built(path) {
  return pathToFileURL(join(root, 'dist', path)).href;
}

/**
 * @param {typeof roles[number]} role
 * @param {import('../main.js').RunningService} service
 */
function announceReady(role, { config, mailDestination }) {
  if (role === 'worker') {
    say('The worker is ready.');
  } else {
    say(`Rotawright is ready: ${config.publicUrl}`);
    for (const line of demoSignIns(config)) say(line);
  }
  say(`Mails go to ${mailDestination}`);
  say('Ctrl-C ends it.');
}

/** @param {import('../config/config.js').AppConfig} config */
function demoSignIns({ demo, dataFolder }) {
  const file = join(dataFolder, 'demo-sign-ins.json');
  if (!demo || !existsSync(file)) return [];
  /** @type {{ role: string, email: string, password: string }[]} */
  const signIns = JSON.parse(readFileSync(file, 'utf8'));
  const width = Math.max(...signIns.map(({ role }) => role.length));
  return [
    `Demo sign-ins (also in ${file}):`,
    ...signIns.map(({ role, email, password }) => `  ${role.padEnd(width)}  ${email}  ${password}`),
  ];
}

/**
 * Ctrl-C reaches this process from the terminal and from npm, so the same wish may arrive twice: only one that comes
 * later than a moment means impatience.
 */
function awaitSignal() {
  const state = { signalled: false, promise: Promise.resolve() };
  state.promise = new Promise((resolve) => {
    let firstAt = 0;
    const onSignal = () => {
      if (!state.signalled) {
        state.signalled = true;
        firstAt = Date.now();
        say('Ending');
        resolve();
      } else if (Date.now() - firstAt > 2000) {
        console.error('Ended at once; the next start recovers by itself.');
        process.exit(130);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  });
  return state;
}

/** @param {import('../main.js').RunningService} service */
async function end(service) {
  const late = setTimeout(() => {
    console.error(`Not ended within ${endWithinMs / 1000} s: giving up; the next start recovers by itself.`);
    process.exit(1);
  }, endWithinMs);
  await service.stop();
  clearTimeout(late);
  process.exit(0);
}
