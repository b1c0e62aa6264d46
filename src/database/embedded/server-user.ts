import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { SettingError } from '../../config/setting-error.js';

/** The account a PostgreSQL server runs under; undefined stands for the account of this process. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. A root process starts it under the first of these accounts there is. */
const unprivilegedUsers = ['postgres', 'nobody'];

/** @throws SettingError when this is root and there is no account to step down to. */
export function chooseServerUser(candidates: readonly string[] = unprivilegedUsers): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of candidates) {
    const user = findUser(name);
    if (user) return user;
  }
  throw new SettingError(
    'DATABASE_URL',
    `PostgreSQL refuses to run as root, and there is no user ${candidates.join(' or ')} to run it as. ` +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

/**
 * A cluster belongs to one account for good: its owner runs it, also when a better account has appeared since.
 *
 * @throws SettingError when this process may not act for that owner.
 */
export function ownerOfCluster(cluster: string): ServerUser | undefined {
  const { uid, gid } = statSync(cluster);
  const own = process.getuid?.();
  if (own === uid && uid !== 0) return undefined;
  if (own === 0 && uid !== 0) return { name: nameOf(uid), uid, gid };
  throw new SettingError(
    'ROTAWRIGHT_DATA',
    `The database in ${cluster} belongs to user ${nameOf(uid)}, not to the user this process runs as. ` +
      'Start as that user (or as root), or point ROTAWRIGHT_DATA to another folder.',
  );
}

/** Runs a shell snippet as the user; its first argument is `$1`. */
export function succeedsAs(user: ServerUser | undefined, script: string, argument: string): boolean {
  const result = spawnSync('/bin/sh', ['-c', script, 'sh', argument], {
    cwd: '/',
    stdio: 'ignore',
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  return result.status === 0;
}

function findUser(name: string): ServerUser | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function nameOf(uid: number): string {
  try {
    return execFileSync('id', ['-nu', String(uid)], { stdio: 'pipe' })
      .toString()
      .trim();
  } catch {
    return String(uid);
  }
}
