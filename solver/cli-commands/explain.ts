import { parseArgs } from 'node:util';
import {
  type CostBreakdown,
  costBreakdown,
  explainPerson,
  explainUnfilled,
  type UnfilledExplanation,
  type Violation,
} from '../explain/index.js';
import { type Problem, type Rota } from '../model/index.js';
import { cheapestChanges, type MendedPlace } from '../repair/index.js';
import { type Evaluation, evaluate } from '../search/index.js';
import { mendInWords } from './mend-in-words.js';
import { type FolderOptions, folderOptions, readSource } from './source.js';
import { type Terminal, UsageError } from './usage.js';

interface Explanation {
  readonly evaluation: Evaluation;
  readonly violations: readonly Violation[];
  readonly places: readonly UnfilledExplanation[];
  readonly mends: ReadonlyMap<string, MendedPlace>;
  readonly costs: CostBreakdown;
}

/** `rotawright explain`: what a rota breaks and costs, why its open places are open, and what would fill them most cheaply. */
export function explainCommand(args: string[], terminal: Terminal): number {
  const { path, rotaPath, shift, json, folder } = parseExplain(args);
  const source = readSource(path, folder);
  const { problem } = source;
  const rota = source.readRota(rotaPath);
  const explanation = explain(problem, rota, shift);
  if (json) terminal.print(JSON.stringify(asJson(problem, explanation)));
  else for (const line of inWords(problem, explanation)) terminal.print(line);
  return 0;
}

/** @param shift id of one cover line, or undefined for all places. */
function explain(problem: Problem, rota: Rota, shift: string | undefined): Explanation {
  if (shift !== undefined && !problem.cover.some(({ id }) => id === shift)) {
    throw new UsageError(`--shift: no cover line has the id "${shift}"`);
  }
  const wanted = (id: string): boolean => shift === undefined || id === shift;
  return {
    evaluation: evaluate(problem, rota),
    violations: problem.people.flatMap((person) => explainPerson(problem, rota, person.id)),
    places: explainUnfilled(problem, rota).filter(({ lineId }) => wanted(lineId)),
    mends: new Map(
      cheapestChanges(problem, rota)
        .filter(({ lineId }) => wanted(lineId))
        .map((place) => [place.lineId, place]),
    ),
    costs: costBreakdown(problem, rota),
  };
}

function asJson(problem: Problem, { evaluation, violations, places, mends, costs }: Explanation) {
  const { objective, hardViolations, unfilled, parts } = evaluation;
  return {
    instance: problem.id,
    objective,
    hardViolations,
    unfilled,
    parts,
    costs,
    violations,
    places: places.map((place) => ({
      ...place,
      cheapestChanges: (mends.get(place.lineId)?.mends ?? []).map(
        ({ change, personId, shiftTypeId, cells, cost, price, objectiveChange }) => ({
          change,
          personId,
          shiftTypeId,
          cells,
          cost,
          price,
          objectiveChange,
        }),
      ),
      changesFound: mends.get(place.lineId)?.found ?? 0,
    })),
  };
}

function* inWords(
  problem: Problem,
  { evaluation, violations, places, mends, costs }: Explanation,
): Generator<string> {
  const { objective, hardViolations, unfilled, parts } = evaluation;
  yield `${problem.id}: objective ${objective} (requests ${parts.requests}, cover ${parts.cover}, soft rules ${parts.softRules})`;
  yield `${hardViolations} hard violations, ${unfilled} places unfilled`;
  yield* costsInWords(problem, costs);
  yield '\nBreaches';
  for (const violation of violations) {
    yield `  ${violation.level} ${violation.rule} ${violation.personId}: ${violation.message}`;
  }
  for (const place of places) {
    yield `\n${place.summary}`;
    for (const candidate of place.candidates) {
      const why = candidate.couldTake
        ? 'could take it'
        : candidate.exclusions.map((exclusion) => exclusion.message).join(' ');
      yield `  ${candidate.personName} (${candidate.shiftTypeId}): ${why}`;
    }
    const { mends: cheapest = [], found = 0 } = mends.get(place.lineId) ?? {};
    yield cheapest.length === 0
      ? '  No single change would fill it.'
      : `  Cheapest of ${found} single changes that would fill it:`;
    for (const mend of cheapest) yield `    ${mendInWords(problem, mend)}`;
  }
}

function* costsInWords(problem: Problem, { byRule, byPerson, byCover }: CostBreakdown): Generator<string> {
  const nameOf = (id: string): string => problem.people.find((person) => person.id === id)?.name ?? id;
  yield '\nWhat each rule costs, and who carries it';
  for (const { rule, level, breaches, cost, people } of byRule) {
    const who = people.map((person) => `${nameOf(person.personId)} ${person.cost}`).join(', ');
    yield `  ${rule} (${level}): ${cost} in ${breaches} breaches; ${who}`;
  }
  for (const { name, days, short, cost } of byCover) {
    yield `  cover "${name}": ${cost} on ${days} days, ${short} people short of the minimum`;
  }
  yield '\nWhat each person carries';
  for (const { personId, cost, rules } of byPerson) {
    yield `  ${nameOf(personId)} (${personId}): ${cost}; ${rules.map((own) => `${own.rule} ${own.cost}`).join(', ')}`;
  }
}

interface ExplainArguments {
  readonly path: string;
  readonly rotaPath: string;
  readonly shift: string | undefined;
  readonly json: boolean;
  readonly folder: FolderOptions;
}

function parseExplain(args: string[]): ExplainArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        rota: { type: 'string' },
        shift: { type: 'string' },
        json: { type: 'boolean' },
        ...folderOptions,
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  const [path] = positionals;
  if (path === undefined) throw new UsageError('name the file or folder of the problem');
  if (values.rota === undefined) throw new UsageError('--rota names the file or folder of the rota');
  return {
    path,
    rotaPath: values.rota,
    shift: values.shift,
    json: values.json === true,
    folder: values,
  };
}
