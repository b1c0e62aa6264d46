import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type UploadedFile } from '../modules/intake/intakes.service.js';
import { runCommand, type Terminal, UsageFault } from './command.js';
import { importPlacements, type ImportOptions } from './import-placements.js';

const USAGE = `Usage:
  rotawright import placements SHEET [--people SHEET] [--dry-run] [--json] [--part]
                               [--refused N] [--removed N] [--as EMAIL]

Takes in a sheet of the deanery's placements (CSV or .xlsx), and with --people the sheet of people, into the database that the
service uses (ROTAWRIGHT_DATA, DATABASE_URL), as the portal does: all that is accepted in one transaction, or nothing. The
service may be running.

  --dry-run    say what each row would do; change nothing
  --part       the sheet does not list every placement of its posts: remove nothing
  --refused N  confirm that N rows stay out
  --removed N  confirm that N placements are removed
  --as EMAIL   the account of HR in whose name it is done; needed where there are several
  --json       one object: {dryRun, applied, placements, people, gaps, addressMissing, notes, unmapped, rows}

Exit status: 0 done; 1 not applied, because the rows that stay out or the placements that are removed are not confirmed;
2 it could not be done.`;

/** `rotawright import placements`. @returns the exit status */
export async function importCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [what, ...rest] = args;
  if (what === '--help') {
    terminal.print(USAGE);
    return 0;
  }
  return runCommand({ name: 'import', usage: USAGE }, terminal, async () => {
    if (what !== 'placements') throw new UsageFault(`there is no "import ${what ?? ''}"`);
    const options = readOptions(rest);
    return importPlacements(filesOf(options), options, terminal);
  });
}

interface Arguments extends ImportOptions {
  readonly sheet: string;
  readonly people: string | undefined;
}

function readOptions(args: readonly string[]): Arguments {
  const { values, positionals } = parsed(args);
  const [sheet, ...others] = positionals;
  if (sheet === undefined) throw new UsageFault('name the sheet of placements');
  if (others.length > 0)
    throw new UsageFault(`"${others[0]}" is one sheet too many; give people with --people`);
  return {
    sheet,
    people: values.people,
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
    complete: values.part !== true,
    refused: countOf('refused', values.refused),
    removed: countOf('removed', values.removed),
    as: values.as,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        people: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        part: { type: 'boolean' },
        refused: { type: 'string' },
        removed: { type: 'string' },
        as: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}

function countOf(option: string, value: string | undefined): number {
  if (value === undefined) return 0;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new UsageFault(`--${option} must be a whole number, not "${value}"`);
}

function filesOf({ sheet, people }: Arguments): UploadedFile[] {
  return [sheet, ...(people === undefined ? [] : [people])].map((path) => {
    try {
      return { name: basename(path), bytes: readFileSync(path) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageFault(`${path} cannot be read (${code ?? 'no reason given'})`);
    }
  });
}

/** A sheet or a setting says itself what is wrong with it; anything else is a fault of the program. */
