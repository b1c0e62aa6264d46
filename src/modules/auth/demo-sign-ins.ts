import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoSignIn {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** The sign-ins that the demo wrote down in the data folder; none if it wrote none that can be read. */
export async function readDemoSignIns(dataFolder: string): Promise<DemoSignIn[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(dataFolder, 'demo-sign-ins.json'), 'utf8'));
    return Array.isArray(parsed) ? parsed.filter(isDemoSignIn) : [];
  } catch {
    return [];
  }
}

function isDemoSignIn(value: unknown): value is DemoSignIn {
  if (typeof value !== 'object' || value === null) return false;
  const { role, email, password } = value as Partial<Record<string, unknown>>;
  return typeof role === 'string' && typeof email === 'string' && typeof password === 'string';
}
