import { parseArgs } from 'node:util';
import {
  type Contradiction,
  findContradictions,
  findLineContradictions,
} from '../constraints/contradictions.js';
import { writeBoundProofJson } from '../formats/bound-proof-json.js';
import { type Problem } from '../model/index.js';
import { evaluate, solve, SolveError, type SolveOptions, type SolveResult } from '../search/index.js';
import { type FolderOptions, folderOptions, readSource } from './source.js';
import { traceTo } from './trace.js';
import { positiveInteger, positiveNumber, type Terminal, UsageError, writeText } from './usage.js';

interface SolveArguments {
  readonly path: string;
  readonly folder: FolderOptions;
  readonly out: string;
  readonly json: boolean;
  /** File for the course of the search, if one is wanted. */
  readonly trace: string | null;
  /** File for the proof of the lower bound, if one is wanted. */
  readonly proof: string | null;
  readonly options: SolveOptions;
}

/** `rotawright solve`; returns the exit status. */
export async function solveCommand(args: string[], terminal: Terminal): Promise<number> {
  const { path, folder, out, json, trace, proof, options } = parseSolve(args);
  const source = readSource(path, folder);
  const { problem } = source;
  const contradictions = findContradictions(problem);
  if (contradictions.length > 0) return sayContradictory(path, contradictions, terminal);
  // An unwritable name is better known before the search than after it.
  source.prepare(out);
  if (proof !== null) writeText(proof, '');
  const tracing = trace === null ? {} : { onProgress: traceTo(trace) };
  const result = await solveUntilInterrupted(problem, { ...options, ...tracing }, terminal);
  if (result === null) return 1;
  source.writeRota(result.rota, out);
  if (proof !== null) writeProof(proof, result, terminal);
  if (json) terminal.print(JSON.stringify(summary(problem.id, result)));
  else terminal.print(inWords(problem.id, result, out));
  if (result.hardViolations === 0) return 0;
  const proven = contradictionsBehind(problem, result);
  return proven.length > 0 ? sayContradictory(path, proven, terminal) : 1;
}

function writeProof(file: string, { lowerBound, boundProof }: SolveResult, terminal: Terminal): void {
  if (lowerBound === null || boundProof === null) {
    terminal.complain(`rotawright solve: the search came to no bound of its own; ${file} is left empty`);
    return;
  }
  writeText(file, writeBoundProofJson({ bound: lowerBound, proof: boundProof }));
}

/** Proofs that the people whose lines are still in breach cannot have any other. */
function contradictionsBehind(problem: Problem, { rota }: SolveResult): Contradiction[] {
  const { violations } = evaluate(problem, rota);
  const inBreach = new Set(violations.flatMap(({ level, personId }) => (level === 'hard' ? personId : [])));
  return findLineContradictions(
    problem,
    problem.people.filter(({ id }) => inBreach.has(id)),
  );
}

function sayContradictory(path: string, found: readonly Contradiction[], terminal: Terminal): number {
  terminal.complain(`rotawright solve: ${path} is contradictory:`);
  for (const { message } of found) terminal.complain(`  ${message}`);
  return 3;
}

function parseSolve(args: string[]): SolveArguments {
  const { values, positionals } = parseOrFail(args);
  const [path, ...more] = positionals;
  if (path === undefined) throw new UsageError('name the file or folder to solve');
  if (more.length > 0) throw new UsageError(`one problem at a time; "${more.join(' ')}" is too much`);
  if (values.out === undefined) throw new UsageError('--out names the file or folder for the rota');
  const seconds = positiveNumber(values.seconds, '--seconds');
  const work = positiveInteger(values.work, '--work');
  if ((seconds === undefined) === (work === undefined))
    throw new UsageError('give either --seconds N or --work N');
  if (values.seed !== undefined && !/^\d+$/.test(values.seed)) {
    throw new UsageError(`--seed must be a whole number, not "${values.seed}"`);
  }
  const memoryMb = positiveInteger(values.memory, '--memory');
  return {
    path,
    folder: values,
    out: values.out,
    json: values.json === true,
    trace: values.trace ?? null,
    proof: values.proof ?? null,
    options: {
      ...(memoryMb === undefined ? {} : { memoryMb }),
      ...(seconds === undefined ? { work: work! } : { seconds }),
      seed: Number(values.seed ?? 1),
      threads: positiveInteger(values.threads, '--threads') ?? (work === undefined ? 2 : 1),
    },
  };
}

function parseOrFail(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        work: { type: 'string' },
        threads: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        memory: { type: 'string' },
        trace: { type: 'string' },
        proof: { type: 'string' },
        ...folderOptions,
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Ctrl-C ends the search and keeps the best rota; a second one ends the process. */
async function solveUntilInterrupted(
  problem: Problem,
  options: SolveOptions,
  terminal: Terminal,
): Promise<SolveResult | null> {
  const abort = new AbortController();
  const interrupt = (): void => {
    abort.abort();
  };
  process.once('SIGINT', interrupt);
  try {
    return await solve(problem, { ...options, signal: abort.signal });
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    terminal.complain(`rotawright solve: ${error.message}`);
    if (options.memoryMb !== undefined) {
      terminal.complain('Allow more with --memory, or plan fewer days or people at once.');
    }
    return null;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function gapOf({ objective, lowerBound }: SolveResult): number | null {
  if (lowerBound === null) return null;
  return objective === 0 ? 0 : (objective - lowerBound) / objective;
}

function summary(instance: string, result: SolveResult) {
  return {
    instance,
    objective: result.objective,
    lowerBound: result.lowerBound,
    gap: gapOf(result),
    hardViolations: result.hardViolations,
    seconds: Math.round(result.seconds * 1000) / 1000,
    seed: result.seed,
    threads: result.threads,
    timeToBest: Math.round(result.timeToBestSeconds * 1000) / 1000,
    peakMemoryMb: result.peakMemoryMb,
  };
}

function inWords(instance: string, result: SolveResult, out: string): string {
  const bound =
    result.lowerBound === null
      ? 'no proof yet'
      : `${result.lowerBound} (gap ${((gapOf(result) ?? 0) * 100).toFixed(2)} %)`;
  return [
    `${instance}: objective ${result.objective}`,
    `lower bound      ${bound}`,
    `hard violations  ${result.hardViolations}`,
    `places unfilled  ${result.unfilled}`,
    `time             ${result.seconds.toFixed(1)} s, best after ${result.timeToBestSeconds.toFixed(1)} s, ended by ${result.ended}`,
    `memory           ${result.peakMemoryMb} MB at most`,
    `rota             ${out}`,
  ].join('\n');
}
