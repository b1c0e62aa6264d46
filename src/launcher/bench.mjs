// @ts-check
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureInstalled, main, root } from './steps.mjs';

await main(() => {
  ensureInstalled();
  ensureBuilt();
  const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'bench'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
  const bench = spawnSync(process.execPath, ['dist/bench/bench.js', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exit(bench.status ?? 1);
});
