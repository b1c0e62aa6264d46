import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type InstanceSet } from '../harness/instance-set.js';

const FOLDER = join('bench', 'fixtures');

/** First drafts of the demo hospital. */
export const hospital: InstanceSet = {
  name: 'hospital',
  title: 'The demo hospital',
  judgedBy:
    'Objectives and hard violations are those of `rotawright explain`, which knows nothing of the search.',
  missing: () => null,
  instances: () =>
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => ({
        id: basename(file, '.json'),
        args: [join(FOLDER, file)],
        outName: file,
        bestKnown: null,
      })),
  judge({ args }, out) {
    const explained = spawnSync(
      process.execPath,
      ['dist/solver/cli.js', 'explain', args[0]!, '--rota', out, '--json'],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    if (explained.status !== 0) return null;
    const { objective, hardViolations } = JSON.parse(explained.stdout) as {
      objective: number;
      hardViolations: number;
    };
    return { objective, hard: hardViolations };
  },
};
