import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bestKnownOf } from '../harness/best-known.js';
import { type InstanceSet } from '../harness/instance-set.js';
import { askJudge, BENCHMARKS, judgeMissing } from './benchmarks.js';

const FOLDER = join(BENCHMARKS, 'curtois-qu');
const JUDGE = join(BENCHMARKS, 'check_curtois_qu.py');

/** Shift scheduling of Curtois and Qu (2014); an instance's id is its number. */
export const curtoisQu: InstanceSet = {
  name: 'curtois-qu',
  title: 'Curtois & Qu',
  judgedBy: 'Objectives and hard violations are those of an independent judge.',
  missing: () => judgeMissing(JUDGE) ?? (existsSync(FOLDER) ? null : `${FOLDER} is not here`),
  instances() {
    const best = bestKnownOf('curtois-qu');
    return readdirSync(FOLDER)
      .flatMap((file) => /^Instance(\d+)\.txt$/.exec(file)?.[1] ?? [])
      .sort((a, b) => Number(a) - Number(b))
      .map((id) => ({
        id,
        args: [join(FOLDER, `Instance${id}.txt`)],
        outName: `${id}.tsv`,
        bestKnown: best.get(id) ?? null,
      }));
  },
  judge: ({ args }, out) => askJudge(JUDGE, [args[0]!, out]),
};
