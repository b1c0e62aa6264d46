import { parseArgs } from 'node:util';
import { explainPerson, explainUnfilled } from '../explain/index.js';
import { evaluate } from '../search/index.js';
import { readProblem, readRota, UsageError } from './usage.js';

/** `rotawright explain`: what a rota breaks, and why its open places are open. */
export function explainCommand(args: string[]): number {
  const { file, rotaFile, json } = parseExplain(args);
  const problem = readProblem(file);
  const rota = readRota(problem, rotaFile);
  const { objective, hardViolations, unfilled, parts } = evaluate(problem, rota);
  const violations = problem.people.flatMap((person) => explainPerson(problem, rota, person.id));
  const places = explainUnfilled(problem, rota);
  if (json) {
    console.log(
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
  console.log(
    `${problem.id}: objective ${objective} (requests ${parts.requests}, cover ${parts.cover}, soft rules ${parts.softRules})`,
  );
  console.log(`${hardViolations} hard violations, ${unfilled} places unfilled`);
  for (const violation of violations) {
    console.log(`  ${violation.level} ${violation.rule} ${violation.personId}: ${violation.message}`);
  }
  for (const place of places) {
    console.log(`\n${place.summary}`);
    for (const candidate of place.candidates) {
      const why = candidate.couldTake
        ? 'could take it'
        : candidate.exclusions.map((exclusion) => exclusion.message).join(' ');
      console.log(`  ${candidate.personName} (${candidate.shiftTypeId}): ${why}`);
    }
  }
  return 0;
}

function parseExplain(args: string[]): { file: string; rotaFile: string; json: boolean } {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { rota: { type: 'string' }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const [file] = parsed.positionals;
  if (file === undefined) throw new UsageError('name the file of the problem');
  if (parsed.values.rota === undefined) throw new UsageError('--rota names the file of the rota');
  return { file, rotaFile: parsed.values.rota, json: parsed.values.json === true };
}
