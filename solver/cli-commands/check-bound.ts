import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBoundProofJson } from '../formats/bound-proof-json.js';
import { checkBound } from '../search/index.js';
import { folderOptions, readSource } from './source.js';
import { type Terminal, UsageError } from './usage.js';

/** Sums over many people differ in their last digits. */
const TOLERANCE = 1e-6;

/** `rotawright check-bound`: works a bound out afresh from its proof; returns the exit status, 0 where it holds. */
export function checkBoundCommand(args: string[], terminal: Terminal): number {
  const { path, proof, json, folder } = parse(args);
  const { problem } = readSource(path, folder);
  const claim = readBoundProofJson(problem, readProofText(proof));
  const found = checkBound(problem, claim.proof);
  const holds = found !== null && found >= claim.bound - TOLERANCE * Math.max(1, Math.abs(claim.bound));
  if (json) terminal.print(JSON.stringify({ instance: problem.id, claimed: claim.bound, found, holds }));
  else if (holds) terminal.print(`${problem.id}: no rota costs less than ${claim.bound}: confirmed`);
  else if (found === null)
    terminal.complain(`${problem.id}: somebody has no line without a hard violation, so there is no bound`);
  else terminal.complain(`${problem.id}: ${claim.bound} is claimed, but the proof proves ${found} only`);
  return holds ? 0 : 1;
}

function parse(args: string[]) {
  const { values, positionals } = parseOrFail(args);
  const [path, proof, ...more] = positionals;
  if (path === undefined || proof === undefined || more.length > 0)
    throw new UsageError('name the problem, and the proof that solve --proof wrote');
  return { path, proof, json: values.json === true, folder: values };
}

function parseOrFail(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, ...folderOptions },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readProofText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
