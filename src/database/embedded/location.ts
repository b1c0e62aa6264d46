import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { SettingError } from '../../config/setting-error.js';
import { succeedsAs, type ServerUser } from './server-user.js';

/** Where the cluster of a data folder lies; kept in `postgres.json` there. */
export interface ClusterLocation {
  /** Absolute path of PostgreSQL's data directory. */
  readonly cluster: string;
  /** Absolute path of the private folder that holds the server's unix socket. */
  readonly socketFolder: string;
  /** Once true, a missing cluster is a loss to report and not a first start. */
  readonly initialised: boolean;
}

/** A socket's path may take 107 bytes, of which `/.s.PGSQL.5432.lock` is part. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432.lock'.length;

/** Root keeps here, in folders with unguessable names, what the server's account could not reach in the data folder. */
const sharedStateFolder = '/var/lib/rotawright';

export function readLocation(dataFolder: string): ClusterLocation | undefined {
  const file = locationFile(dataFolder);
  if (!existsSync(file)) return undefined;
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as ClusterLocation;
    const cluster = resolve(dataFolder, stored.cluster);
    // The system names the folder of a running server by its real path.
    return { ...stored, cluster: existsSync(cluster) ? realpathSync(cluster) : cluster };
  } catch (error) {
    throw new SettingError(
      'ROTAWRIGHT_DATA',
      `${file} cannot be read (${(error as Error).message}). It says where the database lies: restore it from a ` +
        'backup, or point ROTAWRIGHT_DATA to another folder to start anew.',
    );
  }
}

/** Stored relative where it lies in the data folder, so that the folder may be moved. */
export function writeLocation(dataFolder: string, location: ClusterLocation): void {
  const inside = relative(realpathSync(dataFolder), location.cluster);
  const cluster = inside.startsWith('..') || isAbsolute(inside) ? location.cluster : inside;
  const file = locationFile(dataFolder);
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...location, cluster }, undefined, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(`${file}.new`, file);
}

/** Chooses a place for a new cluster, one that `user` may enter, and makes the private folders above it. */
export function chooseLocation(dataFolder: string, user: ServerUser | undefined): ClusterLocation {
  const parent = canEnter(dataFolder, user) ? realpathSync(dataFolder) : privateFolder(user);
  const cluster = join(parent, 'postgres');
  return { cluster, socketFolder: socketFolderBeside(cluster), initialised: false };
}

/** Makes the socket's folder if it is gone (a reboot empties temporary folders), as private to the server's account. */
export function ensureSocketFolder(location: ClusterLocation, user: ServerUser | undefined): ClusterLocation {
  const expected = socketFolderBeside(location.cluster);
  const usable = expected === '' ? location.socketFolder : expected;
  const socketFolder = usable !== '' && isOwnFolder(usable, user) ? usable : makeSocketFolder(expected, user);
  return { ...location, socketFolder };
}

function makeSocketFolder(expected: string, user: ServerUser | undefined): string {
  const folder = expected === '' ? mkdtempSync(join(shortTemporaryFolder(), 'rw-')) : expected;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Empty when no folder beside the cluster has a path that a socket can bear. */
function socketFolderBeside(cluster: string): string {
  const folder = `${cluster}-socket`;
  const plain = /^[\w./@+-]+$/.test(folder);
  return plain && Buffer.byteLength(folder) <= longestSocketFolder ? folder : '';
}

function shortTemporaryFolder(): string {
  const folder = tmpdir();
  return /^[\w./@+-]+$/.test(folder) && folder.length + 10 <= longestSocketFolder ? folder : '/tmp';
}

function isOwnFolder(folder: string, user: ServerUser | undefined): boolean {
  if (!existsSync(folder)) return false;
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === (user?.uid ?? process.getuid?.()) && (stat.mode & 0o077) === 0;
}

function canEnter(folder: string, user: ServerUser | undefined): boolean {
  return user === undefined || succeedsAs(user, 'cd "$1"', folder);
}

function privateFolder(user: ServerUser | undefined): string {
  for (const make of [underSharedState, () => mkdtempSync(join(tmpdir(), 'rotawright-'))]) {
    try {
      const folder = make();
      chmodSync(folder, 0o711);
      if (canEnter(folder, user)) return folder;
    } catch {
      // A read-only system folder: the next place will do.
    }
  }
  throw new SettingError(
    'ROTAWRIGHT_DATA',
    `There is no folder that user ${user?.name} may enter for the embedded PostgreSQL. ` +
      'Point ROTAWRIGHT_DATA to one, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function underSharedState(): string {
  mkdirSync(sharedStateFolder, { recursive: true, mode: 0o711 });
  const stat = lstatSync(sharedStateFolder);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) {
    throw new Error(`${sharedStateFolder} is open to others`);
  }
  return mkdtempSync(`${sharedStateFolder}/`);
}

function locationFile(dataFolder: string): string {
  return join(dataFolder, 'postgres.json');
}
