import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { isCurtoisQu, readCurtoisQu, readRosterTsv, writeRosterTsv } from '../formats/curtois-qu.js';
import { FormatError } from '../formats/format-error.js';
import {
  type Inrc2Instance,
  readInrc2,
  readSolutions,
  solutionName,
  weekCount,
  writeSolutions,
} from '../formats/inrc2/index.js';
import { readProblemJson, readRotaJson, writeRotaJson } from '../formats/problem-json.js';
import { type Problem, type Rota } from '../model/index.js';
import { UsageError, writeText } from './usage.js';

/** A problem, and how rotas of its format are read and written. */
export interface Source {
  readonly problem: Problem;
  /** @throws FormatError, also for a file that is not there. */
  readRota(path: string): Rota;
  /** Fails early where `path` cannot be written. @throws UsageError */
  prepare(path: string): void;
  /** @throws UsageError when it cannot be written. */
  writeRota(rota: Rota, path: string): void;
}

/** Options of the command line that name an instance of INRC-II in its folder. */
export interface FolderOptions {
  readonly history?: string | undefined;
  readonly weeks?: string | undefined;
}

/** `--history` and `--weeks` as `parseArgs` takes them. */
export const folderOptions = { history: { type: 'string' }, weeks: { type: 'string' } } as const;

/**
 * @param path a file of a problem, or a folder of INRC-II.
 * @throws FormatError for what cannot be read, UsageError for options that do not go with the path.
 */
export function readSource(path: string, options: FolderOptions): Source {
  if (isFolder(path)) return inrc2Source(path, options);
  if (options.history !== undefined || options.weeks !== undefined) {
    throw new UsageError(`--history and --weeks go with a folder of INRC-II; ${path} is none`);
  }
  return fileSource(path);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function fileSource(file: string): Source {
  const text = readText(file, 'latin1');
  if (/^\s*SCENARIO\s*=/.test(text)) {
    throw new UsageError(`${file} is a scenario of INRC-II: name its folder, with --history and --weeks`);
  }
  const id = basename(file, extname(file));
  const problem = isCurtoisQu(text) ? readCurtoisQu(text, id) : readProblemJson(readText(file, 'utf8'), id);
  return {
    problem,
    readRota: (path) => {
      const rota = readText(path, 'utf8');
      return extname(path) === '.json' ? readRotaJson(problem, rota) : readRosterTsv(problem, rota);
    },
    prepare: (path) => {
      writeText(path, '');
    },
    writeRota: (rota, path) => {
      writeText(
        path,
        extname(path) === '.json' ? writeRotaJson(problem, rota) : writeRosterTsv(problem, rota),
      );
    },
  };
}

function inrc2Source(folder: string, { history, weeks }: FolderOptions): Source {
  if (history === undefined || weeks === undefined) {
    throw new UsageError(
      `${folder} is a folder, so an instance of INRC-II: name its files, for example --history 0 --weeks 6-2-9-1`,
    );
  }
  if (!/^\d+$/.test(history)) throw new UsageError(`--history must be a whole number, not "${history}"`);
  if (!/^\d+(-\d+)*$/.test(weeks)) {
    throw new UsageError(`--weeks must be whole numbers joined by "-", not "${weeks}"`);
  }
  const instance = readInrc2(folder, { history: Number(history), weeks: weeks.split('-').map(Number) });
  return {
    problem: instance.problem,
    readRota: (path) => readWeeks(instance, path),
    prepare: (path) => {
      makeFolder(path);
      writeWeeks(
        path,
        Array.from({ length: weekCount(instance.problem) }, (_, week) => ({
          name: solutionName(week),
          text: '',
        })),
      );
    },
    writeRota: (rota, path) => {
      writeWeeks(path, writeSolutions(instance, rota));
    },
  };
}

function readWeeks({ problem }: Inrc2Instance, folder: string): Rota {
  const names = Array.from({ length: weekCount(problem) }, (_, week) => solutionName(week));
  return readSolutions(
    problem,
    names.map((name) => ({ name, text: readText(join(folder, name), 'utf8') })),
  );
}

function writeWeeks(folder: string, files: readonly { name: string; text: string }[]): void {
  for (const { name, text } of files) writeText(join(folder, name), text);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new UsageError(`cannot make the folder ${path}: ${(error as Error).message}`);
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
