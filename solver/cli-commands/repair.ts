import { parseArgs } from 'node:util';
import { findContradictions } from '../constraints/contradictions.js';
import { type Problem, type Rota } from '../model/index.js';
import {
  type Absence,
  type AssignmentChange,
  type FewestChanges,
  fewestChanges,
  type Repair,
  repair,
  type RepairOptions,
  withAbsences,
} from '../repair/index.js';
import { type FolderOptions, folderOptions, readSource } from './source.js';
import { positiveInteger, positiveNumber, type Terminal, UsageError } from './usage.js';

interface RepairArguments {
  readonly path: string;
  readonly folder: FolderOptions;
  readonly rotaPath: string;
  readonly away: readonly string[];
  readonly from: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
  /** Seconds for the proof of the fewest changes; undefined: no proof. */
  readonly prove: number | undefined;
  readonly options: RepairOptions;
}

/** `rotawright repair`: mends a rota after people have become absent; returns the exit status. */
export async function repairCommand(args: string[], terminal: Terminal): Promise<number> {
  const { path, folder, rotaPath, away, from, out, json, prove, options } = parse(args);
  const source = readSource(path, folder);
  const before = source.problem;
  const standing = source.readRota(rotaPath);
  const absences = away.map((text) => readAbsence(before, text));
  const problem = withAbsences(before, absences);
  const contradictions = findContradictions(problem);
  if (contradictions.length > 0) {
    for (const { message } of contradictions) terminal.complain(`rotawright repair: ${message}`);
    return 3;
  }
  const fromDay = from === undefined ? 0 : dayOf(before, from, '--from');
  const mended = await repair(problem, standing, { ...options, fromDay });
  const fewest = prove === undefined ? null : await proof(problem, standing, prove, fromDay);
  if (out !== undefined) source.writeRota(mended.rota, out);
  terminal.print(
    json ? JSON.stringify(summary(problem, mended, fewest)) : inWords(problem, mended, fewest).join('\n'),
  );
  return mended.evaluation.hardViolations > mended.unrepaired.hardViolations ? 1 : 0;
}

async function proof(
  problem: Problem,
  standing: Rota,
  seconds: number,
  fromDay: number,
): Promise<FewestChanges> {
  return fewestChanges(problem, standing, { seconds, fromDay, nowMs: () => performance.now() });
}

function parse(args: string[]): RepairArguments {
  const { values, positionals } = parseOrFail(args);
  const [path, ...more] = positionals;
  if (path === undefined) throw new UsageError('name the file or folder of the problem');
  if (more.length > 0) throw new UsageError(`one problem at a time; "${more.join(' ')}" is too much`);
  if (values.rota === undefined)
    throw new UsageError('--rota names the file or folder of the rota that stands');
  if (values.seed !== undefined && !/^\d+$/.test(values.seed))
    throw new UsageError(`--seed must be a whole number, not "${values.seed}"`);
  const seconds = positiveNumber(values.seconds, '--seconds');
  const work = positiveInteger(values.work, '--work');
  if (seconds !== undefined && work !== undefined)
    throw new UsageError('give either --seconds N or --work N');
  const changeWeight = positiveNumber(values['change-cost'], '--change-cost');
  return {
    path,
    folder: values,
    rotaPath: values.rota,
    away: values.away ?? [],
    from: values.from,
    out: values.out,
    json: values.json === true,
    prove: positiveNumber(values.prove, '--prove'),
    options: {
      ...(work === undefined ? { seconds: seconds ?? 5 } : { work }),
      ...(changeWeight === undefined ? {} : { changeWeight }),
      seed: Number(values.seed ?? 1),
      threads: positiveInteger(values.threads, '--threads') ?? (work === undefined ? 2 : 1),
    },
  };
}

function parseOrFail(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        rota: { type: 'string' },
        away: { type: 'string', multiple: true },
        from: { type: 'string' },
        seconds: { type: 'string' },
        work: { type: 'string' },
        threads: { type: 'string' },
        seed: { type: 'string' },
        'change-cost': { type: 'string' },
        prove: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        ...folderOptions,
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** `p3:2027-01-04..2027-01-10`; one day is written without the second date. */
function readAbsence(problem: Problem, text: string): Absence {
  const at = text.lastIndexOf(':');
  const personId = text.slice(0, at);
  const [first = '', last = first] = text.slice(at + 1).split('..');
  if (at < 1) throw new UsageError(`--away is written PERSON:DATE..DATE, not "${text}"`);
  if (!problem.people.some(({ id }) => id === personId))
    throw new UsageError(`--away: nobody in the problem has the id "${personId}"`);
  const fromDay = dayOf(problem, first, '--away');
  const toDay = dayOf(problem, last, '--away');
  if (toDay < fromDay) throw new UsageError(`--away: ${last} is before ${first}`);
  return { personId, fromDay, toDay, code: 'sickness', reason: 'away' };
}

function dayOf({ days }: Problem, text: string, option: string): number {
  const day = days.find(({ date }) => date === text);
  if (day !== undefined) return day.index;
  throw new UsageError(
    `${option}: "${text}" is not a day of the problem; its days go from ${days[0]?.date} to ${days.at(-1)?.date}`,
  );
}

function dated({ days }: Problem, change: AssignmentChange) {
  const { personId, dayIndex, from, to } = change;
  return { personId, date: days[dayIndex]?.date, from, to };
}

function summary(problem: Problem, mended: Repair, fewest: FewestChanges | null) {
  const { evaluation, unrepaired, search } = mended;
  return {
    instance: problem.id,
    lost: mended.lost.map((change) => dated(problem, change)),
    changes: mended.changes.map((change) => dated(problem, change)),
    peopleChanged: mended.peopleChanged,
    changeCost: mended.changeWeight,
    objective: evaluation.objective,
    hardViolations: evaluation.hardViolations,
    unfilled: evaluation.unfilled,
    unfilledBefore: unrepaired.unfilled,
    seconds: Math.round(search.seconds * 1000) / 1000,
    seed: search.seed,
    threads: search.threads,
    fewest: fewest && {
      changes: fewest.changes,
      atLeast: fewest.lowerBound,
      unfilled: fewest.unfilled,
      proven: fewest.proven,
      seconds: Math.round(fewest.seconds * 1000) / 1000,
    },
  };
}

function inWords(problem: Problem, mended: Repair, fewest: FewestChanges | null): string[] {
  const { evaluation, unrepaired, lost, changes } = mended;
  const codeOf = (id: string | null): string =>
    problem.shiftTypes.find((type) => type.id === id)?.code ?? 'off';
  const nameOf = (id: string): string => problem.people.find((person) => person.id === id)?.name ?? id;
  const line = (change: AssignmentChange): string =>
    `  ${problem.days[change.dayIndex]?.date}  ${nameOf(change.personId)} (${change.personId}): ${codeOf(change.from)} → ${codeOf(change.to)}`;
  return [
    `${lost.length} shifts lost:`,
    ...lost.map(line),
    `${changes.length} assignments of ${mended.peopleChanged} people change:`,
    ...changes.map(line),
    `places unfilled  ${evaluation.unfilled}, ${unrepaired.unfilled} without the repair`,
    `hard violations  ${evaluation.hardViolations}`,
    `objective        ${evaluation.objective}, ${unrepaired.objective} without the repair`,
    `time             ${mended.search.seconds.toFixed(1)} s`,
    ...(fewest === null ? [] : [fewestInWords(fewest)]),
  ];
}

function fewestInWords({ changes, lowerBound, proven, unfilled, seconds }: FewestChanges): string {
  const time = `${seconds.toFixed(1)} s`;
  if (proven)
    return `fewest possible  ${changes} changes with ${unfilled} places unfilled, proven in ${time}`;
  return `fewest possible  not proven in ${time}; at least ${unfilled} places unfilled, with these at least ${lowerBound} changes`;
}
