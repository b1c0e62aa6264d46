import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The path of a compiled file. Tests of whole processes run what `npm start` runs. */
export function builtFile(path: string): string {
  const file = `${projectRoot}/dist/${path}`;
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  return file;
}
