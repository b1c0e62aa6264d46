import { randomInt } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Role } from '../src/common/role.js';

export interface DemoSignIn {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
}

const FILE_NAME = 'demo-sign-ins.json';
/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Like `k7mp-x2qd-9wfa-3hjt`: 79 random bits, easy to type. */
export function randomPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/**
 * The passwords that the data folder names already, by mail address. A second database beside the folder gets the same
 * ones: else the sign-ins of the first would be lost.
 */
export async function knownPasswords(dataFolder: string): Promise<ReadonlyMap<string, string>> {
  try {
    const signIns = JSON.parse(await readFile(join(dataFolder, FILE_NAME), 'utf8')) as DemoSignIn[];
    return new Map(signIns.map(({ email, password }) => [email, password]));
  } catch {
    return new Map();
  }
}

/**
 * Writes the sign-ins so that after a power cut either the old file stands whole or the new one. Only its owner may read it.
 *
 * @returns the path of the file.
 */
export async function writeSignIns(dataFolder: string, signIns: readonly DemoSignIn[]): Promise<string> {
  await mkdir(dataFolder, { recursive: true });
  const path = join(dataFolder, FILE_NAME);
  const partial = `${path}.${process.pid}.partial`;
  await rm(partial, { force: true });
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(signIns, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
  await syncFolder(dataFolder);
  return path;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
