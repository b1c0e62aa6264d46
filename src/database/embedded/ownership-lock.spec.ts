import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownerOf, takeOwnership } from './ownership-lock.js';
import { isAlive, isPidAlive, ownIdentity } from './process-identity.js';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rw-lock-'));
  lock = join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('takeOwnership', () => {
  it('gives the lock once, and again after its release', () => {
    const first = takeOwnership(lock);
    expect(first).toBeDefined();
    expect(ownerOf(lock)?.pid).toBe(process.pid);
    expect(takeOwnership(lock)).toBeUndefined();
    first!.release();
    expect(ownerOf(lock)).toBeUndefined();
    expect(takeOwnership(lock)).toBeDefined();
  });

  it('takes over from a process that is gone, also when its pid lives again in another process', async () => {
    const dead = await endedProcess();
    for (const pid of [dead, process.pid]) {
      writeFileSync(lock, JSON.stringify({ pid, started: 'some other boot', taking: `of-${pid}` }));
      const taken = takeOwnership(lock);
      expect(taken).toBeDefined();
      taken!.release();
    }
  });

  it('takes over a lock file that was cut short', () => {
    for (const content of ['', '{"pid":', '{"pid":12}', 'null']) {
      writeFileSync(lock, content);
      const taken = takeOwnership(lock);
      expect(taken).toBeDefined();
      taken!.release();
    }
  });

  it('leaves no other file behind', () => {
    writeFileSync(lock, '');
    takeOwnership(lock)!.release();
    takeOwnership(lock);
    takeOwnership(lock);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('does not remove a lock that another one has taken meanwhile', () => {
    const mine = takeOwnership(lock)!;
    writeFileSync(lock, JSON.stringify({ ...ownIdentity(), taking: 'another' }));
    mine.release();
    expect(existsSync(lock)).toBe(true);
  });
});

describe('a process identity', () => {
  it('dies with its process', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    expect(isPidAlive(child.pid!)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isPidAlive(child.pid!)).toBe(false);
    expect(isAlive(ownIdentity())).toBe(true);
    expect(isAlive({ pid: process.pid, started: 'another time' })).toBe(false);
  });
});

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid!;
}
