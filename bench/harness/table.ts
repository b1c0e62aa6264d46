import { type Instance, type InstanceSet } from './instance-set.js';
import { type RunRecord } from './records.js';

/** What is said above the tables. */
export interface TableHead {
  readonly set: Pick<InstanceSet, 'name' | 'title' | 'judgedBy'>;
  readonly seconds: number;
  readonly threads: number;
}

export interface InstanceRuns {
  readonly instance: Pick<Instance, 'id' | 'bestKnown'>;
  /** Newest of each seed, in the order of the seeds; at least one. */
  readonly runs: readonly RunRecord[];
}

/** The results as Markdown: an instance a line with median and worst over the seeds, then every run. */
export function markdownTable(head: TableHead, all: readonly InstanceRuns[], plotFolder: string): string {
  const records = all.flatMap(({ runs }) => runs);
  const failed = records.filter(({ failure }) => failure !== null);
  return [
    `# ${head.set.title}, ${head.seconds} s`,
    conditions(head, records),
    rows(
      [
        'instance',
        'seeds',
        'median',
        'worst',
        'hard violations',
        'best known',
        'median above it',
        'bound',
        'gap',
        'first clean rota, s',
        'best at, s',
        'peak memory, MB',
      ],
      all.map((each) => summaryRow(each, plotFolder)),
    ),
    'Median and worst are objectives over the seeds; hard violations, first clean rota and memory are the worst of them; the bound is the best. The gap is what the median may be above the best there is: (median − bound) ÷ median.',
    '## Every run',
    rows(
      [
        'instance',
        'seed',
        'objective',
        'hard violations',
        'bound',
        'gap',
        'first clean rota, s',
        'best at, s',
        'peak memory, MB',
        'load before',
      ],
      records.map(runRow),
    ),
    ...(failed.length === 0
      ? []
      : [
          '## What went wrong',
          failed.map(({ instance, seed, failure }) => `- ${instance}, seed ${seed}: ${failure}`).join('\n'),
        ]),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

function conditions({ set, seconds, threads }: TableHead, records: readonly RunRecord[]): string {
  const seeds = unique(records.map(({ seed }) => String(seed)));
  const commits = unique(
    records.map(({ commit, dirty }) => `${commit}${dirty ? ' **with uncommitted changes**' : ''}`),
  );
  const machines = unique(records.map(({ machine, node }) => `${machine}, Node ${node}`));
  const days = records.map(({ startedAt }) => startedAt.slice(0, 10)).sort();
  return [
    `\`npm run bench -- ${set.name} --seconds ${seconds} --seed ${seeds.join(',')} --threads ${threads}\``,
    '',
    `${set.judgedBy} Machine: ${machines.join('; ')}. Commit ${commits.join(', ')} (solver ${records[0]!.code}).`,
    `${days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`}; each run in a process of its own, one after another. Times are wall clock: the load`,
    'average before each run says whether the machine had other work.',
  ].join('\n');
}

function summaryRow({ instance, runs }: InstanceRuns, plotFolder: string): string[] {
  const objectives = runs.flatMap(({ objective }) => objective ?? []).sort((a, b) => a - b);
  const complete = objectives.length === runs.length;
  const middle = complete ? median(objectives) : null;
  const bound = most(runs.map((run) => run.bound));
  return [
    `[${instance.id}](${plotFolder}/${instance.id}.svg)`,
    String(runs.length),
    show(middle),
    complete ? show(objectives.at(-1) ?? null) : 'none',
    show(most(runs.map(({ hard }) => hard))),
    instance.bestKnown === null ? '' : show(instance.bestKnown),
    instance.bestKnown === null || middle === null
      ? ''
      : percent((middle - instance.bestKnown) / instance.bestKnown),
    show(bound),
    gapOf(middle, bound),
    seconds(worstOrNone(runs.map(({ firstCleanSeconds }) => firstCleanSeconds))),
    seconds(median(runs.flatMap(({ bestSeconds }) => bestSeconds ?? []).sort((a, b) => a - b))),
    show(most(runs.map(({ peakMemoryMb }) => peakMemoryMb))),
  ];
}

function runRow(run: RunRecord): string[] {
  return [
    run.instance,
    String(run.seed),
    show(run.objective),
    show(run.hard),
    show(run.bound),
    gapOf(run.objective, run.bound),
    seconds(run.firstCleanSeconds),
    seconds(run.bestSeconds),
    show(run.peakMemoryMb),
    run.load.toFixed(1),
  ];
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...body.map(line)].join(
    '\n',
  );
}

export function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

function most(values: readonly (number | null)[]): number | null {
  return values.reduce(
    (high, value) => (value === null || (high !== null && high >= value) ? high : value),
    null,
  );
}

/** The largest, or null where any is missing: a run that never had a clean rota is worse than all that had. */
function worstOrNone(values: readonly (number | null)[]): number | null {
  return values.includes(null) ? null : most(values);
}

function gapOf(objective: number | null, bound: number | null): string {
  if (objective === null || bound === null) return 'none';
  return percent(objective === 0 ? 0 : (objective - bound) / objective);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function show(value: number | null): string {
  return value === null ? 'none' : String(Math.round(value * 100) / 100);
}

function seconds(value: number | null): string {
  return value === null ? 'never' : value.toFixed(1);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
