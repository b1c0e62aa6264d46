import { parseArgs } from 'node:util';
import { explainPerson, explainUnfilled } from '../explain/index.js';
import { evaluate } from '../search/index.js';
import { type FolderOptions, folderOptions, readSource } from './source.js';
import { type Terminal, UsageError } from './usage.js';

/** `rotawright explain`: what a rota breaks, and why its open places are open. */
export function explainCommand(args: string[], terminal: Terminal): number {
  const { path, rotaPath, json, folder } = parseExplain(args);
  const source = readSource(path, folder);
  const { problem } = source;
  const rota = source.readRota(rotaPath);
  const { objective, hardViolations, unfilled, parts } = evaluate(problem, rota);
  const violations = problem.people.flatMap((person) => explainPerson(problem, rota, person.id));
  const places = explainUnfilled(problem, rota);
  if (json) {
    terminal.print(
      JSON.stringify({
        instance: problem.id,
        objective,
        hardViolations,
        unfilled,
        parts,
        violations,
        places,
      }),
    );
    return 0;
  }
  terminal.print(
    `${problem.id}: objective ${objective} (requests ${parts.requests}, cover ${parts.cover}, soft rules ${parts.softRules})`,
  );
  terminal.print(`${hardViolations} hard violations, ${unfilled} places unfilled`);
  for (const violation of violations) {
    terminal.print(`  ${violation.level} ${violation.rule} ${violation.personId}: ${violation.message}`);
  }
  for (const place of places) {
    terminal.print(`\n${place.summary}`);
    for (const candidate of place.candidates) {
      const why = candidate.couldTake
        ? 'could take it'
        : candidate.exclusions.map((exclusion) => exclusion.message).join(' ');
      terminal.print(`  ${candidate.personName} (${candidate.shiftTypeId}): ${why}`);
    }
  }
  return 0;
}

interface ExplainArguments {
  readonly path: string;
  readonly rotaPath: string;
  readonly json: boolean;
  readonly folder: FolderOptions;
}

function parseExplain(args: string[]): ExplainArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { rota: { type: 'string' }, json: { type: 'boolean' }, ...folderOptions },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  const [path] = positionals;
  if (path === undefined) throw new UsageError('name the file or folder of the problem');
  if (values.rota === undefined) throw new UsageError('--rota names the file or folder of the rota');
  return { path, rotaPath: values.rota, json: values.json === true, folder: values };
}
