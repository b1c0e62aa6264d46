// @ts-check
/**
 * `npm run mutation`: changes the rules and constraints in every way that Stryker knows, one at a time, and fails where the tests notice
 * fewer than 85 %. A run over everything is recorded by file. Arguments are passed on: `-- --mutate 'solver/rules/sg1/*.ts'` for a part,
 * `-- --incremental` to try again only what has changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, main, root, say } from './steps.mjs';

const REPORT = join(root, '.rotawright/mutation.json');
const INCREMENTAL = join(root, '.rotawright/mutation-incremental.json');
const RECORD = 'bench/results/mutation.md';
const MS_PER_MINUTE = 60_000;

/** @typedef {{ killed: number, timeout: number, survived: number, uncovered: number }} Counts */

await main(() => {
  ensureInstalled();
  const args = process.argv.slice(2);
  const isContinued = args.includes('--incremental') && existsSync(INCREMENTAL);
  rmSync(REPORT, { force: true });
  const begun = Date.now();
  const tried = commit();
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', ...args],
    { cwd: root, stdio: 'inherit' },
  );
  const isWhole = !args.some((arg) => /^(-m|--mutate)/.test(arg));
  if (isWhole && existsSync(REPORT)) {
    const took = Math.ceil((Date.now() - begun) / MS_PER_MINUTE);
    const how = isContinued
      ? `${took} min, what had not changed since an earlier run taken over from it`
      : `${took} min`;
    writeFileSync(join(root, RECORD), record(JSON.parse(readFileSync(REPORT, 'utf8')), tried, how));
    say(`Recorded in ${RECORD}.`);
  }
  process.exit(status ?? 1);
});

/**
 * @param {{ files: Record<string, { mutants: { status: string }[] }> }} report
 * @param {string} tried
 * @param {string} took
 */
function record({ files }, tried, took) {
  const counted = Object.entries(files)
    .map(([file, { mutants }]) => ({ file, counts: countOf(mutants) }))
    .filter(({ counts }) => total(counts) > 0)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const all = countOf(Object.values(files).flatMap(({ mutants }) => mutants));
  return `${[
    '# Mutation testing of the rules',
    '',
    'Written by `npm run mutation`. Every mutator that Stryker has, on every file of `solver/rules` and `solver/constraints`, sentences',
    'included; killed: a test failed; timeout: the change never ended; no test: nothing ran it. At least 85 % have to be noticed.',
    '',
    `Commit ${tried}; Node.js ${process.versions.node} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; ${took}.`,
    '',
    '| file | killed | timeout | survived | no test | score |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    row('**all**', all),
    ...counted.map(({ file, counts }) => row(`\`${file.replace(/^solver\//, '')}\``, counts)),
  ].join('\n')}\n`;
}

/** @param {{ status: string }[]} mutants */
function countOf(mutants) {
  const of = (/** @type {string} */ status) => mutants.filter((mutant) => mutant.status === status).length;
  return {
    killed: of('Killed'),
    timeout: of('Timeout'),
    survived: of('Survived'),
    uncovered: of('NoCoverage'),
  };
}

/** @param {Counts} counts */
function total({ killed, timeout, survived, uncovered }) {
  return killed + timeout + survived + uncovered;
}

/**
 * @param {string} name
 * @param {Counts} counts
 */
function row(name, counts) {
  const { killed, timeout, survived, uncovered } = counts;
  const score = ((100 * (killed + timeout)) / total(counts)).toFixed(1);
  return `| ${name} | ${killed} | ${timeout} | ${survived} | ${uncovered} | ${score} % |`;
}

function commit() {
  const git = (/** @type {string[]} */ ...args) =>
    spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
  const dirty = git('status', '--porcelain', '--', 'solver') === '' ? '' : ' and changes to it';
  return `${git('rev-parse', '--short', 'HEAD') || 'unknown'}${dirty}`;
}
