#!/usr/bin/env node
import { benchCommand } from './cli-commands/bench.js';
import { checkBoundCommand } from './cli-commands/check-bound.js';
import { checkCommand } from './cli-commands/check.js';
import { explainCommand } from './cli-commands/explain.js';
import { repairCommand } from './cli-commands/repair.js';
import { solveCommand } from './cli-commands/solve.js';
import { type Terminal, UsageError } from './cli-commands/usage.js';
import { FormatError } from './formats/format-error.js';
import { RuleError } from './rules/index.js';

const USAGE = `Usage:
  rotawright solve FILE|FOLDER [--history N --weeks a-b-c-d] --seconds N | --work N [--threads N] [--seed N]
                   [--memory MB] --out FILE|FOLDER [--json] [--trace FILE] [--proof FILE]
  rotawright check-bound FILE|FOLDER [--history N --weeks a-b-c-d] PROOF [--json]
  rotawright explain FILE|FOLDER [--history N --weeks a-b-c-d] --rota FILE|FOLDER [--shift ID] [--json]
  rotawright repair FILE|FOLDER [--history N --weeks a-b-c-d] --rota FILE|FOLDER --away PERSON:DATE..DATE [--away …]
                    [--from DATE] [--seconds N | --work N] [--threads N] [--seed N] [--change-cost N]
                    [--prove SECONDS] [--out FILE|FOLDER] [--json]
  rotawright check --pack CODE[@DATE] --template LINES.csv --shifts SHIFTS.csv [--leave-weeks W --leave-hours C]
                   [--wte SHARE] [--opted-out] [--weekends-authorised] [--json]
  rotawright bench curtois-qu|inrc2|hospital [--seconds N] [--instances a,b] [--seed a,b] [--threads N] [--resume]
  rotawright bench workers [--units N] [--work N]
  rotawright audit verify [--ends FILE] [--threads N] [--json]

FILE is a problem in Rotawright's JSON or in the format of Curtois & Qu. The rota is written and read as tab-separated
text (a person a line, the id and then a shift a day), or as JSON where the name ends in .json.
FOLDER is an instance of INRC-II; --history and --weeks are the numbers of its H0 and WD files, and the rota is a
folder with one file a week.
--shift is the id of one line of the cover, whose places alone are explained.
Repair keeps the rota as it stands but for what the absences take away and what mends that; days before --from stay.
--memory limits the heap of each search thread; --trace writes the course of the search, a JSON object a line;
--proof writes what proves the lower bound, which check-bound works out afresh.
Exit status of solve: 0 no hard violation; 1 none such found; 2 unreadable input; 3 contradictory input.
Exit status of check: 0 no hard violation; 1 some; 2 unreadable input.`;

const commands: Readonly<Record<string, (args: string[], terminal: Terminal) => Promise<number> | number>> = {
  solve: solveCommand,
  'check-bound': checkBoundCommand,
  explain: explainCommand,
  repair: repairCommand,
  check: checkCommand,
  bench: benchCommand,
};

const terminal: Terminal = {
  print: (text) => {
    console.log(text);
  },
  complain: (text) => {
    console.error(text);
  },
};

async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = commands[name];
  if (command === undefined) {
    const asked = name === '' || name === '--help' || name === '-h' || name === 'help';
    if (asked) console.log(USAGE);
    else console.error(`rotawright: unknown command "${name}"\n\n${USAGE}`);
    return asked && name !== '' ? 0 : 2;
  }
  try {
    return await command(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError || error instanceof FormatError || error instanceof RuleError) {
      console.error(`rotawright ${name}: ${error.message}`);
      return 2;
    }
    throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
