import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Terminal } from './usage.js';

/** From the compiled command, `dist/solver/cli-commands`, to the launcher that builds what measurements need. */
const LAUNCHER = fileURLToPath(new URL('../../../src/launcher/bench.mjs', import.meta.url));

/** `rotawright bench`: the same as `npm run bench --`; needs the project's sources. */
export function benchCommand(args: string[], terminal: Terminal): number {
  if (!existsSync(LAUNCHER)) {
    terminal.complain('rotawright bench: measuring needs the sources of the project, which are not here');
    return 2;
  }
  return spawnSync(process.execPath, [LAUNCHER, ...args], { stdio: 'inherit' }).status ?? 1;
}
