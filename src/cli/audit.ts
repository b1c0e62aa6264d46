import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareDataFolder } from '../config/data-folder.js';
import { loadConfig } from '../config/load-config.js';
import { openDatabase } from '../database/connection.js';
import { type ChainReport, type KnownEnd } from '../modules/audit/chain-check.js';
import { EndsFileError, noteEnds, readEnds } from './audit-ends.js';
import { verifyLog } from './audit-verify.js';
import { runCommand, type Terminal, UsageFault } from './command.js';

const USAGE = `Usage:
  rotawright audit verify [--ends FILE] [--threads N] [--json]

Checks the audit log of the database that the service uses (ROTAWRIGHT_DATA, DATABASE_URL): changed, removed, inserted and
reordered entries, a tail that was cut off. The end of every chain is noted in a file, audit-ends.json in the data folder
unless --ends names another, and the next check compares: only so is a chain noticed that was written anew as a whole. Keep
the file, or a copy, where whoever can change the database cannot.
Exit status: 0 the log is whole; 1 it was tampered with; 2 it could not be checked.`;

interface Options {
  readonly ends: string | undefined;
  readonly threads: number;
  readonly json: boolean;
}

/** `rotawright audit verify`. @returns the exit status */
export async function auditCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [sub, ...rest] = args;
  if (sub === '--help' || sub === undefined) {
    if (sub === undefined) terminal.complain(USAGE);
    else terminal.print(USAGE);
    return sub === undefined ? 2 : 0;
  }
  return runCommand({ name: 'audit', usage: USAGE, expected: [EndsFileError] }, terminal, async () => {
    if (sub !== 'verify') throw new UsageFault(`there is no "audit ${sub}"`);
    return verify(readOptions(rest), terminal);
  });
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ends: { type: 'string' }, threads: { type: 'string' }, json: { type: 'boolean' } },
    });
    const { ends, threads, json = false } = values;
    if (threads !== undefined && !/^[1-9]\d?$/.test(threads)) {
      throw new Error(`--threads must be a whole number from 1 to 99, not "${threads}"`);
    }
    return { ends, threads: Number(threads ?? Math.min(8, availableParallelism())), json };
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}

async function verify({ ends, threads, json }: Options, terminal: Terminal): Promise<number> {
  const config = loadConfig(process.env);
  prepareDataFolder(config.dataFolder);
  const file = ends === undefined ? join(config.dataFolder, 'audit-ends.json') : resolve(ends);
  const known = readEnds(file);
  const database = await openDatabase(config, (line) => {
    if (!json) terminal.print(line);
  });
  try {
    const { reports, names } = await verifyLog(database.connection, known, threads);
    if (json) terminal.print(JSON.stringify(reports));
    else for (const report of reports) for (const line of inWords(report, names)) terminal.print(line);
    const whole = reports.every(({ faults }) => faults.length === 0);
    if (!json) terminal.print(summary(reports, known, file));
    // What is not whole is not noted: the next check has to find it again.
    if (whole) noteEnds(file, reports);
    return whole ? 0 : 1;
  } finally {
    await database.close();
  }
}

function inWords({ chain, entries, faults }: ChainReport, names: ReadonlyMap<string, string>): string[] {
  const name = names.has(chain) ? `${names.get(chain)!} (${chain})` : chain;
  const [first, ...others] = faults;
  if (first === undefined) return [`${name}: ${entries} entries, whole`];
  return [
    `${name}: TAMPERED WITH. The first bad entry is ${first.seq}: ${first.message}`,
    ...others.slice(0, 9).map(({ message }) => `  also: ${message}`),
    ...(others.length > 9 ? [`  and more (--json lists the first hundred)`] : []),
  ];
}

function summary(reports: readonly ChainReport[], known: readonly KnownEnd[], file: string): string {
  const entries = reports.reduce((sum, report) => sum + report.entries, 0);
  const bad = reports.filter(({ faults }) => faults.length > 0).length;
  if (bad > 0) return `${bad} of ${reports.length} chains are not as they were written.`;
  const compared = known.length > 0 ? `, and as they were when last noted` : '';
  return `${entries} entries in ${reports.length} chains are as they were written${compared}. Ends noted in ${file}`;
}
