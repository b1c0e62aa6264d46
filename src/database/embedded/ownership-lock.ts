import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.js';

interface LockContent extends ProcessIdentity {
  /** Differs at every taking, so that a waiting process can tell the lock it saw from its successor. */
  readonly taking: string;
}

/** Held until {@link OwnershipLock.release}, or until this process ends, however it ends. */
export interface OwnershipLock {
  release(): void;
}

/**
 * Takes the lock file for this process. The lock of a process that is gone counts as free, and of several
 * processes that find it so exactly one gets it.
 *
 * @returns undefined while a living process (this one included) holds it.
 */
export function takeOwnership(path: string): OwnershipLock | undefined {
  const content: LockContent = { ...ownIdentity(), taking: randomUUID() };
  const draft = `${path}.${content.taking}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
  try {
    if (!link(draft, path) && !takeOver(draft, path)) return undefined;
    return { release: () => releaseOwn(path, content.taking) };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The process that holds the lock, if it lives. */
export function ownerOf(path: string): ProcessIdentity | undefined {
  const holder = read(path);
  return holder && isAlive(holder) ? holder : undefined;
}

/** A hard link appears whole or not at all, and never over an existing file. */
function link(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Replaces a dead holder's lock. Whoever replaces it first takes a lock named after that very taking, so a
 * slower process cannot mistake the successor for the dead one.
 */
function takeOver(draft: string, path: string): boolean {
  const dead = read(path);
  if (!dead) return link(draft, path);
  if (isAlive(dead)) return false;
  const guard = takeOwnership(`${path}.over-${dead.taking}`);
  if (!guard) return false;
  try {
    if (read(path)?.taking !== dead.taking) return false;
    renameSync(draft, path);
    return true;
  } finally {
    guard.release();
  }
}

function releaseOwn(path: string, taking: string): void {
  if (read(path)?.taking === taking) rmSync(path, { force: true });
}

function read(path: string): LockContent | undefined {
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockContent> | null;
    if (typeof content?.pid !== 'number' || !content.started || !content.taking) throw new SyntaxError();
    return content as LockContent;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // Cut short by a full disk or a crash of the machine: nobody living wrote it.
    if (error instanceof SyntaxError) return { pid: 0, started: 'unreadable', taking: 'unreadable' };
    throw error;
  }
}
