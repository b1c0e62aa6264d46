import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from './built.js';

/** `npm start` (or a half of it) in a process group of its own, as a user would run it. */
export interface Launched {
  readonly child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves when the output matches; rejects when it ends before. */
  until(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  ended(withinMs?: number): Promise<number | string>;
  /** As Ctrl-C in its terminal: the whole group hears of it. */
  interrupt(): Promise<number | string>;
  /** kill −9 of the whole group. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly role?: 'all' | 'web' | 'worker';
  readonly env?: Readonly<Record<string, string>>;
  /** Another clone of the project. */
  readonly root?: string;
  /** Runs the launcher under another command, for example as another user. */
  readonly under?: readonly string[];
  readonly spawnOptions?: SpawnOptions;
}

/** Settings of the test run itself must not leak into what it launches. */
const keptFromEnvironment = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

export function launch({
  role = 'all',
  env,
  root = projectRoot,
  under = [],
  spawnOptions,
}: LaunchOptions): Launched {
  const [command, ...args] = [...under, process.execPath, `${root}/src/launcher/start.mjs`, role];
  const kept = Object.fromEntries(keptFromEnvironment.map((name) => [name, process.env[name]]));
  const child = spawn(command, args, {
    cwd: root,
    env: { ...kept, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...spawnOptions,
  });
  let text = '';
  child.stdout!.on('data', (chunk) => (text += String(chunk)));
  child.stderr!.on('data', (chunk) => (text += String(chunk)));
  const exit = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const result = exit.then(([code, signal]) => code ?? signal ?? 'ended');
  const ended = async (withinMs = 60_000): Promise<number | string> =>
    Promise.race([result, failAfter(withinMs, () => `it did not end. It printed:\n${text}`)]);
  return {
    child,
    output: () => text,
    until: async (pattern, withinMs = 90_000) => {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
          throw new Error(`${pattern} was not printed. It printed:\n${text}`);
        }
        await sleep(25);
      }
    },
    ended,
    interrupt: () => {
      signalGroup(child, 'SIGINT');
      return ended();
    },
    kill: async () => {
      signalGroup(child, 'SIGKILL');
      await ended();
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid!, signal);
}

async function failAfter(ms: number, message: () => string): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error(message());
}
