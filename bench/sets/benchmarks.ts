import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Verdict } from '../harness/instance-set.js';

/** Public instances and their judges lie beside the project, not in it. */
export const BENCHMARKS = join('..', 'shared', 'benchmarks');

/** Why a judge cannot be asked, or null. */
export function judgeMissing(judge: string): string | null {
  if (!existsSync(judge)) return `the judge ${judge} is not here, and no result counts without it`;
  const { status } = spawnSync('python3', ['--version']);
  return status === 0 ? null : 'the judge needs python3, which is not here';
}

/** Runs a judge that prints `objective N … hard violations …` with one number or several. */
export function askJudge(judge: string, args: readonly string[]): Verdict | null {
  const { stdout } = spawnSync('python3', [judge, ...args], { encoding: 'utf8' });
  const match = /objective (\d+)\b.*hard violations (.*)/.exec(stdout);
  if (match === null) return null;
  const hard = [...match[2]!.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
  return { objective: Number(match[1]), hard };
}
