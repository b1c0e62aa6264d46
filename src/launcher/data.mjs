// @ts-check
/** `npm run backup -- FILE` and `npm run restore -- FILE`. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, explaining, Explained, main, root, say } from './steps.mjs';

await main(async () => {
  const [command, file, ...rest] = process.argv.slice(2);
  if ((command !== 'backup' && command !== 'restore') || !file || rest.length > 0) {
    throw new Explained('Give one file: npm run backup -- FILE, or npm run restore -- FILE');
  }
  ensureInstalled();
  ensureBuilt();
  /** @type {typeof import('../cli/data.js')} */
  const commands = await import(pathToFileURL(join(root, 'dist/src/cli/data.js')).href);
  const run = command === 'backup' ? commands.backupCommand : commands.restoreCommand;
  await explaining(() => run(process.env, resolve(process.env.INIT_CWD ?? '.', file), say));
});
