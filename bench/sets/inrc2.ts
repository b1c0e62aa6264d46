import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bestKnownOf } from '../harness/best-known.js';
import { type Instance, type InstanceSet } from '../harness/instance-set.js';
import { askJudge, BENCHMARKS, judgeMissing } from './benchmarks.js';

const FOLDER = join(BENCHMARKS, 'inrc2');
const JUDGE = join(BENCHMARKS, 'check_inrc2.py');

/**
 * The static problem of the Second International Nurse Rostering Competition. An id names scenario, history and weeks:
 * `n030w4_1_6-2-9-1`. Listed are those whose best known value is at hand; any other that the files allow may be named.
 */
export const inrc2: InstanceSet = {
  name: 'inrc2',
  title: 'INRC-II, static',
  judgedBy: 'Objectives and hard violations are those of an independent judge.',
  missing: () => judgeMissing(JUDGE) ?? (existsSync(FOLDER) ? null : `${FOLDER} is not here`),
  instances: () => [...bestKnownOf('inrc2').keys()].flatMap((id) => instanceOf(id) ?? []),
  other: instanceOf,
  judge({ args: [folder, , history, , weeks] }, out) {
    const files = readdirSync(out)
      .filter((name) => name.startsWith('sol-week'))
      .sort((a, b) => weekOf(a) - weekOf(b))
      .map((name) => join(out, name));
    return askJudge(JUDGE, [folder!, history!, weeks!, ...files]);
  },
};

function weekOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

function instanceOf(id: string): Instance | null {
  const match = /^(.+)_(\d+)_(\d+(?:-\d+)*)$/.exec(id);
  if (match === null || !existsSync(join(FOLDER, match[1]!))) return null;
  return {
    id,
    args: [join(FOLDER, match[1]!), '--history', match[2]!, '--weeks', match[3]!],
    outName: id,
    bestKnown: bestKnownOf('inrc2').get(id) ?? null,
  };
}
