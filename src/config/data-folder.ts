import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingError } from './setting-error.js';

/**
 * Makes the data folder if it is missing. Only its owner can list it; when that is root, other accounts may pass
 * through, because the embedded PostgreSQL runs under one of them.
 *
 * @throws SettingError when it cannot be made or written.
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    if (!statSync(folder).isDirectory()) throw new Error('it is a file');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SettingError(
      'ROTAWRIGHT_DATA',
      `ROTAWRIGHT_DATA=${folder} cannot be used (${(error as Error).message}). Give a folder that this user may write.`,
    );
  }
}

/** Not `mkdir` with `recursive`: where a parent exists but lets nobody make anything (`/proc`), that never returns. */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder), mode);
  mkdirSync(folder, { mode });
}
