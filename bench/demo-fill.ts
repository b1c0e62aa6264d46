/**
 * Fills the demo's drafts as the service would and prints what came of it, beside what filling by rule of thumb gives.
 * With a folder named, also writes each unit's first draft there in the form that `rotawright solve` reads.
 *
 *   npx tsc -p bench && node dist/bench/demo-fill.js [SECONDS [FOLDER]]
 */
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { explainUnfilled } from '../solver/explain/index.js';
import { writeProblemJson } from '../solver/formats/problem-json.js';
import { type Problem } from '../solver/model/index.js';
import { evaluate, solve } from '../solver/search/index.js';
import { dataSourceOptions } from '../src/database/data-source-options.js';
import { connectionTo, startDatabaseServer } from '../test/support/database-server.js';
import { type DemoProblem, loadDemoProblems, peopleNeeded } from './demo-problems.js';
import { naiveFill } from './naive-fill.js';
import { withShortIds } from './short-ids.js';

const SEED = 1;
const THREADS = 2;

const seconds = Number(process.argv[2] ?? 10);
const fixtures = process.argv[3];

const written = new Set<string>();
for (const { unitCode, problem, notes } of await readProblems()) {
  if (fixtures !== undefined && !written.has(unitCode)) writeFixture(fixtures, unitCode, problem);
  written.add(unitCode);
  await measure(problem, notes);
}

async function readProblems(): Promise<DemoProblem[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const { server, stop } = await startDatabaseServer();
  const dataSource = new DataSource(dataSourceOptions(connectionTo(server, server.template)));
  try {
    await dataSource.initialize();
    return await loadDemoProblems(dataSource, dataFolder);
  } finally {
    await dataSource.destroy();
    await stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function measure(problem: Problem, notes: readonly string[]): Promise<void> {
  const needed = peopleNeeded(problem);
  const share = (unfilled: number): string => `${((1 - unfilled / needed) * 100).toFixed(2)} %`;
  console.log(
    `\n${problem.name}: ${needed} people needed by the minima of ${problem.cover.length} cover lines`,
  );
  for (const note of notes) console.log(`  note: ${note}`);
  const naive = evaluate(problem, naiveFill(problem));
  console.log(
    `  by rule of thumb: ${share(naive.unfilled)} met, ${naive.unfilled} short, ${naive.hardViolations} hard violations`,
  );
  const result = await solve(problem, { seconds, seed: SEED, threads: THREADS });
  const { unfilled, hardViolations, objective, parts } = evaluate(problem, result.rota);
  console.log(
    `  filled in ${result.seconds.toFixed(1)} s: ${share(unfilled)} met, ${unfilled} short, ` +
      `${hardViolations} hard violations, objective ${objective} ` +
      `(cover ${parts.cover}, rules ${parts.softRules}, requests ${parts.requests})`,
  );
  for (const place of explainUnfilled(problem, result.rota)) {
    console.log(`    ${problem.days[place.dayIndex]!.date} ${place.lineName}: ${place.summary}`);
    for (const { personName, exclusions } of place.candidates) {
      console.log(`      ${personName}: ${exclusions.map(({ message }) => message).join('; ') || 'could'}`);
    }
  }
}

function writeFixture(folder: string, unitCode: string, problem: Problem): void {
  mkdirSync(folder, { recursive: true });
  const name = `${unitCode.toLowerCase()}-${problem.days.length}.json`;
  const value: unknown = JSON.parse(writeProblemJson(withShortIds(problem)));
  writeFileSync(join(folder, name), `${JSON.stringify(value)}\n`);
}
