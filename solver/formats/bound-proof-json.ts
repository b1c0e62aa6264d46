import { type Problem } from '../model/index.js';
import { type BoundProof, type ProofSplit } from '../search/index.js';
import { FormatError } from './format-error.js';

/** A bound with what proves it, as it is kept in a file. */
export interface BoundClaim {
  readonly bound: number;
  readonly proof: BoundProof;
}

export function writeBoundProofJson(claim: BoundClaim): string {
  return `${JSON.stringify(claim)}\n`;
}

/** @throws FormatError naming the place for anything that is no proof about this problem. */
export function readBoundProofJson(problem: Problem, text: string): BoundClaim {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new FormatError('the proof', `is no JSON: ${(error as Error).message}`);
  }
  const { bound, proof } = record(data, 'the proof');
  return { bound: number(bound, 'bound'), proof: readProof(problem, proof, 'proof') };
}

function readProof(problem: Problem, data: unknown, path: string): BoundProof {
  const { split, below, above, duals, totals } = record(data, path);
  if (split !== undefined) {
    return {
      split: readSplit(problem, split, `${path}.split`),
      below: readProof(problem, below, `${path}.below`),
      above: readProof(problem, above, `${path}.above`),
    };
  }
  const own = list(duals, `${path}.duals`).map((dual, row) => number(dual, `${path}.duals[${row}]`));
  if (own.length !== problem.cover.length) {
    throw new FormatError(
      `${path}.duals`,
      `has ${own.length} entries; the problem has ${problem.cover.length} cover lines`,
    );
  }
  return {
    duals: own,
    totals: list(totals, `${path}.totals`).map((entry, k) => {
      const { total, dual } = record(entry, `${path}.totals[${k}]`);
      return {
        total: readTotal(problem, total, `${path}.totals[${k}].total`),
        dual: number(dual, `${path}.totals[${k}].dual`),
      };
    }),
  };
}

function readSplit(problem: Problem, data: unknown, path: string): ProofSplit {
  const { kind, person, day, token, total, most } = record(data, path);
  if (kind === 'total')
    return { kind, total: readTotal(problem, total, `${path}.total`), most: number(most, `${path}.most`) };
  if (kind !== 'cell') throw new FormatError(`${path}.kind`, `is neither "cell" nor "total"`);
  return {
    kind,
    person: index(person, problem.people.length, `${path}.person`),
    day: index(day, problem.days.length, `${path}.day`),
    token: index(token, problem.shiftTypes.length + 1, `${path}.token`),
  };
}

function readTotal(problem: Problem, data: unknown, path: string) {
  const { kind, rows } = record(data, path);
  if (kind !== 'short' && kind !== 'over')
    throw new FormatError(`${path}.kind`, `is neither "short" nor "over"`);
  const own = list(rows, `${path}.rows`).map((row, k) => {
    const at = index(row, problem.cover.length, `${path}.rows[${k}]`);
    if (problem.cover[at]!.measure.kind === 'count') return at;
    throw new FormatError(`${path}.rows[${k}]`, `is line ${at}, a share: only counts can be summed`);
  });
  if (new Set(own).size !== own.length) throw new FormatError(`${path}.rows`, 'names a line twice');
  return { kind, rows: own } as const;
}

function record(data: unknown, path: string): Record<string, unknown> {
  if (typeof data === 'object' && data !== null && !Array.isArray(data))
    return data as Record<string, unknown>;
  throw new FormatError(path, 'is not an object');
}

function list(data: unknown, path: string): unknown[] {
  if (Array.isArray(data)) return data;
  throw new FormatError(path, 'is not a list');
}

function number(data: unknown, path: string): number {
  if (typeof data === 'number' && Number.isFinite(data)) return data;
  throw new FormatError(path, 'is not a number');
}

function index(data: unknown, below: number, path: string): number {
  const value = number(data, path);
  if (Number.isInteger(value) && value >= 0 && value < below) return value;
  throw new FormatError(path, `is ${value}; it must be a whole number from 0 to ${below - 1}`);
}
