import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instance, type InstanceSet } from './instance-set.js';
import { type BenchOptions, BenchUsageError } from './options.js';
import { scorePlot } from './plot.js';
import { appendRecord, findRecord, readRecords, type RunKey, type RunRecord } from './records.js';
import { readRevision } from './revision.js';
import { runOnce } from './run.js';
import { type InstanceRuns, markdownTable } from './table.js';

/**
 * Makes the runs of a series one after another, instance by instance; each is recorded as soon as it has ended, and table and plots
 * are written anew, so that a series can be broken off at any time and taken up with `--resume`.
 *
 * @returns exit status: 0 when every run gave a rota that the judge finds without hard violation.
 * @throws BenchUsageError for an instance that is not there.
 */
export function runSeries(set: InstanceSet, options: BenchOptions): number {
  const missing = set.missing();
  if (missing !== null) {
    console.log(`SKIPPED: ${missing}.`);
    return 0;
  }
  const instances = chosen(set, options);
  const series = new Series(set, options, instances);
  for (const instance of instances) for (const seed of options.seeds) series.run(instance, seed);
  return series.status();
}

function chosen(set: InstanceSet, { instances }: BenchOptions): readonly Instance[] {
  const listed = set.instances();
  return (
    instances?.map((id) => {
      const found = listed.find((instance) => instance.id === id) ?? set.other?.(id);
      if (found) return found;
      throw new BenchUsageError(
        `${set.name} has no instance "${id}" here; it has ${listed.map((instance) => instance.id).join(', ')}`,
      );
    }) ?? listed
  );
}

class Series {
  private readonly revision = readRevision();
  private readonly file: string;
  private readonly name: string;
  private readonly records: RunRecord[];

  constructor(
    private readonly set: InstanceSet,
    private readonly options: BenchOptions,
    private readonly instances: readonly Instance[],
  ) {
    this.name = `${set.name}-${options.seconds}s`;
    mkdirSync(join(options.results, this.name), { recursive: true });
    this.file = join(options.results, `${set.name}.jsonl`);
    this.records = readRecords(this.file);
  }

  run(instance: Instance, seed: number): void {
    const key = this.key(instance, seed);
    const known = this.options.resume ? findRecord(this.records, key, this.revision.code) : undefined;
    if (known === undefined) {
      const record = runOnce(this.set, instance, key, this.revision);
      appendRecord(this.file, record);
      this.records.push(record);
      console.log(inWords(record, instance));
    } else console.log(`${inWords(known, instance)} (recorded on ${known.startedAt.slice(0, 10)})`);
    this.write(instance);
  }

  status(): number {
    const wanted = this.instances.flatMap((instance) =>
      this.options.seeds.map((seed) =>
        findRecord(this.records, this.key(instance, seed), this.revision.code),
      ),
    );
    return wanted.every((record) => record?.hard === 0 && record.failure === null) ? 0 : 1;
  }

  private key(instance: Instance, seed: number): RunKey {
    const { seconds, threads } = this.options;
    return { set: this.set.name, instance: instance.id, seed, seconds, threads };
  }

  /** Everything that this very program has done under these limits, also in earlier sittings. */
  private write(changed: Instance): void {
    const { results, seconds, threads } = this.options;
    const all = this.knownInstances().flatMap((instance): InstanceRuns[] => {
      const runs = this.runsOf(instance);
      return runs.length === 0 ? [] : [{ instance, runs }];
    });
    const head = { set: this.set, seconds, threads };
    writeFileSync(join(results, `${this.name}.md`), markdownTable(head, all, this.name));
    const title = `${this.set.title} ${changed.id}, ${threads} threads`;
    const plot = scorePlot(title, this.runsOf(changed), changed.bestKnown);
    writeFileSync(join(results, this.name, `${changed.id}.svg`), plot);
  }

  private knownInstances(): readonly Instance[] {
    const listed = this.set.instances();
    const further = this.instances.filter(({ id }) => !listed.some((instance) => instance.id === id));
    return [...listed, ...further];
  }

  /** The newest run of each seed. */
  private runsOf(instance: Instance): RunRecord[] {
    const { seconds, threads } = this.options;
    const bySeed = new Map<number, RunRecord>();
    for (const record of this.records) {
      const same =
        record.set === this.set.name &&
        record.instance === instance.id &&
        record.seconds === seconds &&
        record.threads === threads &&
        record.code === this.revision.code;
      if (same) bySeed.set(record.seed, record);
    }
    return [...bySeed.values()].sort((a, b) => a.seed - b.seed);
  }
}

function inWords(record: RunRecord, { bestKnown }: Instance): string {
  const { instance, seed, objective, hard, bound, bestSeconds, peakMemoryMb, failure } = record;
  const parts = [
    `${instance}, seed ${seed}: objective ${objective ?? 'none'}`,
    `hard violations ${hard ?? 'unknown'}`,
    ...(bestKnown === null ? [] : [`best known ${bestKnown}`]),
    `bound ${bound ?? 'none'}`,
    `best at ${bestSeconds ?? 'never'} s`,
    `${peakMemoryMb ?? '?'} MB`,
  ];
  return `${parts.join(', ')}${failure === null ? '' : ` — ${failure}`}`;
}
