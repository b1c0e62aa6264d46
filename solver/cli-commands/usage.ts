import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { isCurtoisQu, readCurtoisQu, readRosterTsv, writeRosterTsv } from '../formats/curtois-qu.js';
import { FormatError } from '../formats/format-error.js';
import { readProblemJson, readRotaJson, writeRotaJson } from '../formats/problem-json.js';
import { type Problem, type Rota } from '../model/index.js';

/** A command line that cannot be followed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Where a command speaks to. */
export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
}

export function positiveInteger(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value) || Number(value) < 1) {
    throw new UsageError(`${option} must be a whole number of at least 1, not "${value}"`);
  }
  return Number(value);
}

export function positiveNumber(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!(number > 0) || !Number.isFinite(number))
    throw new UsageError(`${option} must be a number above 0, not "${value}"`);
  return number;
}

/** @throws FormatError, also for a file that is not there. */
export function readProblem(file: string): Problem {
  const text = readText(file, 'latin1');
  const id = basename(file, extname(file));
  return isCurtoisQu(text) ? readCurtoisQu(text, id) : readProblemJson(readText(file, 'utf8'), id);
}

export function readRota(problem: Problem, file: string): Rota {
  const text = readText(file, 'utf8');
  return extname(file) === '.json' ? readRotaJson(problem, text) : readRosterTsv(problem, text);
}

/** @throws UsageError when the file cannot be written. */
export function writeRota(problem: Problem, rota: Rota, file: string): void {
  const text = extname(file) === '.json' ? writeRotaJson(problem, rota) : writeRosterTsv(problem, rota);
  writeText(file, text);
}

export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
}

/** @throws FormatError for a file that is not there. */
export function readText(file: string, encoding: 'latin1' | 'utf8'): string {
  try {
    return readFileSync(file, encoding);
  } catch (error) {
    throw new FormatError(file, `cannot be read: ${(error as Error).message}`);
  }
}
