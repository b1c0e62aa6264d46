import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpus, totalmem } from 'node:os';

/** What was measured, and on what. */
export interface Revision {
  /** Commit of the working tree, short; `none` outside git. */
  readonly commit: string;
  /** The solver or its packages differ from that commit. */
  readonly dirty: boolean;
  /** Digest of the solver's sources and the lock file: equal digests are the same program, whatever the commit. */
  readonly code: string;
  readonly machine: string;
  readonly node: string;
}

const MEASURED = ['solver', 'package-lock.json'] as const;

/** To be read before the runs: what is edited meanwhile is not what was measured. */
export function readRevision(): Revision {
  const processors = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return {
    commit: git('rev-parse', '--short', 'HEAD') || 'none',
    dirty: git('status', '--porcelain', ...MEASURED) !== '',
    code: digest(),
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memoryGb} GB`,
    node: process.versions.node,
  };
}

function git(...args: string[]): string {
  const { stdout, status } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

function digest(): string {
  const hash = createHash('sha256');
  const files = readdirSync('solver', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|testing)\.ts$/.test(file))
    .map((file) => join('solver', file))
    .sort();
  for (const file of [...files, 'package-lock.json']) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
